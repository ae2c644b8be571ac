"""Reads a file of ratings, one per row, and names every fault by its row."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics.score_errors.cells import natural
from hiring.spreadsheets import as_meant, number_in
from hiring.stats import faults
from hiring.stats.faults import MOST_FAULTS, TableProblem, UnreadableRatings
from hiring.stats.row_kinds import Kind
from hiring.stats.scores import ROUNDING, RULE_NOW, ScoreSheet
from hiring.stats.workbook import rows_of_workbook
from hiring.text import bare
from hiring.workbooks import looks_like_workbook

NAMES = ("candidate", "task", "rater", "competency")
COLUMNS = (*NAMES, "rating")
#: What a file may say besides, as the platform writes it. Without `kind` every row is a rating of somebody.
FURTHER = ("kind", "part", "answered", "rule")
NO_EVIDENCE = ("", "NE")

#: Far beyond any panel; a column with more names is another column.
MOST_NAMES = {"task": 1_000, "rater": 2_000, "competency": 200}

_NUMBER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,30}|/[1-9]\d{0,20})?", re.ASCII)
#: A first line by which spreadsheets are told what separates the cells.
_HINT = re.compile(r'"?sep=([,;\t])"?', re.IGNORECASE)
_LONGEST_SHOWN = 40
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class FixedLevel:
    """A level that nobody gave: the task was not answered, or a key gave it."""

    candidate: str
    task: str
    competency: str
    level: float


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings in long form: for each the numbers of its names, by column; nan = no evidence."""

    names: dict[str, list[str]]
    """The names by column, sorted as people count (R1, R2, R10); competencies as they first appear."""
    codes: dict[str, NDArray[np.intp]]
    values: NDArray[np.float64]
    scale: tuple[float, float]
    sheet: ScoreSheet = field(default_factory=ScoreSheet)
    """What enters the scores of candidates: these ratings, and the levels that nobody gave."""
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    """How many rows there are of each kind; empty where the file has no such column."""
    fixed: Sequence[FixedLevel] = ()
    """What nobody gave, in the order of the file."""


def read_ratings(path: Path, scale: tuple[float, float]) -> Ratings:
    """Return the ratings in the file at `path`: CSV in UTF-8, or an XLSX workbook.

    Columns of CSV are split by comma, semicolon or tab; where by semicolon or tab, ratings may have a
    decimal comma. Raises UnreadableRatings, with row numbers as a spreadsheet shows them.
    """
    content = path.read_bytes()
    if looks_like_workbook(content):
        return _Reading(rows_of_workbook(content), "\t", scale).ratings()
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    hint = _HINT.fullmatch(first.strip())
    if hint:
        text = rest
    delimiter = hint[1] if hint else max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return _Reading(rows, delimiter, scale, heading_at=2 if hint else 1).ratings()


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise UnreadableRatings([TableProblem(faults.EMPTY, {})])
    wrong = content.find(b"\x00")  # as in UTF-16, and in what is no text at all
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.start if wrong < 0 else min(wrong, error.start)
    if wrong >= 0:
        raise UnreadableRatings([TableProblem(faults.NOT_UTF8, {"row": content.count(b"\n", 0, wrong) + 1})])
    return text


class _Reading:
    """One pass over the rows."""

    def __init__(self, rows: Any, delimiter: str, scale: tuple[float, float], *, heading_at: int = 1) -> None:
        self.rows, self.delimiter, self.scale, self.heading_at = rows, delimiter, scale, heading_at
        self.faults: list[TableProblem] = []
        self.number_of_faults = 0
        self.known: dict[str, Fraction | None] = {}
        self.names: list[dict[str, int]] = [{} for _ in NAMES]
        self.codes: list[list[int]] = [[] for _ in NAMES]
        self.values: list[float] = []
        self.lines: list[int] = []
        self.fixed: dict[tuple[str, ...], int] = {}
        self.levels_of_nobody: list[FixedLevel] = []
        self.kinds: dict[Kind, int] = {}
        self.rule = ""
        self.sheet = ScoreSheet()

    def ratings(self) -> Ratings:
        columns, places, width = self._heading()
        for line, cells in self._lines():
            row = cells + [""] * (width - len(cells))  # Excel leaves empty cells at the end of a row out
            if len(row) == width:
                self._read(line, dict(zip(columns, [bare(row[place]) for place in places], strict=True)))
            elif any(row):
                self._fault(faults.WRONG_LENGTH, row=line, cells=len(row), columns=width)
        codes = [np.array(numbers, dtype=np.intp) for numbers in self.codes]
        self._refuse_crowds()
        self._refuse_doubles(codes)
        if self.faults:
            raise UnreadableRatings(self.faults, self.number_of_faults)
        if not self.values and not self.kinds:
            raise UnreadableRatings([TableProblem(faults.NO_RATINGS, {})])
        self.sheet.rule = self.rule or RULE_NOW
        ordered = [_ordered(list(known), column) for column, known in zip(NAMES, self.names, strict=True)]
        return Ratings(
            {column: names for column, (names, _) in zip(NAMES, ordered, strict=True)},
            {column: place[code] for column, (_, place), code in zip(NAMES, ordered, codes, strict=True)},
            np.array(self.values),
            self.scale,
            self.sheet,
            self.kinds,
            self.levels_of_nobody,
        )

    def _read(self, line: int, row: dict[str, str]) -> None:
        if not any(row.values()):
            return
        before = self.number_of_faults
        level = self._level(row["rating"], line)
        kind = self._kind(row, line)
        answered = self._answered(row, line)
        self._refuse_unnamed(row, kind, line)
        self._note_rule(row.get("rule", ""), line)
        if kind is not None and self.number_of_faults == before:
            against = kind.contradiction(row["rater"], level, Fraction(self.scale[0]))
            if against is not None:
                self._fault(against[0], row=line, kind=kind.value, **against[1])
        if self.number_of_faults == before:
            self._take(line, {name: as_meant(row[name]) for name in NAMES}, row, level, kind, answered)

    def _take(
        self,
        line: int,
        labels: dict[str, str],
        row: dict[str, str],
        level: Fraction | None,
        kind: Kind | None,
        answered: bool | None,
    ) -> None:
        """Take a row without a fault: what a rater said as a rating, whatever counts into the scores."""
        if kind is None or kind.rated:
            for known, numbers, label in zip(self.names, self.codes, labels.values(), strict=True):
                numbers.append(known.setdefault(label, len(known)))
            self.values.append(np.nan if level is None else float(level))
            self.lines.append(line)
        elif (first := self.fixed.setdefault((*labels.values(), kind, row.get("part", "")), line)) != line:
            self._fault(faults.TWICE, row=line, first=first)
        elif kind.fixed and level is not None:
            self.levels_of_nobody.append(
                FixedLevel(labels["candidate"], labels["task"], labels["competency"], float(level))
            )
        if kind is not None:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.sheet.add(
            labels["candidate"],
            labels["task"],
            labels["competency"],
            level,
            fixed=kind is not None and kind.fixed,
            answered=(kind is None or kind.means_answered) if answered is None else answered,
        )

    def _kind(self, row: dict[str, str], line: int) -> Kind | None:
        """Return the kind of a row; None without the column, and for a fault."""
        if "kind" not in row:
            return None
        kind = _KINDS.get(row["kind"])
        if kind is None:
            self._fault_of_word("kind", row["kind"], list(_KINDS), line)
        return kind

    def _answered(self, row: dict[str, str], line: int) -> bool | None:
        """Return what the column says; None where it says nothing."""
        word = row.get("answered", "")
        if word not in ("", "0", "1"):
            self._fault_of_word("answered", word, ["1", "0"], line)
        return None if word == "" else word == "1"

    def _note_rule(self, rule: str, line: int) -> None:
        if rule and rule not in ROUNDING:
            self._fault_of_word("rule", rule, list(ROUNDING), line)
        elif rule and self.rule and rule != self.rule:
            self._fault(faults.SEVERAL_RULES, row=line, rule=rule, other=self.rule)
        elif rule:
            self.rule = rule

    def _refuse_unnamed(self, row: dict[str, str], kind: Kind | None, line: int) -> None:
        needed = [name for name in NAMES if name != "rater" or kind is None or kind.rated]
        unnamed = next((name for name in needed if not row[name]), None)
        if unnamed is not None:
            self._fault(faults.NO_NAME, row=line, column=unnamed)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        line = self.heading_at
        while True:
            line += 1
            try:
                yield line, next(self.rows)
            except StopIteration:
                return
            except csv.Error:
                self._fault(faults.UNREADABLE, row=line)

    def _heading(self) -> tuple[list[str], list[int], int]:
        """Return the columns that are read, their places, and how many there are in all."""
        heading = [bare(name).lower() for name in next(self.rows)]
        every = ", ".join(COLUMNS)
        wrong = [
            TableProblem(faults.MISSING_COLUMN, {"column": column, "columns": every})
            for column in COLUMNS
            if column not in heading
        ]
        wrong += [
            TableProblem(faults.DOUBLE_COLUMN, {"column": column})
            for column in (*COLUMNS, *FURTHER)
            if heading.count(column) > 1
        ]
        if wrong:
            raise UnreadableRatings(wrong)
        columns = [column for column in (*COLUMNS, *FURTHER) if column in heading]
        return columns, [heading.index(column) for column in columns], len(heading)

    def _level(self, written: str, line: int) -> Fraction | None:
        """Return the rating; None for a blank one and for a fault."""
        if written.upper() in NO_EVIDENCE:
            return None
        if written not in self.known:
            self.known[written] = self._number(written)
        level = self.known[written]
        if level is None:
            self._fault(faults.NO_NUMBER, row=line, rating=written[:_LONGEST_SHOWN])
        elif not self.scale[0] <= level <= self.scale[1]:
            lowest, highest = (f"{end:g}" for end in self.scale)
            self._fault(faults.OUTSIDE, row=line, rating=written, lowest=lowest, highest=highest)
        return level

    def _number(self, written: str) -> Fraction | None:
        if not _NUMBER.fullmatch(written) or ("," in written and self.delimiter == ","):
            return None
        return number_in(written.replace(",", "."))

    def _refuse_crowds(self) -> None:
        for column, known in zip(NAMES, self.names, strict=True):
            if len(known) > MOST_NAMES.get(column, len(known)):
                self._fault(faults.TOO_MANY, column=column, number=len(known), most=MOST_NAMES[column])

    def _refuse_doubles(self, codes: list[NDArray[np.intp]]) -> None:
        key = np.zeros(len(self.lines), dtype=np.intp)
        for numbers, known in zip(codes, self.names, strict=True):
            # Numbered anew at every step, so that the key stays small however many names there are.
            key = np.unique(key * max(1, len(known)) + numbers, return_inverse=True)[1]
        _, first = np.unique(key, return_index=True)
        again = np.setdiff1d(np.arange(len(key)), first)
        for place in again[:MOST_FAULTS]:
            self._fault(faults.TWICE, row=self.lines[place], first=self.lines[first[key[place]]])
        self.number_of_faults += max(0, len(again) - MOST_FAULTS)

    def _fault_of_word(self, column: str, word: str, words: list[str], line: int) -> None:
        shown = word[:_LONGEST_SHOWN]
        self._fault(faults.NO_SUCH_WORD, row=line, column=column, word=shown, words=", ".join(words))

    def _fault(self, sentence: str, **values: Any) -> None:
        self.number_of_faults += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(TableProblem(sentence, values))


def _ordered(names: list[str], column: str) -> tuple[list[str], NDArray[np.intp]]:
    """Return the names of a column in their order, and for each number it had the one it gets."""
    order = list(range(len(names)))
    if column != "competency":
        order.sort(key=lambda at: natural(names[at]))
    place = np.empty(len(names), dtype=np.intp)
    place[order] = np.arange(len(names))
    return [names[at] for at in order], place
