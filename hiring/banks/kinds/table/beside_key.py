"""A filled table beside its key: what was found and missed, what is none, and its own sums. No score."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from hiring.banks.kinds.table.arithmetic import wrong_products
from hiring.banks.kinds.table.cells import read_number
from hiring.banks.kinds.table.naming import found_cells, name_of_row, plain_words, rows_named
from hiring.banks.kinds.table.shape import ColumnKind, ListedNumbers, TableKey, TableLimit, TablePart
from hiring.banks.parts import AnswerValue

_Rows = Sequence[Mapping[str, str]]
#: What people write where there is nothing to work out.
_NO_FIGURE = re.compile(r"[\s\-–—−?]*|n/?a", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r"\b\d{1,4}\b", re.ASCII)
#: A figure may be rounded, but to no fewer digits.
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class CellBesideKey:
    """A place of the table as it was filled in; `expected` is what stands in the key, None for no figure."""

    row: str
    column: str
    written: str
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class SumBesideLimit:
    """What rows add up to. `group` names those that were added up by themselves, if they were."""

    column: str
    group: str
    total: Decimal
    most: Decimal

    @property
    def too_much(self) -> bool:
        return self.total > self.most


@dataclass(frozen=True, slots=True)
class NumbersBesideKey:
    """Which numbers the rows list, and which rows (counted from 1) say another number than they list."""

    found: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    beyond: tuple[int, ...] = ()
    miscounted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBesideKey:
    """Hits, misses and false alarms of a filled table, and the arithmetic of its own figures."""

    found: tuple[CellBesideKey, ...]
    missed: tuple[CellBesideKey, ...]
    beyond: tuple[CellBesideKey, ...]
    numbers: NumbersBesideKey
    sums: tuple[SumBesideLimit, ...]
    wrong_rows: tuple[int, ...]
    """Rows (counted from 1) whose factors do not give their amount."""
    unread: tuple[CellBesideKey, ...]
    """Cells that no sum could count; their row is its number."""

    @property
    def faultless(self) -> bool:
        """Whether everything was found and nothing beyond it, and all figures agree."""
        faults = (self.missed, self.beyond, self.wrong_rows, self.unread)
        numbers = (self.numbers.missed, self.numbers.beyond, self.numbers.miscounted)
        return not any((*faults, *numbers)) and not any(each.too_much for each in self.sums)


def table_beside_key(part: TablePart, keyed: TableKey, value: AnswerValue, locale: str) -> TableBesideKey:
    """Return what a table without problems has of its key, in the order of the key."""
    rows: _Rows = value.get("rows", ())
    judged = list(_judged(part, keyed, rows, locale))
    wrong = [cell for cell, right in judged if not right]
    return TableBesideKey(
        found=tuple(cell for cell, right in judged if right),
        missed=tuple(cell for cell in wrong if cell.expected is not None),
        beyond=(*(cell for cell in wrong if cell.expected is None), *_changed(part, keyed, rows, locale)),
        numbers=_listed(keyed.numbers, rows) if keyed.numbers else NumbersBesideKey(),
        sums=tuple(each for limit in keyed.limits for each in _sums(part, limit, rows, locale)),
        wrong_rows=tuple(n + 1 for n in wrong_products(part, rows)),
        unread=tuple(_unread(part, keyed, rows, locale)),
    )


def read_figure(cell: str) -> Decimal | None:
    """Return the number in a cell; hundredths may have their sign."""
    return read_number(cell.strip().removesuffix("%"))


def same_figure(expected: Decimal, written: Decimal) -> bool:
    """Say whether one is the other, or is the other rounded to three digits or more.

    >>> [same_figure(Decimal(444_444), Decimal(each)) for each in ("444444.44", "444000", "440000")]
    [True, True, False]
    """
    digits = max(_FEWEST_DIGITS, min(_digits(expected), _digits(written)))
    rounding = Context(prec=digits, rounding=ROUND_HALF_UP)
    return rounding.plus(expected) == rounding.plus(written)


def _digits(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _judged(
    part: TablePart, keyed: TableKey, rows: _Rows, locale: str
) -> Iterator[tuple[CellBesideKey, bool]]:
    """Yield each place that the key speaks of, with whether it is right."""
    for name, figures in keyed.right.items():
        here = rows_named(part, rows, name)
        for column, figure in figures.items():
            expected = None if figure is None else Decimal(str(figure))
            yield _beside(part, (name, column), here, expected, locale), _is_right(here, column, expected)


def _changed(part: TablePart, keyed: TableKey, rows: _Rows, locale: str) -> Iterator[CellBesideKey]:
    """Yield each figure that was right as it was found, and is another one now."""
    figures = [column.key for column in part.columns if column.kind is not ColumnKind.TEXT]
    for name in keyed.unchanged:
        here, at_first = rows_named(part, rows, name), found_cells(part, name)
        for column in figures:
            found = read_figure(at_first[column].id) if column in at_first else None
            if found is not None and not _is_right(here, column, found):
                yield _beside(part, (name, column), here, found, locale)


def _is_right(rows: _Rows, column: str, expected: Decimal | None) -> bool:
    cells = [row.get(column, "").strip() for row in rows]
    if expected is None:
        return all(_NO_FIGURE.fullmatch(cell) for cell in cells)
    figures = [figure for cell in cells if (figure := read_figure(cell)) is not None]
    return bool(figures) and same_figure(expected, sum(figures, Decimal(0)))


def _beside(
    part: TablePart, place: tuple[str, str], rows: _Rows, expected: Decimal | None, locale: str
) -> CellBesideKey:
    name, column = place
    written = " + ".join(cell for row in rows if (cell := row.get(column, "").strip()))
    return CellBesideKey(name_of_row(part, name, locale), _title(part, column, locale), written, expected)


def _title(part: TablePart, key: str, locale: str) -> str:
    return next((column.title.text(locale) for column in part.columns if column.key == key), key)


def _sums(part: TablePart, limit: TableLimit, rows: _Rows, locale: str) -> Iterator[SumBesideLimit]:
    groups: dict[str, tuple[str, Decimal]] = {}
    for row in rows:
        if _counts(limit, row):
            first = _WORD.search(row.get(limit.by, "")) if limit.by else None
            name = first.group() if first else ""
            told, total = groups.get(name.casefold(), (name, Decimal(0)))
            figure = read_figure(row.get(limit.column, "")) or Decimal(0)
            groups[name.casefold()] = told, total + figure
    for told, total in groups.values():
        group = " · ".join(each for each in (*limit.only.values(), told) if each)
        yield SumBesideLimit(_title(part, limit.column, locale), group, total, Decimal(str(limit.most)))


def _counts(limit: TableLimit, row: Mapping[str, str]) -> bool:
    def holds(column: str, word: str) -> bool:
        return plain_words(word) in _WORD.findall(plain_words(row.get(column, "")))

    wanted = all(holds(*each) for each in limit.only.items())
    return wanted and not any(holds(*each) for each in limit.without.items())


def _unread(part: TablePart, keyed: TableKey, rows: _Rows, locale: str) -> Iterator[CellBesideKey]:
    limited = {limit.column for limit in keyed.limits}
    for n, row in enumerate(rows):
        for key in limited:
            cell = row.get(key, "").strip()
            if cell and read_figure(cell) is None:
                yield CellBesideKey(str(n + 1), _title(part, key, locale), cell, None)


def _listed(listed: ListedNumbers, rows: _Rows) -> NumbersBesideKey:
    by_row = [{int(each) for each in _LISTED.findall(row.get(listed.column, ""))} for row in rows]
    named = {number for numbers in by_row for number in numbers}
    counts = [read_figure(row.get(listed.counted_in, "")) if listed.counted_in else None for row in rows]
    wrong = [
        n + 1
        for n, (count, numbers) in enumerate(zip(counts, by_row, strict=True))
        if count is not None and numbers and count != len(numbers)
    ]
    return NumbersBesideKey(
        found=tuple(each for each in listed.belong if each in named),
        missed=tuple(each for each in listed.belong if each not in named),
        beyond=tuple(each for each in listed.stray if each in named),
        miscounted=tuple(wrong),
    )
