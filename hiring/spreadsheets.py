"""Tables that leave for spreadsheet programs: numbers are numbers there, and no text is a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Value: TypeAlias = str | int | Decimal | Fraction | None
"""What stands in one field of a table; None is an empty field, a Decimal keeps the places it has."""


class TableFormat(StrEnum):
    """A file that holds a table."""

    XLSX = "xlsx"
    CSV_SEMICOLON = "csv_semicolon"
    """Semicolons and a decimal comma, as a spreadsheet set to Indonesian reads and writes them."""
    CSV_COMMA = "csv_comma"
    """Commas and a decimal point, as statistics programs and English spreadsheets do."""

    @property
    def ending(self) -> str:
        return "xlsx" if self is TableFormat.XLSX else "csv"

    @property
    def media_type(self) -> str:
        if self is TableFormat.XLSX:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "text/csv"


#: A sheet of a workbook takes so many rows, its heading included.
ROWS_ON_A_SHEET = 1_048_576
#: Fractions with so large a denominator are found again from the fifteen digits that a spreadsheet keeps.
LARGEST_DENOMINATOR = 1_000_000

_OPENING = frozenset("=+-@")
_FORMATS = {"text": {"quote_prefix": True}, "hundredths": {"num_format": "0.00"}}


@lru_cache(4096)  # most texts of a long table are codes that come again in every row
def looks_like_formula(text: str) -> bool:
    """Say whether some program might take `text` for a formula, also behind what nobody sees.

    Full-width signs count: programs for East Asian languages read them as the plain ones.

    >>> [looks_like_formula(text) for text in ("=1", " +62", "＝1", "Siti", "")]
    [True, True, True, False, False]
    """
    bare = text.lstrip("'")
    if bare[:1] in {"\t", "\r", "\n"}:
        return True
    seen = next((each for each in bare if not _passed_over(each)), "")
    return unicodedata.normalize("NFKC", seen)[:1] in _OPENING and seen != ""


def harmless(text: str) -> str:
    """Return `text` for a CSV file: behind an apostrophe where it looks like a formula.

    >>> harmless("=HYPERLINK(A1)"), harmless("Siti")
    ("'=HYPERLINK(A1)", 'Siti')
    """
    return f"'{text}" if looks_like_formula(text) else text


def as_meant(text: str) -> str:
    """Return what `harmless` was given."""
    return text[1:] if text.startswith("'") and looks_like_formula(text) else text


def number_text(value: int | Decimal | Fraction, decimal: str = ".") -> str:
    """Write a number so that `number_in` finds the very same one again.

    A fraction is written with fifteen digits, which is what spreadsheets keep; one that these do not
    tell apart from its neighbours is written as a quotient.

    >>> number_text(Fraction(11, 3)), number_text(Decimal("3.50"), ",")
    ('3.66666666666667', '3,50')
    """
    text = _fraction_text(value) if isinstance(value, Fraction) else str(value)
    return text.replace(".", decimal)


@lru_cache(4096)  # of fractions alone: to a cache 1, 1.0 and 1.00 are one
def _fraction_text(value: Fraction) -> str:
    near = f"{float(value):.15g}"
    return near if number_in(near) == value else f"{value.numerator}/{value.denominator}"


def number_in(text: str) -> Fraction:
    """Return the number that `number_text` wrote with a decimal point. Raises ValueError.

    >>> number_in("3.66666666666667")
    Fraction(11, 3)
    """
    number = Fraction(text)
    return number if "/" in text else number.limit_denominator(LARGEST_DENOMINATOR)


def write_table(
    out: IO[bytes],
    table_format: TableFormat,
    heading: Sequence[Value],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
) -> int:
    """Write a table row by row, none of which stays in memory; return its rows without the heading.

    CSV is UTF-8 with a mark at its start, by which spreadsheets know it; what looks like a formula
    stands behind an apostrophe. In XLSX text is text, and what does not fit one sheet goes on in the
    next, under the same heading.
    """
    if table_format is TableFormat.XLSX:
        return _write_xlsx(out, heading, rows, title)
    return _write_csv(out, heading, rows, table_format)


def _write_csv(
    out: IO[bytes], heading: Sequence[Value], rows: Iterable[Sequence[Value]], table_format: TableFormat
) -> int:
    comma = table_format is TableFormat.CSV_COMMA
    delimiter, decimal = (",", ".") if comma else (";", ",")
    text, written = TextIOWrapper(out, "utf-8-sig", newline=""), 0
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([_as_text(value, decimal) for value in heading])
    for row in rows:
        writer.writerow([_as_text(value, decimal) for value in row])
        written += 1
    text.detach()
    return written


def _write_xlsx(out: IO[bytes], heading: Sequence[Value], rows: Iterable[Sequence[Value]], title: str) -> int:
    from xlsxwriter import Workbook  # for who downloads one, not for every start

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, {**options, "strings_to_numbers": False})
    formats = {name: book.add_format(values) for name, values in _FORMATS.items()}
    sheet, place, written = _new_sheet(book, title, heading, formats), 0, 0
    for row in rows:
        if place == ROWS_ON_A_SHEET - 1:
            number = len(book.worksheets()) + 1
            sheet, place = _new_sheet(book, f"{title} {number}", heading, formats), 0
        place, written = place + 1, written + 1
        _write_row(sheet, place, row, formats)
    book.close()
    return written


def _new_sheet(book: "Workbook", name: str, heading: Sequence[Value], formats: dict[str, Any]) -> "Worksheet":
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    _write_row(sheet, 0, heading, formats)
    return sheet


def _write_row(sheet: "Worksheet", place: int, row: Sequence[Value], formats: dict[str, Any]) -> None:
    for column, value in enumerate(row):
        text = _fraction_text(value) if isinstance(value, Fraction) else value
        if isinstance(text, str) and (text is value or "/" in text):
            quoted = formats["text"] if looks_like_formula(text) else None
            sheet.write_string(place, column, text, quoted)
        elif text is not None:
            hundredths = formats["hundredths"] if isinstance(value, Decimal) else None
            sheet.write_number(place, column, float(text), hundredths)


def _as_text(value: Value, decimal: str) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else number_text(value, decimal)


def _passed_over(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}
