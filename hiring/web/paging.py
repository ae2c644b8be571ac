"""Pages of a long table: which one is wanted, and which rows it holds."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from hiring.store.keyset import Cursor

_LONGEST_NUMBER = 6
_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `number` (from 1) of `total` rows, `size` on each; a number out of range becomes the nearest."""

    total: int
    wanted: int = 1
    size: int = 50

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        return min(max(self.wanted, 1), self.last)

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last_row(self) -> int:
        return min(self.offset + self.size, self.total)


def page_number(text: str | None) -> int:
    """Return the page an address asks for; 1 for anything that is no sensible number."""
    text = (text or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
        return 1
    return max(int(text), 1)


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
