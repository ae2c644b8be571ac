"""The rows that candidates find in a table, and how a key and an answer name them: by their first text."""

from collections.abc import Mapping, Sequence

from hiring.banks.kinds.table.shape import ColumnKind, TablePart
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised


def row_names(part: TablePart) -> list[str]:
    """Return the Indonesian names of the rows that candidates find, as a key names them."""
    return [name.id for name, _ in _named_rows(part)]


def name_of_row(part: TablePart, name: str, locale: str) -> str:
    """Return a row's name in a language."""
    return next((each.text(locale) for each, _ in _named_rows(part) if each.id == name), name)


def found_cells(part: TablePart, name: str) -> Mapping[str, Localised]:
    """Return what a candidate finds in a row."""
    return next((row for each, row in _named_rows(part) if each.id == name), {})


def rows_named(part: TablePart, rows: Sequence[Mapping[str, str]], name: str) -> list[Mapping[str, str]]:
    """Return the rows of an answer that begin with a name in either language.

    Whoever adds a word to it, or splits the row into two, still means it.
    """
    label = _label(part) or ""
    begins = {plain_words(name_of_row(part, name, locale)) for locale in LOCALES}
    return [row for row in rows if any(_begins(plain_words(row.get(label, "")), each) for each in begins)]


def plain_words(text: str) -> str:
    """Return a text in small letters, with one space between its words."""
    return " ".join(text.casefold().split())


def _named_rows(part: TablePart) -> list[tuple[Localised, Mapping[str, Localised]]]:
    label = _label(part)
    return [(row[label], row) for row in part.rows if label in row] if label else []


def _label(part: TablePart) -> str | None:
    return next((column.key for column in part.columns if column.kind is ColumnKind.TEXT), None)


def _begins(text: str, name: str) -> bool:
    return text == name or (text.startswith(name) and not text[len(name)].isalnum())
