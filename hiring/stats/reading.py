"""Reads a file of ratings, one per row, and names every fault by its row."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiring.i18n import N_

NAMES = ("candidate", "task", "rater", "competency")
COLUMNS = (*NAMES, "rating")
NO_EVIDENCE = ("", "NE")
#: After this many faults the file needs another look as a whole; the others are counted.
MOST_FAULTS = 20

NOT_UTF8 = N_("The file is not UTF-8 text from row %(row)d on. Save it as “CSV UTF-8”.")
EMPTY = N_("The file is empty.")
NO_RATINGS = N_("The file holds no ratings.")
MISSING_COLUMN = N_("Row 1: the column “%(column)s” is missing. The columns are: %(columns)s.")
DOUBLE_COLUMN = N_("Row 1: the column “%(column)s” comes twice.")
UNREADABLE = N_("Row %(row)d: it cannot be read as CSV. Look for a quotation mark without its partner.")
WRONG_LENGTH = N_("Row %(row)d: it has %(cells)d columns, and the heading has %(columns)d.")
NO_NAME = N_("Row %(row)d: the column “%(column)s” is empty.")
NO_NUMBER = N_("Row %(row)d: the rating “%(rating)s” is not a number. No evidence is left blank, or NE.")
OUTSIDE = N_("Row %(row)d: the rating %(rating)s lies outside the scale %(lowest)s to %(highest)s.")
TOO_MANY = N_(
    "The column “%(column)s” holds %(number)d different names; more than %(most)d cannot be compared. "
    "Is it the right column?"
)
TWICE = N_("Row %(row)d: the same candidate, task, rater and competency as in row %(first)d.")

#: Far beyond any panel; a column with more names is another column.
MOST_NAMES = {"task": 1_000, "rater": 2_000, "competency": 200}

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something wrong with the file: a sentence as translators know it, and what fills it in."""

    sentence: str
    values: dict[str, Any]


class UnreadableRatings(Exception):
    """The file cannot be used; `faults` are the first of `number`."""

    def __init__(self, faults: list[TableProblem], number: int | None = None) -> None:
        super().__init__(faults)
        self.faults, self.number = faults[:MOST_FAULTS], len(faults) if number is None else number


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings in long form: for each the numbers of its names, by column; nan = no evidence."""

    names: dict[str, list[str]]
    """The names by column, in order of first appearance."""
    codes: dict[str, NDArray[np.intp]]
    values: NDArray[np.float64]
    scale: tuple[float, float]


def read_ratings(path: Path, scale: tuple[float, float]) -> Ratings:
    """Return the ratings in the CSV file at `path`: UTF-8, columns split by comma, semicolon or tab.

    Where columns are split by semicolon or tab, ratings may have a decimal comma.
    Raises UnreadableRatings, with row numbers as a spreadsheet shows them.
    """
    text = _decoded(path.read_bytes())
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    return _Reading(csv.reader(StringIO(text, newline=""), delimiter=delimiter), delimiter, scale).ratings()


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise UnreadableRatings([TableProblem(EMPTY, {})])
    wrong = content.find(b"\x00")  # as in UTF-16, and in what is no text at all
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.start if wrong < 0 else min(wrong, error.start)
    if wrong >= 0:
        raise UnreadableRatings([TableProblem(NOT_UTF8, {"row": content.count(b"\n", 0, wrong) + 1})])
    return text


class _Reading:
    """One pass over the rows."""

    def __init__(self, rows: Any, delimiter: str, scale: tuple[float, float]) -> None:
        self.rows, self.delimiter, self.scale = rows, delimiter, scale
        self.faults: list[TableProblem] = []
        self.number_of_faults = 0
        self.known: dict[str, float | None] = {}
        self.names: list[dict[str, int]] = [{} for _ in NAMES]
        self.codes: list[list[int]] = [[] for _ in NAMES]
        self.values: list[float] = []
        self.lines: list[int] = []

    def ratings(self) -> Ratings:
        places, width = self._heading()
        for line, row in self._lines():
            if len(row) == width:
                self._read(line, [row[place].strip() for place in places])
            elif any(row):
                self._fault(WRONG_LENGTH, row=line, cells=len(row), columns=width)
        codes = [np.array(numbers, dtype=np.intp) for numbers in self.codes]
        self._refuse_crowds()
        self._refuse_doubles(codes)
        if self.faults:
            raise UnreadableRatings(self.faults, self.number_of_faults)
        if not self.values:
            raise UnreadableRatings([TableProblem(NO_RATINGS, {})])
        return Ratings(
            {column: list(known) for column, known in zip(NAMES, self.names, strict=True)},
            dict(zip(NAMES, codes, strict=True)),
            np.array(self.values),
            self.scale,
        )

    def _read(self, line: int, cells: list[str]) -> None:
        *labels, written = cells
        if not any(cells):
            return
        value = self._value(written, line)
        if "" in labels:
            self._fault(NO_NAME, row=line, column=NAMES[labels.index("")])
        elif value is not None:
            for known, numbers, label in zip(self.names, self.codes, labels, strict=True):
                numbers.append(known.setdefault(label, len(known)))
            self.values.append(value)
            self.lines.append(line)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        line = 1
        while True:
            line += 1
            try:
                yield line, next(self.rows)
            except StopIteration:
                return
            except csv.Error:
                self._fault(UNREADABLE, row=line)

    def _heading(self) -> tuple[list[int], int]:
        heading = [name.strip().lower() for name in next(self.rows)]
        every = ", ".join(COLUMNS)
        faults = [
            TableProblem(MISSING_COLUMN, {"column": column, "columns": every})
            for column in COLUMNS
            if column not in heading
        ]
        faults += [
            TableProblem(DOUBLE_COLUMN, {"column": column}) for column in COLUMNS if heading.count(column) > 1
        ]
        if faults:
            raise UnreadableRatings(faults)
        return [heading.index(column) for column in COLUMNS], len(heading)

    def _value(self, written: str, line: int) -> float | None:
        """Return the rating, nan for no evidence, None for a fault."""
        if written not in self.known:
            self.known[written] = self._number(written)
        value = self.known[written]
        if value is None:
            self._fault(NO_NUMBER, row=line, rating=written[:_LONGEST_SHOWN])
        elif value < self.scale[0] or value > self.scale[1]:
            lowest, highest = (f"{end:g}" for end in self.scale)
            self._fault(OUTSIDE, row=line, rating=written, lowest=lowest, highest=highest)
            return None
        return value

    def _number(self, written: str) -> float | None:
        if written.upper() in NO_EVIDENCE:
            return np.nan
        if not _NUMBER.fullmatch(written) or ("," in written and self.delimiter == ","):
            return None
        return float(written.replace(",", "."))

    def _refuse_crowds(self) -> None:
        for column, known in zip(NAMES, self.names, strict=True):
            if len(known) > MOST_NAMES.get(column, len(known)):
                self._fault(TOO_MANY, column=column, number=len(known), most=MOST_NAMES[column])

    def _refuse_doubles(self, codes: list[NDArray[np.intp]]) -> None:
        key = np.zeros(len(self.lines), dtype=np.intp)
        for numbers, known in zip(codes, self.names, strict=True):
            # Numbered anew at every step, so that the key stays small however many names there are.
            key = np.unique(key * max(1, len(known)) + numbers, return_inverse=True)[1]
        _, first = np.unique(key, return_index=True)
        again = np.setdiff1d(np.arange(len(key)), first)
        for place in again[:MOST_FAULTS]:
            self._fault(TWICE, row=self.lines[place], first=self.lines[first[key[place]]])
        self.number_of_faults += max(0, len(again) - MOST_FAULTS)

    def _fault(self, sentence: str, **values: Any) -> None:
        self.number_of_faults += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(TableProblem(sentence, values))
