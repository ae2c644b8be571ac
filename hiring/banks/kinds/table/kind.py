"""What is to be known of a table to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hiring.banks.answer_kind import AnswerKind, KeySection
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, written_problems
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.table.beside_key import table_beside_key
from hiring.banks.kinds.table.cells import rows_to_fill, starting_rows, table_sums
from hiring.banks.kinds.table.checks import key_remarks, table_remarks
from hiring.banks.kinds.table.naming import name_of_row
from hiring.banks.kinds.table.report import TableAnswer
from hiring.banks.kinds.table.shape import TableKey, TablePart
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.i18n import LOCALES, N_

TOO_MANY_ROWS = AnswerProblem(
    "it has more rows than max_rows",
    N_("This table has too many rows and is not saved. Please remove some."),
)


class TableKind(AnswerKind[TablePart]):
    name = "table"
    part = TablePart
    report = TableAnswer
    key_section = KeySection("tables", TableKey, scored=False)
    in_templates = {
        "rows_to_fill": rows_to_fill,
        "table_sums": table_sums,
        "table_beside_key": table_beside_key,
        "name_of_row": name_of_row,
    }

    def remarks(self, part: TablePart, path: Path) -> Iterator[Problem]:
        return table_remarks(part, path)

    def problems(self, part: TablePart, value: AnswerValue) -> Iterator[AnswerProblem]:
        rows = value.get("rows")
        columns = {column.key for column in part.columns}
        if value.keys() != {"rows"} or not isinstance(rows, list | tuple):
            yield WRONG_SHAPE
            return
        if len(rows) > part.max_rows:
            yield TOO_MANY_ROWS
        if not all(isinstance(row, Mapping) and row.keys() <= columns for row in rows):
            yield WRONG_SHAPE
            return
        cells = [cell for row in rows for cell in row.values()]
        if not all(isinstance(cell, str) for cell in cells):
            yield WRONG_SHAPE
            return
        yield from written_problems(cells)

    def answered(self, part: TablePart, value: AnswerValue) -> bool:
        """Say whether the table holds something other than what the candidate found in it."""
        rows = _filled(value["rows"])
        return bool(rows) and rows not in [_filled(starting_rows(part, locale)) for locale in LOCALES]

    def untouched(self, part: TablePart, value: AnswerValue) -> bool:
        return not any(self.problems(part, value)) and not self.answered(part, value)

    def kept(self, part: TablePart, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        keys = [column.key for column in part.columns]
        rows = ({key: cleaner.text(row.get(key, "")) for key in keys} for row in value["rows"])
        return {"rows": [row for row in rows if any(cell.strip() for cell in row.values())]}

    def in_form(self, part: TablePart, form: Mapping[str, str]) -> dict[str, Any]:
        """Return the rows in the order of their numbers, whichever of them the page still has.

        A cell is one line, though it is typed where more fit: it shows all that it holds.
        """
        name = f"part.{part.key}."
        columns = {column.key for column in part.columns}
        rows: dict[int, dict[str, str]] = {}
        for field, cell in form.items():
            if not field.startswith(name):
                continue
            number, _, column = field.removeprefix(name).partition(".")
            if column in columns and number.isascii() and number.isdigit() and len(number) < 6:
                rows.setdefault(int(number), {})[column] = " ".join(cell.splitlines())
        filled = (rows[number] for number in sorted(rows))
        return {"rows": [row for row in filled if any(cell.strip() for cell in row.values())]}

    def key_remarks(self, part: TablePart, keyed: TableKey, path: Path) -> Iterator[Problem]:
        yield from key_remarks(part, keyed, path)

    def rated(self, part: TablePart) -> bool:
        return part.rated

    def words_to_quote(self, part: TablePart, value: AnswerValue) -> str:
        return "\n".join(" ".join(row) for row in _cells(part, value))

    def in_words(self, part: TablePart, value: AnswerValue, locale: str) -> str:
        return "\n".join(" | ".join(row) for row in _cells(part, value))

    def for_report(self, part: TablePart, value: AnswerValue, locale: str) -> TableAnswer:
        columns = tuple(column.title.text(locale) for column in part.columns)
        return TableAnswer(columns, tuple(_cells(part, value)))


def _cells(part: TablePart, value: AnswerValue) -> list[tuple[str, ...]]:
    return [tuple(str(row.get(each.key, "")) for each in part.columns) for row in value.get("rows", ())]


def _filled(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the rows without their empty cells, and without the rows that then are empty."""
    bare = ({key: cell.strip() for key, cell in row.items() if cell.strip()} for row in rows)
    return [row for row in bare if row]
