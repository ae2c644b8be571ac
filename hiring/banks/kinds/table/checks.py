"""Whether a table can be filled in as its author laid it out."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hiring.banks import messages as expect
from hiring.banks.kinds.table.beside_key import read_figure, same_figure
from hiring.banks.kinds.table.cells import read_number
from hiring.banks.kinds.table.naming import found_cells, row_names
from hiring.banks.kinds.table.shape import ColumnKind, ListedNumbers, TableKey, TableLimit, TablePart
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


def key_remarks(part: TablePart, keyed: TableKey, path: Path) -> Iterator[Problem]:
    """Yield what does not fit between a table and its key: rows, columns, and errors that are none."""
    names, columns = row_names(part), [column.key for column in part.columns]
    for name, figures in keyed.right.items():
        where = (*path, "right", name)
        yield from checks.known_as_key(name, names, where, expect.KNOWN_ROW)
        yield from checks.at_least(1, figures, "column", where)
        for column, figure in figures.items():
            yield from checks.known_as_key(column, columns, (*where, column), expect.KNOWN_COLUMN)
            found = found_cells(part, name).get(column)
            at_first = read_figure(found.id) if found else None
            if figure is not None and at_first is not None and same_figure(Decimal(str(figure)), at_first):
                yield Problem((*where, column), expect.ANOTHER_FIGURE)
    for n, name in enumerate(keyed.unchanged):
        yield from checks.known(name, names, (*path, "unchanged", n), expect.KNOWN_ROW)
        if name in keyed.right:
            yield Problem((*path, "unchanged", n), expect.RIGHT_OR_UNCHANGED)
    for n, limit in enumerate(keyed.limits):
        yield from _limit_remarks(part, limit, (*path, "limits", n))
    if keyed.numbers is not None:
        yield from _listed_remarks(keyed.numbers, columns, (*path, "numbers"))


def _limit_remarks(part: TablePart, limit: TableLimit, path: Path) -> Iterator[Problem]:
    columns = [column.key for column in part.columns]
    figures = [column.key for column in part.columns if column.kind is not ColumnKind.TEXT]
    yield from checks.known(limit.column, figures, (*path, "column"), expect.KNOWN_COLUMN)
    if limit.by is not None:
        yield from checks.known(limit.by, columns, (*path, "by"), expect.KNOWN_COLUMN)
    for name, words in (("only", limit.only), ("without", limit.without)):
        for column in words:
            yield from checks.known_as_key(column, columns, (*path, name, column), expect.KNOWN_COLUMN)


def _listed_remarks(listed: ListedNumbers, columns: Sequence[str], path: Path) -> Iterator[Problem]:
    yield from checks.known(listed.column, columns, (*path, "column"), expect.KNOWN_COLUMN)
    if listed.counted_in is not None:
        yield from checks.known(listed.counted_in, columns, (*path, "counted_in"), expect.KNOWN_COLUMN)
    yield from checks.at_least(1, listed.belong, "number", (*path, "belong"))
    for n, number in enumerate(listed.stray):
        if number in listed.belong:
            yield Problem((*path, "stray", n), expect.BELONG_OR_STRAY)
