"""What other numbers of tasks and raters would do to the error of a score, by the components found."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from hiring.psychometrics.score_errors.design import MEAN, RESIDUAL, TASK
from hiring.psychometrics.score_errors.reml import Components

#: Nobody sits more tasks, or has an answer read by more people, than this.
MOST_TASKS, MOST_RATERS = 40, 6


@dataclass(frozen=True, slots=True)
class SizePlan:
    """A score over so many tasks, each answer rated by so many, and its standard error."""

    tasks: int
    raters: int
    same: float
    """Where the same raters rate all tasks of a candidate."""
    other: float
    """Where every task has other raters."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans by components that a design may not have told apart: then the larger error is taken."""

    found: Components

    @property
    def unknown(self) -> tuple[str, ...]:
        """The sources of error of which this design shows nothing, so that errors may be larger."""
        hidden = (MEAN, TASK, "p")
        return tuple(name for name, other in self.found.not_separable.items() if other in hidden)

    @property
    def not_told_apart(self) -> Mapping[str, str]:
        """Sources of error that are counted with another, in the way that gives the larger error."""
        return {name: other for name, other in self.found.not_separable.items() if name not in self.unknown}

    def plan(self, tasks: int, raters: int) -> SizePlan:
        """Return what so many tasks and raters would give. Raises ValueError for less than one of either."""
        if tasks < 1 or raters < 1:
            raise ValueError(f"a score needs a task and a rater, not {tasks} and {raters}")
        return SizePlan(tasks, raters, *(self._error(tasks, raters, same=same) for same in (True, False)))

    def reaching(self, error: float) -> tuple[SizePlan | None, ...]:
        """Return for one to six raters the plan with the fewest tasks whose error is at most `error`.

        None where forty tasks are not enough. The same raters rate all tasks, which is what costs more.
        """
        return tuple(self._least(raters, error) for raters in range(1, MOST_RATERS + 1))

    def _least(self, raters: int, error: float) -> SizePlan | None:
        plans = (self.plan(tasks, raters) for tasks in range(1, MOST_TASKS + 1))
        return next((plan for plan in plans if plan.same <= error + 1e-12), None)

    def _error(self, tasks: int, raters: int, *, same: bool) -> float:
        each = 1 / (tasks * raters)
        by_rater = 1 / raters if same else each
        share = {"p": 0.0, "pt": 1 / tasks, "r": by_rater, "pr": by_rater, "tr": each, RESIDUAL: each}
        for name, other in self.not_told_apart.items():
            share[other] = max(share[other], share[name])
        return sqrt(sum(share[name] * variance for name, variance in self.found.variance.items()))
