"""What an address says of a list: where its page begins, what is searched for."""

from werkzeug.datastructures import MultiDict

from hiring.db.keyset import Cursor

_LONGEST_SEARCH = 100


def cursor_in(values: MultiDict[str, str]) -> Cursor:
    """Return where the page begins that an address asks for, as `Cursor.address_values` wrote it."""
    if after := values.getlist("after"):
        return Cursor(tuple(after))
    before = values.getlist("before")
    return Cursor(tuple(before), backwards=bool(before))


def row_number(text: str | None) -> int:
    """Return the number of the row after which something goes on; 0 for anything that is none."""
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(2**31 - 1)) else 0


def searched_text(text: str | None) -> str:
    """Return what a person searches a list for: what can be printed, and not more than people type."""
    return "".join(letter for letter in text or "" if letter.isprintable()).strip()[:_LONGEST_SEARCH]
