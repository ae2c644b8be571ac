"""Whether a sheet can be read and chosen from as its author wrote it."""

from collections.abc import Collection, Iterator, Sequence

from hiring.banks import choosing
from hiring.banks import messages as expect
from hiring.banks.kinds.shortlist.shape import SheetColumnKind, Shortlist
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


def sheet_remarks(part: Shortlist, path: Path) -> Iterator[Problem]:
    yield from checks.at_least(1, part.columns, "column", (*path, "columns"))
    placed = [(each.key, (*path, "columns", n, "key")) for n, each in enumerate(part.columns)]
    yield from checks.once(placed, "column")
    for key, where in placed:
        yield from checks.formed(key, checks.SMALL_KEY, where, expect.SMALL_KEY)
    yield from choosing.option_remarks(part.rows, (*path, "rows"))
    yield from checks.at_least(1, part.signs, "warning sign", (*path, "signs"))
    yield from choosing.key_remarks([each.key for each in part.signs], (*path, "signs"), "warning sign")
    if len(part.rows) > 1:
        yield from checks.between(part.choose, 1, len(part.rows), (*path, "choose"))
    if part.words is not None:
        yield from checks.word_limits(part.words, (*path, "words"))
    texts = [each.key for each in part.columns if each.kind is SheetColumnKind.TEXT]
    figures = [each.key for each in part.columns if each.kind is not SheetColumnKind.TEXT]
    for n, row in enumerate(part.rows):
        where = (*path, "rows", n)
        yield from _cell_remarks(figures, row.figures, (*where, "figures"))
        yield from _cell_remarks(texts, row.texts, (*where, "texts"))


def _cell_remarks(columns: Sequence[str], cells: Collection[str], path: Path) -> Iterator[Problem]:
    """Yield what is no cell of these columns, and which of them have none."""
    for key in cells:
        yield from checks.known_as_key(key, columns, (*path, key), expect.KNOWN_COLUMN)
    if missing := [key for key in columns if key not in cells]:
        yield Problem(path, expect.say(expect.EVERY_COLUMN, missing=", ".join(missing)), on_key=bool(cells))
