"""Tables that a candidate fills in: the rows to start from, and their sums."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hiring.banks.kinds.table.shape import ColumnKind, TablePart

_MONEY_SIGNS = re.compile(r"rp\.?|idr|,-$", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED_BY = {
    " ": re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?", re.ASCII),
    ".": re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII),
    ",": re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII),
}
_LONGEST_NUMBER = 40
#: Empty rows below a table that is filled in without a script.
_SPARE_ROWS = 3


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of a column, and the rows (counted from 0) whose cell could not be read."""

    total: Decimal
    unread: tuple[int, ...] = ()


def read_number(text: str) -> Decimal | None:
    """Return the number in a cell, written the Indonesian or the English way, or None.

    A mark before groups of three digits parts thousands: "1.500" is fifteen hundred.

    >>> read_number("Rp 41.250.000"), read_number("41,250,000"), read_number("1,5")
    (Decimal('41250000'), Decimal('41250000'), Decimal('1.5'))
    """
    bare = _MONEY_SIGNS.sub("", text.strip()).strip().replace("\N{MINUS SIGN}", "-")
    if len(bare) > _LONGEST_NUMBER:
        return None
    for mark, pattern in _GROUPED_BY.items():
        if pattern.fullmatch(bare):
            return Decimal(bare.replace(mark, "").replace(",", "."))
    return Decimal(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else None


def table_sums(part: TablePart, value: Mapping[str, Any]) -> dict[str, ColumnSum]:
    """Return the sum of every column that shows one, by key of the column."""
    return {
        column.key: _column_sum([str(row.get(column.key, "")) for row in value.get("rows", ())])
        for column in part.columns
        if column.sum and column.kind is not ColumnKind.TEXT
    }


def starting_rows(part: TablePart, locale: str) -> list[dict[str, str]]:
    """Return the rows a candidate finds in the table, every column filled or empty."""
    return [
        {column.key: row[column.key].text(locale) if column.key in row else "" for column in part.columns}
        for row in part.rows
    ]


def rows_to_fill(part: TablePart, value: Mapping[str, Any], locale: str) -> list[dict[str, str]]:
    """Return the rows as last kept, or as found at first, and some empty ones below."""
    kept: Sequence[Mapping[str, str]] = value.get("rows") or starting_rows(part, locale)
    filled = [{column.key: str(row.get(column.key, "")) for column in part.columns} for row in kept]
    room = min(_SPARE_ROWS, part.max_rows - len(filled))
    return filled + [{column.key: "" for column in part.columns} for _ in range(room)]


def _column_sum(cells: list[str]) -> ColumnSum:
    total, unread = Decimal(0), []
    for index, cell in enumerate(cells):
        if not cell.strip():
            continue
        if (number := read_number(cell)) is None:
            unread.append(index)
        else:
            total += number
    return ColumnSum(total, tuple(unread))
