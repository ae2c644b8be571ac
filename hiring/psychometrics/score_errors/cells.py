"""What a score is made of: ratings and fixed levels, the share of each in the score, and the cells they fill.

A cell is one task and one competency of a candidate. What reviewers gave in it is one part (the mean,
or the median where that counts), each level that nobody gave (unanswered, or by a key) another; the cell is
the mean of its parts, a competency the mean of its cells, the total the mean of the competencies by weight.
An excused cell has no level: the others share its weight.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiring.psychometrics.inputs import Codes, Floats, codes, numbers
from hiring.psychometrics.score_errors.medians import Medians, in_the_middle

_DIGITS = re.compile(r"(\d+)")


def natural(label: object) -> tuple[tuple[int, int, str], ...]:
    """Return what labels are sorted by as people count: R1, R2, R10."""
    parts = _DIGITS.split(str(label))
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Marks:
    """Every rating and every fixed level, one a row, by the numbers of its labels; sorted, so that the order
    in which they came makes no difference to anything.
    """

    candidates: tuple[Any, ...]
    tasks: tuple[Any, ...]
    raters: tuple[Any, ...]
    competencies: tuple[Any, ...]
    candidate: Codes
    task: Codes
    rater: Codes
    """-1: a level that nobody gave."""
    competency: Codes
    level: Floats
    """nan: excused."""

    def cell(self) -> Codes:
        """Return for every row the number of its cell, whatever numbers there are between."""
        return (self.candidate * len(self.competencies) + self.competency) * len(self.tasks) + self.task


def marks(
    candidates: Sequence[Any],
    tasks: Sequence[Any],
    raters: Sequence[Any],
    competencies: Sequence[Any],
    levels: ArrayLike,
) -> Marks:
    """Return the marks of some candidates: one label of each kind and one level per row.

    A rater of None or "" says that nobody gave the level: the task was not answered, or a key gave it. A
    level of nan or None is excused. All labels are sorted as people count.
    Raises ValueError for rows of different length or a level that is no number.
    """
    values = numbers(levels, "levels", ("row",), missing=True)
    known = [rater if rater not in (None, "") else _NOBODY for rater in raters]
    sides = [
        codes(given, name, len(values))
        for given, name in (
            (candidates, "candidates"),
            (tasks, "tasks"),
            (known, "raters"),
            (competencies, "competencies"),
        )
    ]
    (people, candidate), (work, task), (judges, rater), (kinds, competency) = (
        _sorted(*side) for side in sides
    )
    if judges and judges[-1] is _NOBODY:
        judges = judges[:-1]
        rater = np.where(rater == len(judges), -1, rater)
    order = np.lexsort((values, rater, task, competency, candidate))
    return Marks(
        tuple(people),
        tuple(work),
        tuple(judges),
        tuple(kinds),
        candidate[order],
        task[order],
        rater[order],
        competency[order],
        values[order],
    )


def summed(cell: Codes, values: Floats, cells: int = 0) -> Floats:
    """Return by cell the sum of its values."""
    return np.bincount(cell, values, cells).astype(np.float64)


def laid(row: Codes, column: Codes, values: Floats, shape: tuple[int, int]) -> Floats:
    """Return a table of the sums of values by row and column."""
    return summed(row * shape[1] + column, values, shape[0] * shape[1]).reshape(shape)


class _Nobody:
    def __str__(self) -> str:
        return ""


_NOBODY = _Nobody()


def _sorted(labels: list[object], numbered: Codes) -> tuple[list[object], Codes]:
    """Return the labels in their natural order, whoever is nobody last, and the numbers that go with it."""
    order = sorted(range(len(labels)), key=lambda at: (labels[at] is _NOBODY, natural(labels[at])))
    place = np.empty(len(labels), dtype=np.intp)
    place[order] = np.arange(len(labels))
    return [labels[at] for at in order], place[numbered]


@dataclass(frozen=True, slots=True)
class Answers:
    """What reviewers gave, one row per candidate, task and reviewer: a level, and its share of the score."""

    candidate: Codes
    task: Codes
    rater: Codes
    level: Floats
    """The mean of what one reviewer gave for one answer, each rating by its share."""
    share: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Scores on one competency, or on several by weight, with what they are made of."""

    candidates: tuple[Any, ...]
    """Whoever has a cell that is not excused; the others have no score."""
    tasks: tuple[Any, ...]
    raters: tuple[Any, ...]
    score: Floats
    deviation: Floats
    """The score less what these tasks give on average."""
    task_share: Floats
    """Candidates × tasks: how much of the score is the task, fixed levels included."""
    answers: Answers
    medians: Medians | None = None
    """What reviewers gave, where of each cell the level in the middle counts."""


def scored(given: Marks, weights: Mapping[Any, float], *, of_medians: bool = False) -> Scored:
    """Return the scores by these weights of competencies: one alone, or several for a total.

    of_medians: of the levels that reviewers gave in a cell the one in the middle counts, not their mean.
    Raises ValueError for a weight that is not above zero, or where nobody has a level on any of them.
    """
    by_competency = np.array([float(weights.get(code, 0.0)) for code in given.competencies])
    if (by_competency < 0).any() or not by_competency.any():
        raise ValueError(f"weights must be zero or more, and one above zero, not {dict(weights)!r}")
    kept = ~np.isnan(given.level) & (by_competency[given.competency] > 0)
    if not kept.any():
        raise ValueError("nobody has a level on these competencies")
    rows = _Rows(given, kept, of_medians=of_medians)
    present = np.unique(rows.candidate)
    place = np.full(len(given.candidates), -1, dtype=np.intp)
    place[present] = np.arange(len(present))
    person = place[rows.candidate]
    weight = _weights(rows, by_competency)
    share = rows.share * weight[rows.candidate, rows.competency]
    apart = rows.deviations()
    return Scored(
        candidates=tuple(given.candidates[at] for at in present),
        tasks=given.tasks,
        raters=given.raters,
        score=summed(person, share * rows.counted),
        deviation=np.array((weight * apart).sum(axis=1)[present]),
        task_share=laid(person, rows.task, share, (len(present), len(given.tasks))),
        answers=_answers(rows, person, share),
        medians=_medians(rows, person, share, len(present)) if of_medians else None,
    )


class _Rows:
    """The rows that count, and the share of each in its competency."""

    def __init__(self, given: Marks, kept: NDArray[np.bool_], *, of_medians: bool) -> None:
        self.shape = (len(given.candidates), len(given.competencies), len(given.tasks))
        self.candidate, self.competency, self.task, self.rater = (
            side[kept] for side in (given.candidate, given.competency, given.task, given.rater)
        )
        self.level = given.level[kept]
        self.rated = self.rater >= 0
        cells, self.cell = np.unique(given.cell()[kept], return_inverse=True)
        reviewers = np.bincount(self.cell, self.rated)
        parts = np.bincount(self.cell, ~self.rated) + (reviewers > 0)
        self.of_cell = np.divide(1, parts)[self.cell] / np.where(self.rated, reviewers[self.cell], 1)
        self.counted = self._in_the_middle() if of_medians else self.level
        self.cell_level = summed(self.cell, self.of_cell * self.counted)
        self.cell_group, self.cell_task = cells // self.shape[2], cells % self.shape[2]
        self.cells = np.bincount(self.cell_group, minlength=self.shape[0] * self.shape[1])
        self.share = self.of_cell / self.cells[self.candidate * self.shape[1] + self.competency]

    def _in_the_middle(self) -> Floats:
        """Return what counts of every row: a fixed level itself, of what reviewers gave the median."""
        counted = self.level.copy()
        counted[self.rated] = in_the_middle(self.cell[self.rated], self.level[self.rated])
        return counted

    def deviations(self) -> Floats:
        """Return candidates × competencies: the mean of the cells less that of their tasks, 0 without."""
        found = np.zeros(self.shape[:2])
        for competency in np.unique(self.competency).tolist():
            chosen = self.cell_group % self.shape[1] == competency
            person, task = self.cell_group[chosen] // self.shape[1], self.cell_task[chosen]
            left = self.cell_level[chosen] - _task_means(person, task, self.cell_level[chosen])[task]
            many = np.bincount(person, minlength=self.shape[0])
            found[:, competency] = np.bincount(person, left, self.shape[0]) / np.maximum(many, 1)
        return found


def _medians(rows: _Rows, person: Codes, share: Floats, candidates: int) -> Medians:
    chosen = rows.rated
    return Medians(
        candidates=candidates,
        candidate=person[chosen],
        task=rows.task[chosen],
        rater=rows.rater[chosen],
        cell=rows.cell[chosen],
        level=rows.level[chosen],
        share=share[chosen],
    )


def _weights(rows: _Rows, by_competency: Floats) -> Floats:
    """Return candidates × competencies: the weight of each among those on which the candidate has a cell."""
    has = rows.cells.reshape(rows.shape[:2]) > 0
    weights = has * by_competency
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))


def _task_means(person: Codes, task: Codes, level: Floats) -> Floats:
    """Return m of x = m_task + π_person by least squares, every cell alike, the π adding up to zero."""
    people, person = np.unique(person, return_inverse=True)
    shape = (len(people), int(task.max()) + 1)
    met = laid(person, task, np.ones(len(level)), shape)
    per_person, mean = met.sum(axis=1), level.mean()
    around = laid(person, task, level - mean, shape)
    own = around.sum(axis=1) / per_person
    equations = np.diag(met.sum(axis=0)) - met.T @ (met / per_person[:, None])
    means = np.linalg.pinv(equations, hermitian=True) @ (around.sum(axis=0) - met.T @ own)
    return np.asarray(means + mean + (own - met @ means / per_person).mean())


def _answers(rows: _Rows, person: Codes, share: Floats) -> Answers:
    """Put together what one reviewer gave for one answer on several competencies."""
    chosen = rows.rated
    shape = (int(rows.rater.max(initial=0)) + 1, rows.shape[2])
    key = (person[chosen] * shape[1] + rows.task[chosen]) * shape[0] + rows.rater[chosen]
    keys, answer = np.unique(key, return_inverse=True)
    together = summed(answer, share[chosen])
    level = summed(answer, share[chosen] * rows.level[chosen]) / together
    return Answers(
        keys // shape[0] // shape[1], keys // shape[0] % shape[1], keys % shape[0], level, together
    )
