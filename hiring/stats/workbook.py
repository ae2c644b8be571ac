"""Rows of an XLSX workbook as text, as CSV has them."""

from collections.abc import Iterator

from hiring.stats.faults import EMPTY, NOT_A_WORKBOOK, TableProblem, UnreadableRatings
from hiring.workbooks import sheets_of


def rows_of_workbook(content: bytes) -> Iterator[list[str]]:
    """Yield the heading of the first sheet, then its rows and those of every sheet under the same heading.

    Raises UnreadableRatings.
    """
    from python_calamine import CalamineError  # only for who keeps ratings so

    heading: list[str] | None = None
    try:
        for rows in sheets_of(content):
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
