"""Rows of an XLSX workbook as text, as CSV has them."""

from collections.abc import Iterator
from io import BytesIO

from hiring.stats.faults import EMPTY, NOT_A_WORKBOOK, TableProblem, UnreadableRatings


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file begins as XLSX does, which is a ZIP archive."""
    return content.startswith(b"PK\x03\x04")


def rows_of_workbook(content: bytes) -> Iterator[list[str]]:
    """Yield the heading of the first sheet, then its rows and those of every sheet under the same heading.

    Raises UnreadableRatings.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only for who keeps ratings so

    heading: list[str] | None = None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            rows = (list(map(_text, row)) for row in book.get_sheet_by_name(name).iter_rows())
            first = next(rows, None)
            if heading is None and first:
                heading = first
                yield first
            if first and first == heading:
                yield from rows
    except (CalamineError, OSError) as error:
        raise UnreadableRatings([TableProblem(NOT_A_WORKBOOK, {})]) from error
    if heading is None:
        raise UnreadableRatings([TableProblem(EMPTY, {})])


def _text(value: object) -> str:
    """Return a field as CSV has it: a workbook keeps 3 as 3.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
