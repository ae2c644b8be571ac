"""Pages of a list of any length: each begins after the last row of the one before, by the order's own values.

The database goes straight to that row through an index, so the hundredth page costs what
the first costs, and no row is shown twice when others come or go meanwhile.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Row, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from hiring.db.together import AnySelect, read_together

RowT = TypeVar("RowT")
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Column: TypeAlias = ColumnElement[Any] | InstrumentedAttribute[Any]

#: Counting further costs more than anybody reads out of it.
MOST_COUNTED = 1_000

_LONGEST_TEXT = 400
_WHOLE = re.compile(r"-?[0-9]{1,10}")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins, as it stands in an address: the values of the order in the row before it.

    `backwards` asks for the page that ends just before that row. Without values it is the first page.
    """

    values: tuple[str, ...] = ()
    backwards: bool = False

    def address_values(self) -> dict[str, list[str]]:
        """Return the values for an address of this page; the first page needs none."""
        return {"before" if self.backwards else "after": list(self.values)} if self.values else {}


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order; the last one of an order is unique, e.g. the row's id.

    `column` is never NULL: where a value is missing, say with `coalesce` where such rows stand.
    `read` makes a value of what stands in an address and raises ValueError for everything else.
    """

    column: Column
    read: Callable[[str], Any]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Some rows of a list, and where the pages beside them begin; None where there is none."""

    rows: Sequence[RowT]
    total: int | None
    """How many rows the whole list has; None where counting them would cost more than the page."""
    previous: Cursor | None = None
    next: Cursor | None = None
    more: bool = False
    """There are more than `total`."""

    @property
    def first(self) -> Cursor | None:
        """Where the list begins, unless this is where it begins."""
        return Cursor() if self.previous else None

    def of(self, rows: Sequence[Any]) -> "Page[Any]":
        """Return the same page with what was made of its rows."""
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class OrderedList(Generic[RowT]):
    """A list: what it selects, in which order, and what is made of rows of it."""

    statement: AnySelect
    keys: Sequence[Key]
    made_of: Callable[[Session, Sequence[Any]], Sequence[RowT]]

    def page(self, session: Session, cursor: Cursor, *, size: int) -> Page[RowT]:
        """Return the page that `cursor` asks for, with how many rows there are."""
        page = read_counted_page(session, self.statement, self.keys, cursor, size=size)
        return page.of(self.made_of(session, page.rows))


def first_pages(session: Session, *lists: OrderedList[Any], size: int) -> list[Page[Any]]:
    """Return the first page of each list, uncounted, in one statement and what their rows still need."""
    found = read_together(
        session, *(_ordered(each.statement, each.keys, [], backwards=False, limit=size + 1) for each in lists)
    )
    return [
        (page := _first_page(each.keys, _sorted(each.keys, rows), size)).of(each.made_of(session, page.rows))
        for each, rows in zip(lists, found, strict=True)
    ]


def read_page(
    session: Session,
    statement: AnySelect,
    keys: Sequence[Key],
    cursor: Cursor,
    *,
    size: int,
    total: int | None = None,
) -> Page[AnyRow]:
    """Return the page of `statement` that `cursor` asks for, ordered by `keys`.

    Each row holds what `statement` selects, and behind that the values of the keys. A cursor that
    does not fit the order, or leads past the end, gives the first page. One statement; two where a
    cursor leads past an end, and none where `total` says that there is nothing.
    """
    if total == 0:
        return Page([], total)
    values = _read_values(keys, cursor)
    if values:
        rows = _read_rows(session, statement, keys, values, backwards=cursor.backwards, limit=size + 1)
        if rows and not (cursor.backwards and len(rows) <= size):
            return _page_within(keys, rows, cursor, size, total)
    rows = _read_rows(session, statement, keys, [], backwards=False, limit=size + 1)
    return _first_page(keys, rows, size, total)


def read_counted_page(
    session: Session, statement: AnySelect, keys: Sequence[Key], cursor: Cursor, *, size: int
) -> Page[AnyRow]:
    """Return the page as `read_page` does, and how many rows there are, counted up to `MOST_COUNTED`."""
    # In the order of the page: SQLite then counts along the very index in which it finds the page.
    some = (
        statement.with_only_columns(literal(1), maintain_column_froms=True)
        .order_by(*(key.column for key in keys))
        .limit(MOST_COUNTED + 1)
    )
    found = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    page = read_page(session, statement, keys, cursor, size=size, total=min(found, MOST_COUNTED))
    return replace(page, more=found > MOST_COUNTED)


def read_text(text: str) -> str:
    """Read a text from an address. Raises ValueError for what a database would choke on."""
    if len(text) > _LONGEST_TEXT or "\x00" in text:
        raise ValueError(text)
    text.encode()  # lone surrogates raise UnicodeEncodeError, which is a ValueError
    return text


def read_whole(text: str) -> int:
    """Read a whole number that a column can hold from an address. Raises ValueError."""
    if not _WHOLE.fullmatch(text) or abs(number := int(text)) > _LARGEST:
        raise ValueError(text)
    return number


def read_moment(text: str) -> datetime:
    """Read a moment with its zone from an address. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1900 < moment.year < 9999:  # its neighbours may not exist in UTC
        raise ValueError(text)
    return moment


def _sorted(keys: Sequence[Key], rows: list[Any]) -> list[Any]:
    """Return rows that end in the values of their keys, in the order of these."""
    for place, key in reversed(list(enumerate(keys))):
        rows = sorted(rows, key=itemgetter(place - len(keys)), reverse=key.descending)
    return rows


def _first_page(
    keys: Sequence[Key], rows: Sequence[AnyRow], size: int, total: int | None = None
) -> Page[AnyRow]:
    onward = _cursor_at(keys, rows[size - 1]) if len(rows) > size else None
    return Page(rows[:size], total, next=onward)


def _page_within(
    keys: Sequence[Key], rows: Sequence[AnyRow], cursor: Cursor, size: int, total: int | None
) -> Page[AnyRow]:
    """Return a page that has something before it: `rows` were read after a cursor, or back from one."""
    more, rows = len(rows) > size, rows[:size]
    if cursor.backwards:
        rows = rows[::-1]
    onward = _cursor_at(keys, rows[-1]) if more or cursor.backwards else None
    return Page(rows, total, previous=_cursor_at(keys, rows[0], backwards=True), next=onward)


def _read_values(keys: Sequence[Key], cursor: Cursor) -> list[Any]:
    if len(cursor.values) != len(keys):
        return []
    try:
        return [key.read(text) for key, text in zip(keys, cursor.values, strict=True)]
    except ValueError:
        return []


def _read_rows(
    session: Session,
    statement: AnySelect,
    keys: Sequence[Key],
    values: Sequence[Any],
    *,
    backwards: bool,
    limit: int,
) -> Sequence[AnyRow]:
    return session.execute(_ordered(statement, keys, values, backwards=backwards, limit=limit)).all()


def _ordered(
    statement: AnySelect, keys: Sequence[Key], values: Sequence[Any], *, backwards: bool, limit: int
) -> AnySelect:
    falling = [key.descending != backwards for key in keys]
    ordered = statement.add_columns(*(key.column for key in keys)).order_by(
        *(key.column.desc() if down else key.column.asc() for key, down in zip(keys, falling, strict=True))
    )
    if values:
        ordered = ordered.where(_beyond([key.column for key in keys], values, falling))
    return ordered.limit(limit)


def _beyond(columns: Sequence[Column], values: Sequence[Any], falling: Sequence[bool]) -> ColumnElement[bool]:
    """Return the condition that a row comes after the one with these values."""
    bound = [literal(value, column.type) for column, value in zip(columns, values, strict=True)]
    if len(set(falling)) == 1:  # one comparison of rows, which walks straight through an index
        here, there = tuple_(*columns), tuple_(*bound)
        return here < there if falling[0] else here > there
    first = columns[0] < bound[0] if falling[0] else columns[0] > bound[0]
    rest = _beyond(columns[1:], values[1:], falling[1:])
    # The first half alone is what an index can use; the second half says the rest.
    at_least = columns[0] <= bound[0] if falling[0] else columns[0] >= bound[0]
    return and_(at_least, or_(first, rest))


def _cursor_at(keys: Sequence[Key], row: AnyRow, *, backwards: bool = False) -> Cursor:
    return Cursor(tuple(_as_text(value) for value in row[-len(keys) :]), backwards)


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
