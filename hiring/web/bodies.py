"""What a request may bring along: forms bring a form and nothing else, and only who says so takes JSON."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


def takes_json(view: View) -> View:
    """Let a view read its body itself, as JSON; every other view gets forms only."""
    view.takes_json = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def register(app: Flask) -> None:
    """Refuse with 415 what is neither a form nor meant for a view that takes JSON."""

    @app.before_request
    def refuse_other_bodies() -> None:
        if request.method in _WITHOUT_BODY or request.mimetype in _FORMS or not _brings_something():
            return
        view = current_app.view_functions.get(request.endpoint or "")
        if not getattr(view, "takes_json", False):
            abort(415)


def _brings_something() -> bool:
    return bool(request.content_length) or "chunked" in request.headers.get("Transfer-Encoding", "").lower()
