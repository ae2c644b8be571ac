"""Read whom HR wants to invite from pasted lines, and judge every row. Pure and forgiving."""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hiring.i18n import N_
from hiring.mail.misspelt import likely_address
from hiring.openings.invitees import LANGUAGES, Invitee, invitee_of
from hiring.persons import Unfit, checked_address

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
    written: Row | None = field(default=None, compare=False)
    """The row itself, to be given back."""


@dataclass(frozen=True, slots=True)
class Judged:
    """All rows of a list in three groups: to be invited, invited already, and to be mended."""

    invitees: list[Invitee]
    bad: list[BadRow]
    known: list[Row] = field(default_factory=list)
    """Whose address has been invited to the opening: they are skipped."""

    @property
    def usable(self) -> bool:
        return bool(self.invitees)

    @property
    def misspelt(self) -> list[tuple[Invitee, str]]:
        """Return who is to be invited under an address that looks misspelt, each with the likely one."""
        likely = ((invitee, likely_address(invitee.email)) for invitee in self.invitees)
        return [(invitee, address) for invitee, address in likely if address is not None]


def judged(rows: Sequence[Row], *, locale: str, offered: Collection[str], invited: Collection[str]) -> Judged:
    """Check every row; `locale` is for rows that name none, `invited` the addresses already there."""
    found = Judged([], [])
    first_at: dict[str, int] = {}
    for row in rows:
        try:
            if row.fault:
                raise Unfit(row.fault)
            invitee = invitee_of(row.name, row.email, row.language, locale=locale, offered=offered)
            if invitee.email in invited:
                found.known.append(row)
                continue
            if invitee.email in first_at:
                raise Unfit(N_("The same address is in row %(first)s."), first=first_at[invitee.email])
            first_at[invitee.email] = row.number
            found.invitees.append(invitee)
        except Unfit as why:
            found.bad.append(BadRow(row.number, row.shown, why.sentence, why.values, row))
    return found


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
        yield row_by_look(number, _cells(line))
        return
    for place, person in enumerate(people, 1):
        name, _, email = person.rpartition("<")
        language = rest.strip(" ;,\t") if place == len(people) else ""
        yield Row(number, _bare(name), email.strip(), language)


#: What stands before people in a list that somebody numbered or wrote with bullets.
_BULLET = re.compile(r"(?:\d{1,4}[.)]|[-–—•*·])\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,4}[.)]?")


def _bare(name: str) -> str:
    return _alone(name.strip(" \t;,").strip("\"'"))


def _alone(name: str) -> str:
    """Return a name without the bullet before it and the dash or colon that led on to the address.

    >>> _alone("1. Rina Wati -")
    'Rina Wati'
    """
    name = name.strip()
    bullet = _BULLET.match(name)
    return name[bullet.end() if bullet else 0 :].rstrip(" \t:-–—")


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return [line]


_DELIMITERS = ";\t,"
#: An address alone in its cell, whatever stands around it that is no letter; one pattern per delimiter.
_ALONE = {
    each: re.compile(
        rf"(?:^|{each})[^\w;\t,@]{{0,20}}(?:mailto:)?[^\s@;,<>\"]{{1,254}}@[^\s@;,<>\"]{{1,254}}[^\w;\t,@]{{0,20}}(?:{each}|$)"
    )
    for each in _DELIMITERS
}


def delimiter_of(line: str) -> str:
    """Return what most likely separates the cells of a line: what leaves an address alone in its cell.

    >>> delimiter_of("Rina Wati, S.Sos., M.Si.; rina@surel.example")
    ';'
    """
    leaving = [each for each, alone in _ALONE.items() if each in line and alone.search(line)]
    return leaving[0] if leaving else max(_DELIMITERS, key=line.count)


def row_by_look(number: int, cells: Sequence[str]) -> Row:
    """Make a row of cells without headings: the one with an @ is the address."""
    kept = [cell.strip() for cell in cells if cell.strip() and not _NUMBER.fullmatch(cell.strip())]
    if len(kept) == 1:  # "Rina Wati rina@surel.example": only spaces between them
        kept = _by_spaces(kept[0])
    email = next((cell for cell in kept if "@" in cell), "")
    rest = _with_titles([cell for cell in kept if cell is not email])
    name = _alone(rest[0]) if rest else ""
    fault = N_("There are more columns than name, address and language.") if len(rest) > 2 else None
    return Row(number, name, email, rest[1] if len(rest) > 1 else "", fault)


def _by_spaces(line: str) -> list[str]:
    """Return name, address and, where one stands behind the address, the language of a line without cells."""
    before: list[str] = []
    after: list[str] = []
    address = ""
    for word in line.split():
        if not address and "@" in word:
            address = word
        else:
            (after if address else before).append(word)
    if before and after and " ".join(after).casefold() not in LANGUAGES:
        before, after = before + after, []
    return [cell for cell in (" ".join(before), address, " ".join(after)) if cell]


#: An academic title behind a name and a comma: S.Sos., M.Si., Ph.D., A.Md.Keb., MBA.
_TITLE = re.compile(r"(?:[A-Za-z]{1,5}\.\s?)+(?:[A-Za-z]{1,5}\.?)?|(?!ID$|EN$)[A-Z]{2,5}")


def _with_titles(cells: Sequence[str]) -> list[str]:
    """Return the cells, each title joined to the name that it was split from at a comma."""
    joined: list[str] = []
    for cell in cells:
        if joined and _TITLE.fullmatch(cell):
            joined[-1] += f", {cell}"
        else:
            joined.append(cell)
    return joined


def addresses_in(rows: Sequence[Row]) -> set[str]:
    """Return the valid addresses of a list, as they are kept: to look up who is already there."""
    found: set[str] = set()
    for row in rows:
        with suppress(Unfit):
            found.add(checked_address(row.email))
    return found
