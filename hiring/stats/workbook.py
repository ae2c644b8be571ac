"""Rows of an XLSX workbook as text, as CSV has them."""

from collections.abc import Iterator
from io import BytesIO

from hiring.stats.faults import EMPTY, NOT_A_WORKBOOK, TableProblem, UnreadableRatings
from hiring.workbooks import rows_of_sheet


def rows_of_workbook(content: bytes) -> Iterator[list[str]]:
    """Yield the heading of the first sheet, then its rows and those of every sheet under the same heading.

    Raises UnreadableRatings.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only for who keeps ratings so

    heading: list[str] | None = None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for place in range(len(book.sheet_names)):
            rows = rows_of_sheet(content, place)
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
