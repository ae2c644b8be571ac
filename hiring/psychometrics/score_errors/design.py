"""Which effects a design separates, and the ratings laid out candidate by candidate."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics.inputs import Codes, Floats
from hiring.psychometrics.score_errors.cells import Answers

#: The random effects in the order in which one gives way to another; the residual comes last.
EFFECTS = ("p", "pt", "r", "pr", "tr")
RESIDUAL = "residual"
TASK = "task"
MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates with the same number of ratings: rows are candidates, columns their ratings."""

    rows: NDArray[np.intp]
    same_task: Floats
    """Candidates × ratings × ratings: 1 where both are of one task."""
    same_rater: Floats


class Design:
    """Ratings of some answers, and which effects can be told apart in them."""

    def __init__(self, answers: Answers) -> None:
        self.level = answers.level
        self.persons, self.person = _numbered(answers.candidate)
        self.tasks, self.task = _numbered(answers.task)
        self.raters, self.rater = _numbered(answers.rater)

    @property
    def size(self) -> int:
        return len(self.level)

    @cached_property
    def cells(self) -> Mapping[str, Codes]:
        """Return, by effect, for every rating the number of its level."""
        crossed = {
            "pt": self.person * self.tasks + self.task,
            "pr": self.person * self.raters + self.rater,
            "tr": self.task * self.raters + self.rater,
        }
        return {
            "p": self.person,
            "r": self.rater,
            **{name: _numbered(cell)[1] for name, cell in crossed.items()},
        }

    @cached_property
    def not_separable(self) -> Mapping[str, str]:
        """Return the effects that no figures tell apart here, each with what it cannot be told from.

        An effect goes with the residual where each of its levels has one rating, with the general mean
        where it has one level, with the tasks where every task lies within one of its levels, and with an
        effect before it where both divide the ratings alike.
        """
        found: dict[str, str] = {}
        for name in EFFECTS:
            other = self._confounded(name, [each for each in EFFECTS if each not in found])
            if other is not None:
                found[name] = other
        return found

    def _confounded(self, name: str, kept: list[str]) -> str | None:
        cell = self.cells[name]
        levels = int(cell.max(initial=-1)) + 1
        if levels == self.size:
            return RESIDUAL
        if levels < 2:
            return MEAN
        for other in kept[: kept.index(name)]:
            if levels == int(self.cells[other].max()) + 1 == _levels(self.cells[other], cell):
                return other
        return TASK if _levels(self.task, cell) == self.tasks else None

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The effects that are estimated."""
        return tuple(name for name in EFFECTS if name not in self.not_separable)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The ratings by candidate, candidates with equally many together."""
        order = np.argsort(self.person, kind="stable")
        many = np.bincount(self.person)
        start = np.concatenate([[0], np.cumsum(many)[:-1]]).astype(np.intp)
        groups = []
        for size in np.unique(many).tolist():
            rows = order[start[many == size][:, None] + np.arange(size)]
            task, rater = self.task[rows], self.rater[rows]
            groups.append(
                Group(
                    rows,
                    (task[:, :, None] == task[:, None, :]).astype(float),
                    (rater[:, :, None] == rater[:, None, :]).astype(float),
                )
            )
        return tuple(groups)

    @cached_property
    def of_cell(self) -> tuple[Codes, Codes]:
        """For every level of task × rater its task and its rater."""
        cell = self.cells["tr"]
        first = np.unique(cell, return_index=True)[1]
        return self.task[first], self.rater[first]


def _numbered(labels: Codes) -> tuple[int, Codes]:
    """Return how many different labels there are, and for each place the number of its label."""
    distinct, number = np.unique(labels, return_inverse=True)
    return len(distinct), number.astype(np.intp)


def _levels(one: Codes, other: Codes) -> int:
    """Return how many combinations of two labels there are."""
    return len(np.unique(one * (int(other.max(initial=0)) + 1) + other))
