"""The cells of a candidate row by row, as they leave for statistics: each rating, each fixed level.

`hiring stats` makes the same scores of these rows: a cell is the mean of its parts, where what reviewers
gave together is one part and each fixed level another.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hiring.scoring.scores import CELLS, AskedTask, CellKind, Excuse, Gap, GivenRating, ScoreInput

_LOWEST = Fraction(1)


class RowKind(StrEnum):
    """What stands in a row: the kinds of cells, and what only the first rule knows."""

    GIVEN = CellKind.GIVEN
    NOTHING_SHOWN = CellKind.NOTHING_SHOWN
    NOT_ANSWERED = CellKind.NOT_ANSWERED
    KEYED = CellKind.KEYED
    EXCUSED = CellKind.EXCUSED
    NO_EVIDENCE = "no_evidence"


class Because(StrEnum):
    """What else is said of a level that no reviewer gave."""

    PROVISIONAL_KEY = "provisional_key"
    """No panel of experts has confirmed the key; it counts because the opening says so."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """One rating of one reviewer, or one level that no reviewer gave, in one task and competency."""

    task: int
    competency: str
    kind: RowKind
    level: Fraction | None
    """From 1 to 5; None enters no mean."""
    answered: bool
    """The candidate answered what it is about; who answered nothing anywhere has no scores."""
    rater: int | None = None
    part: int | None = None
    """Counts the closed parts of a task that measure the same competency."""
    why: Gap | Excuse | Because | None = None


def rows_of(given: ScoreInput) -> Iterator[CellRow]:
    """Yield the rows of one candidate, task by task, from which the rule of the opening makes the scores."""
    ratings: dict[tuple[int, str], list[GivenRating]] = defaultdict(list)
    for one in given.ratings:
        ratings[one.task, one.competency].append(one)
    by_cells = given.policy.rule == CELLS
    for task in given.tasks:
        for competency in given.policy.competencies:
            found = ratings[task.task, competency.code]
            yield from _cell(task, competency.code, found) if by_cells else _ratings_alone(found)


def _cell(task: AskedTask, competency: str, ratings: Sequence[GivenRating]) -> Iterator[CellRow]:
    keyed = [one for one in task.keyed if one.competency == competency]
    if competency not in task.competencies and not keyed:
        return
    if task.excused is not None:
        answered = task.answered or any(one.answered for one in task.keyed)
        yield CellRow(task.task, competency, RowKind.EXCUSED, None, answered, why=task.excused)
        return
    if competency in task.competencies:
        yield from _open_part(task, competency, ratings)
    for number, one in enumerate(keyed, 1):
        why = Because.PROVISIONAL_KEY if one.provisional else None
        yield CellRow(task.task, competency, RowKind.KEYED, one.level, one.answered, part=number, why=why)


def _open_part(task: AskedTask, competency: str, ratings: Sequence[GivenRating]) -> Iterator[CellRow]:
    if not task.answered:
        yield CellRow(task.task, competency, RowKind.NOT_ANSWERED, _LOWEST, answered=False, why=task.gap)
    elif not ratings:
        yield CellRow(task.task, competency, RowKind.EXCUSED, None, answered=True, why=Excuse.NOT_RATED)
    for one in ratings if task.answered else ():
        if one.level is None:
            why = Excuse.NOT_JUDGED
            yield CellRow(task.task, competency, RowKind.EXCUSED, None, True, one.rater, why=why)
        else:
            kind = RowKind.NOTHING_SHOWN if one.nothing_shown else RowKind.GIVEN
            yield CellRow(task.task, competency, kind, Fraction(one.level), True, one.rater)


def _ratings_alone(ratings: Sequence[GivenRating]) -> Iterator[CellRow]:
    """Yield what enters scores under the first rule: levels that people gave, and that they gave none."""
    for one in ratings:
        kind = RowKind.NO_EVIDENCE if one.level is None else RowKind.GIVEN
        level = None if one.level is None else Fraction(one.level)
        yield CellRow(one.task, one.competency, kind, level, True, one.rater)
