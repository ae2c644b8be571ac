"""Read whom HR wants to invite from a file: which columns hold names, addresses and languages."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.i18n import N_
from hiring.openings.invitee_import import (
    LARGEST_TABLE,
    MOST_ROWS,
    ListRefused,
    Row,
    delimiter_of,
    read_lines,
    row_by_look,
)
from hiring.text import bare, letter_of
from hiring.workbooks import (
    MOST_COLUMNS,
    UnreadableWorkbook,
    failed_formula,
    looks_like_workbook,
    rows_of_workbook,
)

#: Headings are looked for so far down: above them often stand a title and a date.
HEADINGS_WITHIN = 10


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file. `number` counts as a spreadsheet does."""

    number: int
    cells: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class InviteeFile:
    """A file as read, and whether its letters had to be guessed because it is not in UTF-8."""

    records: tuple[FileRow, ...]
    guessed_letters: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, counted from 0. Several columns of names are joined in their order."""

    email: int
    names: tuple[int, ...]
    language: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out: where the people begin, and the columns, as far as they are clear."""

    start: int
    heads: tuple[str, ...] = ()
    """What stands above the columns; empty where the file has no headings."""
    email: int | None = None
    names: tuple[int, ...] = ()
    language: int | None = None
    by_look: bool = False
    """There are no headings, and few enough columns: each cell is known by its look."""

    @property
    def columns(self) -> Columns | None:
        """Return the columns; None where somebody must say which they are."""
        return (
            None if self.email is None or not self.names else Columns(self.email, self.names, self.language)
        )


_TOO_LARGE = N_("The file is larger than 1 MB. Please divide it.")
_NO_WORKBOOK = N_(
    "This workbook cannot be read: it is damaged, protected by a password, or far too large inside. "
    "Save it as XLSX without a password, or as CSV (UTF-8), and choose that file."
)
_OLD_WORKBOOK = N_("This is a workbook of an old kind (XLS). Save it as XLSX or as CSV (UTF-8).")
_NOT_TEXT = N_("This file is neither a workbook nor a table in text form. Save your table as XLSX or CSV.")
_OTHER_LETTERS = N_("The letters of this file cannot be read. Save it as CSV (UTF-8) and choose it again.")
_NO_ADDRESSES = N_(
    "No e-mail address was found in this file. It needs a column with one address in each row."
)
_BROKEN = N_("Row %(row)s cannot be read. Perhaps a quotation mark is missing.")
_NOBODY = N_("The file holds no person. It needs one row for each person.")
_TOO_MANY = N_("A list has at most %(most)s rows. Please divide it.")


def read_file(content: bytes) -> InviteeFile:
    """Read a CSV file or the first sheet of an XLSX workbook.

    Raises ListRefused with what to do when the file as a whole cannot be used.
    """
    if len(content) > LARGEST_TABLE:
        raise ListRefused(_TOO_LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ListRefused(_OLD_WORKBOOK)
    if looks_like_workbook(content):
        return _checked(InviteeFile(tuple(_workbook_records(content))))
    text, guessed = _text_of(content)
    return _checked(InviteeFile(tuple(_text_records(text)), guessed))


def _checked(read: InviteeFile) -> InviteeFile:
    people = sum(not record.empty for record in read.records)
    if not people:
        raise ListRefused(_NOBODY)
    if people > MOST_ROWS + HEADINGS_WITHIN:
        raise ListRefused(_TOO_MANY, most=MOST_ROWS)
    return read


def _workbook_records(content: bytes) -> Iterator[FileRow]:
    try:
        rows = rows_of_workbook(content, most_rows=2 * MOST_ROWS)
    except UnreadableWorkbook:
        raise ListRefused(_NO_WORKBOOK) from None
    return (FileRow(number, tuple(cells)) for number, cells in enumerate(rows, 1))


def _text_of(content: bytes) -> tuple[str, bool]:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    if (encodings != ["utf-16"] and b"\x00" in content) or content.startswith(b"%PDF"):
        raise ListRefused(_NOT_TEXT)
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding == "cp1252"
        except UnicodeDecodeError:
            continue
    raise ListRefused(_OTHER_LETTERS)


def _text_records(text: str) -> list[FileRow]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    hinted = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    delimiter = hinted.group(1) if hinted else _delimiter_of_file(text)
    records: list[FileRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            records.append(FileRow(number, () if hinted and number == 1 else tuple(cells[:MOST_COLUMNS])))
    except csv.Error:
        raise ListRefused(_BROKEN, row=len(records) + 1) from None
    return records


def _delimiter_of_file(text: str) -> str:
    """Return what separates cells in the first line with an address or, where none has one, in the first."""
    lines = [line for line in text.splitlines() if line.strip()]
    told = next((line for line in lines[: HEADINGS_WITHIN + 1] if "@" in line), lines[0] if lines else "")
    return delimiter_of(told)


def find_columns(read: InviteeFile) -> Found:
    """Find out which columns hold what. Raises ListRefused where no cell holds an address."""
    there = [record for record in read.records if not record.empty]
    for record in there[:HEADINGS_WITHIN]:
        found = _of_heading(read, record)
        if found is not None:
            return found
    first = next((record for record in there if _address_columns([record])), None)
    if first is None:
        raise ListRefused(_NO_ADDRESSES)
    place = read.records.index(first)
    above = there[there.index(first) - 1] if there.index(first) else None
    columns = _address_columns(there[there.index(first) :])
    if above is None and len(columns) == 1 and max(len(_filled(record)) for record in there) <= _LOOKED_AT:
        return Found(place, by_look=True)
    heads = above.cells if above is not None else ()
    return Found(place, tuple(heads), columns[0] if len(columns) == 1 else None)


#: Without headings so many filled cells are told apart by their look: name, address, language.
_LOOKED_AT = 5


def _filled(record: FileRow) -> list[str]:
    return [cell for cell in record.cells if cell.strip()]


def _address_columns(records: Sequence[FileRow]) -> list[int]:
    """Return the columns in which addresses stand: the ones with most of them first."""
    counted: dict[int, int] = {}
    for record in records:
        for place, cell in enumerate(record.cells):
            if "@" in cell:
                counted[place] = counted.get(place, 0) + 1
    return sorted(counted, key=lambda place: (-counted[place], place))


_EMAIL = re.compile(r"\be ?-?mail\b|\bsurel\b")
_MAYBE_EMAIL = {"address", "alamat", "mail", "kontak", "contact"}
_GIVEN = {"given name", "given names", "first name", "firstname", "nama depan", "nama pertama"}
_FAMILY = {"family name", "last name", "lastname", "surname", "nama belakang", "nama keluarga", "marga"}
_NAME = {"name", "full name", "fullname", "nama", "nama lengkap", "candidate", "kandidat", "nama kandidat"}
_ALSO_NAME = re.compile(r"^(nama lengkap|full name|nama kandidat|nama pelamar|nama peserta|candidate name)\b")
_LANGUAGE = {"language", "lang", "locale", "bahasa"}


def _of_heading(read: InviteeFile, record: FileRow) -> Found | None:
    """Return what `record` says about the columns when it is a line of headings, else None."""
    if any("@" in cell for cell in record.cells):
        return None
    heads = [re.sub(r"[\s_]+", " ", bare(cell).casefold()) for cell in record.cells]
    clear = [place for place, head in enumerate(heads) if _EMAIL.search(head)]
    place = read.records.index(record)
    below = [each for each in read.records[place + 1 :] if not each.empty]
    candidates = clear or [i for i, head in enumerate(heads) if head in _MAYBE_EMAIL]
    if candidates and not clear:  # "alamat" may be where somebody lives
        with_addresses = _address_columns(below)
        candidates = [each for each in candidates if each in with_addresses]
    if not candidates:
        return None
    return Found(
        place + 1,
        tuple(record.cells),
        candidates[0] if len(candidates) == 1 else None,
        _name_columns(heads),
        next((i for i, head in enumerate(heads) if head in _LANGUAGE), None),
    )


def _name_columns(heads: Sequence[str]) -> tuple[int, ...]:
    whole = [i for i, head in enumerate(heads) if head in _NAME]
    whole = whole or [i for i, head in enumerate(heads) if _ALSO_NAME.search(head)]
    given = [i for i, head in enumerate(heads) if head in _GIVEN]
    family = [i for i, head in enumerate(heads) if head in _FAMILY]
    if given and (family or not whole):
        return (given[0], *family[:1])
    if family and whole:  # "nama" beside "nama belakang" is the given name
        return (whole[0], family[0])
    return tuple(whole[:1])


def read_pasted(text: str) -> list[Row]:
    """Take pasted lines apart: as a table where the first line names the columns, else one person a line.

    Raises ListRefused.
    """
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "@" not in first and delimiter_of(first) in first:
        pasted = InviteeFile(tuple(_text_records(text)))
        head = next((record for record in pasted.records if not record.empty), None)
        found = None if head is None else _of_heading(pasted, head)
        if found is not None and found.columns is not None:
            return rows_of(pasted, found.start, found.columns)
    return read_lines(text)


def rows_of(read: InviteeFile, start: int, columns: Columns | None) -> list[Row]:
    """Return the people of a file from record `start` on; without `columns` each cell is known by its look.

    Raises ListRefused when there are none, or too many.
    """
    rows = [_row(record, columns) for record in read.records[start:] if not record.empty]
    if not rows:
        raise ListRefused(_NOBODY)
    if len(rows) > MOST_ROWS:
        raise ListRefused(_TOO_MANY, most=MOST_ROWS)
    return rows


def widest(read: InviteeFile, found: Found) -> list[tuple[str, str]]:
    """Return each column of a file by its letter in a spreadsheet, with its heading or what stands there."""
    number = min(max(len(record.cells) for record in read.records), MOST_COLUMNS)
    samples = [found.heads, *(record.cells for record in read.records[found.start : found.start + 20])]
    named = (
        (i, next((row[i].strip() for row in samples if i < len(row) and row[i].strip()), ""))
        for i in range(number)
    )
    return [(letter_of(i), name[:40]) for i, name in named]


_FAILED_FORMULA = N_(
    "A formula in this row has failed (#N/A, #REF! and the like). Write what belongs in its cell."
)
_LINE_BREAK = N_("A cell holds a line break. Perhaps a quotation mark is missing.")


def _row(record: FileRow, columns: Columns | None) -> Row:
    number, cells = record.number, record.cells
    used = range(len(cells)) if columns is None else (columns.email, *columns.names, columns.language)
    broken = [i for i, cell in enumerate(cells) if "\n" in cell or "\r" in cell]
    # A cell that has swallowed other rows holds their addresses, wherever it stands.
    if any(i in used or "@" in cells[i] for i in broken):
        return Row(number, " ".join(" ".join(cells).split())[:200], "", "", _LINE_BREAK)
    if any(i in used and failed_formula(cell) for i, cell in enumerate(cells)):
        return Row(number, " ".join(filter(None, cells))[:200], "", "", _FAILED_FORMULA)
    if columns is None:
        return row_by_look(number, cells)

    def cell(place: int | None) -> str:
        return cells[place].strip() if place is not None and place < len(cells) else ""

    name = " ".join(filter(None, (cell(place) for place in columns.names)))
    return Row(number, name, cell(columns.email), cell(columns.language))
