"""Read whom HR wants to invite, from pasted lines or a table, and judge every row. Pure and forgiving."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hiring.i18n import N_
from hiring.openings.invitees import Invitee, RowRefused, checked_address, invitee_of

MOST_ROWS = 5_000
LARGEST_TABLE = 1024 * 1024
LONGEST_PASTE = 400_000


class ListRefused(ValueError):
    """The whole list cannot be read; `sentence` says why and what to do, in source text."""

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


@dataclass(frozen=True, slots=True)
class Row:
    """One person as written: nothing is checked yet. `number` counts as a spreadsheet does."""

    number: int
    name: str
    email: str
    language: str
    fault: str | None = None
    """Why the row could not even be taken apart."""

    @property
    def shown(self) -> str:
        """Return the row for people to recognise it by; long cells are cut."""
        cells = [cell for cell in (self.name, self.email, self.language) if cell]
        return " · ".join(cell if len(cell) <= 80 else cell[:79] + "…" for cell in cells)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used, and what is wrong with it, in source text."""

    number: int
    shown: str
    sentence: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """All rows of a list: it is used whole or not at all."""

    invitees: list[Invitee]
    bad: list[BadRow]

    @property
    def usable(self) -> bool:
        return bool(self.invitees) and not self.bad


def judged(rows: Sequence[Row], *, locale: str, offered: Collection[str], invited: Collection[str]) -> Judged:
    """Check every row; `locale` is for rows that name none, `invited` the addresses already there."""
    invitees: list[Invitee] = []
    bad: list[BadRow] = []
    first_at: dict[str, int] = {}
    for row in rows:
        try:
            if row.fault:
                raise RowRefused(row.fault)
            invitee = invitee_of(row.name, row.email, row.language, locale=locale, offered=offered)
            if invitee.email in first_at:
                raise RowRefused(
                    N_("The same address stands in row %(first)s."), first=first_at[invitee.email]
                )
            first_at[invitee.email] = row.number
            if invitee.email in invited:
                raise RowRefused(N_("This address has already been invited to this opening."))
        except RowRefused as why:
            bad.append(BadRow(row.number, row.shown, why.sentence, why.values))
        else:
            invitees.append(invitee)
    return Judged(invitees, bad)


def read_lines(text: str) -> list[Row]:
    """Take pasted lines apart: `Name <address>`, `name; address; id`, with comma or tab as well.

    Raises ListRefused when there are too many lines, or none.
    """
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            rows += _rows_of_line(number, line.strip())
        if len(rows) > MOST_ROWS:
            raise ListRefused(N_("A list has at most %(most)s rows. Please divide it."), most=MOST_ROWS)
    if not rows:
        raise ListRefused(N_("The list is empty. Write one person per line."))
    return rows


def _rows_of_line(number: int, line: str) -> Iterator[Row]:
    *people, rest = line.split(">")
    if not people or not all("@" in person.rpartition("<")[2] for person in people):
        yield _row_by_look(number, _cells(line))
        return
    for place, person in enumerate(people, 1):
        name, _, email = person.rpartition("<")
        language = rest.strip(" ;,\t") if place == len(people) else ""
        yield Row(number, _bare(name), email.strip(), language)


def _bare(name: str) -> str:
    return name.strip(" \t;,").strip("\"'").strip()


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return [line]


def _row_by_look(number: int, cells: Sequence[str]) -> Row:
    """Make a row of cells without headings: the one with an @ is the address."""
    kept = [cell.strip() for cell in cells if cell.strip()]
    if len(kept) == 1:  # "Rina Wati rina@surel.example": only spaces between them
        words = kept[0].split()
        address = next((word for word in words if "@" in word), "")
        kept = [" ".join(word for word in words if word is not address), address]
        kept = [cell for cell in kept if cell]
    email = next((cell for cell in kept if "@" in cell), "")
    rest = [cell for cell in kept if cell is not email]
    email = email.strip("<>")
    name = rest[0] if rest else ""
    fault = N_("There are more columns than name, address and language.") if len(rest) > 2 else None
    return Row(number, name, email, rest[1] if len(rest) > 1 else "", fault)


_HEADINGS = {
    "name": {"name", "full name", "fullname", "nama", "nama lengkap", "candidate", "kandidat"},
    "email": {
        *("email", "e-mail", "mail", "email address", "e-mail address", "address"),
        *("surel", "alamat", "alamat surel", "alamat email", "alamat e-mail"),
    },
    "language": {"language", "lang", "locale", "bahasa"},
}


@dataclass(frozen=True, slots=True)
class InviteeTable:
    """A table as read, and whether its letters had to be guessed because it is not in UTF-8."""

    rows: list[Row]
    guessed_letters: bool


def read_table(content: bytes) -> InviteeTable:
    """Read a CSV file: comma, semicolon or tab; headings in either language, or none.

    Raises ListRefused with what to do when the file as a whole cannot be used.
    """
    text, guessed = _text_of(content)
    lines = _records(text)
    start, columns = _columns(lines)
    rows = [_row(number, cells, columns) for number, cells in lines[start:] if any(c.strip() for c in cells)]
    if not rows:
        raise ListRefused(N_("The file holds no person. It needs one row for each person."))
    if len(rows) > MOST_ROWS:
        raise ListRefused(N_("A list has at most %(most)s rows. Please divide it."), most=MOST_ROWS)
    return InviteeTable(rows, guessed)


_TOO_LARGE = N_("The file is larger than 1 MB. Please divide it.")
_WORKBOOK = N_("This is a spreadsheet workbook. Save it as CSV (UTF-8) and choose that file.")
_NOT_TEXT = N_("This file is not a table in text form. Save your table as CSV (UTF-8) and choose that file.")
_OTHER_LETTERS = N_("The letters of this file cannot be read. Save it as CSV (UTF-8) and choose it again.")
_NO_ADDRESSES = N_(
    "No column with e-mail addresses was found. Name the columns name, email and language, "
    "or nama, surel and bahasa."
)
_BROKEN = N_("Row %(row)s cannot be read. Perhaps a quotation mark is missing.")


def _text_of(content: bytes) -> tuple[str, bool]:
    if len(content) > LARGEST_TABLE:
        raise ListRefused(_TOO_LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ListRefused(_WORKBOOK)
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    if (encodings != ["utf-16"] and b"\x00" in content) or content.startswith(b"%PDF"):
        raise ListRefused(_NOT_TEXT)
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding == "cp1252"
        except UnicodeDecodeError:
            continue
    raise ListRefused(_OTHER_LETTERS)


def _delimiter(line: str) -> str:
    return max(";\t,", key=line.count)


def _records(text: str) -> list[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    hinted = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    delimiter = hinted.group(1) if hinted else _delimiter(first)
    records: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            if not (hinted and number == 1):
                records.append((number, cells))
    except csv.Error:
        raise ListRefused(_BROKEN, row=len(records) + 1) from None
    return records


def _columns(records: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int] | None]:
    """Return where the people begin, and the place of each column where there are headings."""
    for place, (_, cells) in enumerate(records):
        if not any(cell.strip() for cell in cells):
            continue
        heads = [re.sub(r"[\s_]+", " ", cell.strip().casefold()) for cell in cells]
        found = {
            name: next(i for i, head in enumerate(heads) if head in words)
            for name, words in _HEADINGS.items()
            if words.intersection(heads)
        }
        if "email" in found:
            return place + 1, found
        if found or not any("@" in cell for _, row in records[:50] for cell in row):
            raise ListRefused(_NO_ADDRESSES)
        return place, None
    return 0, None


def _row(number: int, cells: Sequence[str], columns: dict[str, int] | None) -> Row:
    if any("\n" in cell or "\r" in cell for cell in cells):
        fault = N_("A cell holds a line break. Perhaps a quotation mark is missing.")
        return Row(number, " ".join(" ".join(cells).split())[:200], "", "", fault)
    if columns is None:
        return _row_by_look(number, cells)

    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    return Row(number, cell("name"), cell("email"), cell("language"))


def addresses_in(rows: Sequence[Row]) -> set[str]:
    """Return the valid addresses of a list, as they are kept: to look up who is already there."""
    found: set[str] = set()
    for row in rows:
        with suppress(RowRefused):
            found.add(checked_address(row.email))
    return found
