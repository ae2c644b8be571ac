"""The one blueprint of the pages of oversight."""

from flask import Blueprint

bp = Blueprint("oversight", __name__)

#: Lines on one page of a list.
LINES = 50


def keyset(text: str | None) -> int | None:
    """Return the number after which an older page begins, or None for the newest page."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None
