"""Whether a table can be filled in as its author laid it out."""

from collections.abc import Iterator, Sequence

from hiring.banks import messages as expect
from hiring.banks.kinds.table.cells import read_number
from hiring.banks.kinds.table.shape import ColumnKind, TablePart
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks

_MOST_ROWS = 200


def table_remarks(part: TablePart, path: Path) -> Iterator[Problem]:
    keys = [column.key for column in part.columns]
    yield from checks.at_least(1, keys, "column", (*path, "columns"))
    placed = [(key, (*path, "columns", n, "key")) for n, key in enumerate(keys)]
    yield from checks.once(placed, "column")
    for key, where in placed:
        yield from checks.formed(key, checks.SMALL_KEY, where, expect.SMALL_KEY)
    for n, column in enumerate(part.columns):
        if column.sum and column.kind is ColumnKind.TEXT:
            yield Problem((*path, "columns", n, "sum"), expect.SUM_OF_NUMBERS)
    least = max(1, len(part.rows))
    if not least <= part.max_rows <= _MOST_ROWS:
        expected = expect.say(expect.ROOM_FOR_ROWS, least=least, most=_MOST_ROWS)
        yield Problem((*path, "max_rows"), expected)
    yield from _row_remarks(part, keys, path)


def _row_remarks(part: TablePart, keys: Sequence[str], path: Path) -> Iterator[Problem]:
    summed = {each.key for each in part.columns if each.sum and each.kind is not ColumnKind.TEXT}
    for n, row in enumerate(part.rows):
        for key, cell in row.items():
            where = (*path, "rows", n, key)
            yield from checks.known_as_key(key, keys, where, expect.KNOWN_COLUMN)
            if key in summed and None in (read_number(cell.id), read_number(cell.en)):
                yield Problem(where, expect.READABLE_NUMBER)
