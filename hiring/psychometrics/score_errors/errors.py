"""How wrong a score may be, and how wrong a difference of two: reviewers that both share cancel out.

The errors of all scores are E = diag(own) + shared sharedᵀ: what each candidate has alone (task, person ×
rater, residual, and what medians add where they count), and what comes from raters and tasks × raters that
others have, too.

Source: Brennan (2001), Generalizability Theory, ch. 7-10.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined
from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.quantiles import normal
from hiring.psychometrics.score_errors.cells import Scored, laid
from hiring.psychometrics.score_errors.design import RESIDUAL
from hiring.psychometrics.score_errors.reml import Components

SOURCE = "Brennan (2001), Generalizability Theory"


class Exposure:
    """How much of every score is each task, each rater and each task × rater."""

    def __init__(self, of: Scored) -> None:
        answers = of.answers
        persons, raters = len(of.candidates), len(of.raters)
        cells, cell = np.unique(answers.task * raters + answers.rater, return_inverse=True)
        self.by_rater = laid(answers.candidate, answers.rater, answers.share, (persons, raters))
        self.by_cell = laid(answers.candidate, cell, answers.share, (persons, len(cells)))
        self.tasks = (of.task_share**2).sum(axis=1)
        self.raters = (self.by_rater**2).sum(axis=1)
        self.ratings = (self.by_cell**2).sum(axis=1)
        self.medians = np.zeros(persons) if of.medians is None else of.medians.variance()
        """No share, but the variance that medians add: it is seen, and does not go by the components."""

    @cached_property
    def from_raters(self) -> Floats:
        """Candidates × candidates: how much two scores have in common through raters. For small panels."""
        return self.by_rater @ self.by_rater.T

    @cached_property
    def from_cells(self) -> Floats:
        """The same through tasks × raters."""
        return self.by_cell @ self.by_cell.T

    @cached_property
    def relative(self) -> Mapping[str, float]:
        """By effect, how much of it is in half the squared standard error of a difference, on average."""
        others = max(1, len(self.tasks) - 1)
        by_rater, by_cell = (
            float(((side - side.mean(axis=0)) ** 2).sum()) / others for side in (self.by_rater, self.by_cell)
        )
        return {
            "pt": float(self.tasks.mean()),
            "r": by_rater,
            "pr": float(self.raters.mean()),
            "tr": by_cell,
            RESIDUAL: float(self.ratings.mean()),
        }

    def own(self, variance: Mapping[str, Any]) -> Floats:
        """Return what each candidate errs by alone; the components are numbers, or columns of draws."""
        return np.asarray(
            variance["pt"] * self.tasks
            + variance["pr"] * self.raters
            + variance[RESIDUAL] * self.ratings
            + self.medians
        )

    def relative_error(self, variance: Mapping[str, Any]) -> Any:
        """Return half the squared standard error of a difference, on average; of draws, one for each."""
        shared = sum(share * variance[name] for name, share in self.relative.items())
        return shared + float(self.medians.mean())

    def errors(self, variance: Mapping[str, float]) -> "Errors":
        own = self.own(variance)
        shared = [
            np.sqrt(variance[name]) * side
            for name, side in (("r", self.by_rater), ("tr", self.by_cell))
            if variance[name] > 0
        ]
        empty = np.empty((len(own), 0))
        return Errors(own, np.concatenate([empty, *shared], axis=1), self.relative_error(variance))


@dataclass(frozen=True, slots=True)
class Errors:
    """The errors of the scores of all candidates, and what any two have in common."""

    own: Floats
    shared: Floats
    """Candidates × sources."""
    relative: float
    """Half the squared standard error of a difference, averaged over all pairs of candidates."""

    @property
    def variance(self) -> Floats:
        return np.asarray(self.own + (self.shared**2).sum(axis=1))

    @property
    def standard(self) -> Floats:
        """The standard error of every score."""
        return np.sqrt(self.variance)

    def of_difference(self, one: int, other: int) -> float:
        """Return the standard error of the difference of two scores."""
        if one == other:
            return 0.0
        apart = self.shared[one] - self.shared[other]
        return float(np.sqrt(self.own[one] + self.own[other] + apart @ apart))


def reliability(found: Components, errors: Errors, exposure: Exposure) -> Answer:
    """Return how much of the differences between scores is difference between people.

    σ²(p) / (σ²(p) + relative error variance), n = persons. Interval: on the logit, by the
    average information of the components. Undefined with fewer than two persons, or without any variance.
    """
    many = len(errors.own)
    persons = found.variance["p"]
    total = persons + errors.relative
    if many < 2:
        return Undefined.because(reasons.ONE_PERSON)
    if total <= 0:
        return Undefined.because(reasons.NO_VARIANCE_LEFT)
    value = persons / total
    return Estimate(
        value, _around(value, found, exposure), many, "reliability of the scores, n = persons", SOURCE
    )


def _around(value: float, found: Components, exposure: Exposure) -> Interval | None:
    """Return the interval of a reliability; None at its ends, where none is known."""
    error = exposure.relative_error(found.variance)
    if not 0 < value < 1:
        return None
    slope = np.array(
        [
            1 / found.variance["p"] if name == "p" else -exposure.relative[name] / error
            for name in found.variance
        ]
    )
    half = normal(0.95) * float(np.sqrt(max(0.0, slope @ found.covariance @ slope)))
    middle = np.log(value / (1 - value))
    low, high = (float(1 / (1 + np.exp(-(middle + side * half)))) for side in (-1, 1))
    return low, high
