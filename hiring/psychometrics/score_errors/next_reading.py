"""Where one more independent rating would settle most of who is among the best.

Of a candidate whose place is open, p = P(among the best), let z = Φ⁻¹(p). One more reviewer of one answer,
who has rated nothing else of this candidate, takes the variance of the score from v to v′: each rating of
the answer, and the new one, then has the same share. With σ²(p) between people the variance of the true
level, given the score, is s² = σ²(p) v / (σ²(p) + v), and s′² with v′; ρ = 1 − s′²/s² is the share of it that
the rating takes away. Before the rating is there its p′ is unknown; its mean is p, and its variance is

    gain = Var(p′) = Φ₂(z, z; ρ) − Φ(z)²,

which is also by how much p (1 − p) is expected to fall. The places of all others, and the components of
variance, are taken for known.

Sources: Plackett (1954), Biometrika 41, 351-360, for Φ₂; Raiffa & Schlaifer (1961), Applied Statistical
Decision Theory, ch. 5, for what an observation is expected to tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import pi
from statistics import NormalDist

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Undefined
from hiring.psychometrics.inputs import Codes, Floats
from hiring.psychometrics.score_errors.bands import TopPlace
from hiring.psychometrics.score_errors.design import RESIDUAL
from hiring.psychometrics.score_errors.errors import Exposure
from hiring.psychometrics.score_errors.study import ErrorStudy

#: Where Plackett's integrand is asked: it is smooth, so twenty places are more than enough.
_PLACES, _SHARES = np.polynomial.legendre.leggauss(20)
#: ρ never comes near 1: a single rating does not tell everything.
_MOST = 0.999


@dataclass(frozen=True, slots=True)
class NextReading:
    """One more rating of one answer, and what is to be expected of it."""

    candidate: int
    task: int
    """Places in `Scored.candidates` and `Scored.tasks`."""
    gain: float
    p_top: float
    error: float
    """The standard error of the candidate's score now."""
    error_then: float
    """The same with one more rating of this answer."""


def next_readings(study: ErrorStudy) -> list[NextReading] | Undefined:
    """Return every answer of a candidate whose place is open, the one that settles most first.

    Undefined where the errors are, where nobody is predicted to differ, or where no answer has two ratings:
    what comes of the task and what of the reviewer is one then, and nobody knows what another would add.
    Undefined where medians count, too: one more level may make a median less exact than two levels are.
    """
    found, p_top = study.components, study.p_top
    if isinstance(found, Undefined):
        return found
    if study.scored.medians is not None:
        return Undefined.because(reasons.MEDIANS_COUNT)
    if "pt" in found.not_separable:
        return Undefined.because(reasons.ONE_READING_EACH)
    if p_top is None or study.places is None or found.variance["p"] <= 0:
        return Undefined.because(reasons.NOBODY_PREDICTED_TO_DIFFER)
    of = _Gains(study, found.variance["p"], found.variance)
    open_ = [at for at, place in enumerate(study.places) if place is TopPlace.OPEN]
    readings = [each for at in open_ for each in of.of_candidate(at, float(p_top[at]))]
    return sorted(readings, key=lambda one: (-round(one.gain, 9), one.candidate, one.task))


def expected_gain(p_top: float, share: float) -> float:
    """Return Var(p′) where a share ρ of the variance of the true level is taken away.

    >>> round(expected_gain(0.5, 0.5), 6)  # arcsin(ρ)/2π
    0.083333
    """
    z, rho = NormalDist().inv_cdf(p_top), min(share, _MOST)
    if rho <= 0:
        return 0.0
    at = rho * (_PLACES + 1) / 2
    heights = np.exp(-z * z / (1 + at)) / np.sqrt(1 - at * at)
    return float(rho / 2 * (_SHARES @ heights) / (2 * pi))


class _Gains:
    """What one more rating of each answer takes from the variance of its candidate's score."""

    def __init__(self, study: ErrorStudy, persons: float, variance: Mapping[str, float]) -> None:
        exposure, answers = Exposure(study.scored), study.scored.answers
        self.answers, self.persons, self.by_rater = answers, persons, exposure.by_rater
        self.of_raters = variance["r"] + variance["pr"]
        self.of_ratings = variance["tr"] + variance[RESIDUAL]
        self.now = (
            variance["pt"] * exposure.tasks
            + self.of_raters * exposure.raters
            + self.of_ratings * exposure.ratings
        )

    def of_candidate(self, at: int, p_top: float) -> Iterator[NextReading]:
        mine = np.flatnonzero(self.answers.candidate == at)
        for task in np.unique(self.answers.task[mine]):
            rows = mine[self.answers.task[mine] == task]
            then = float(self.now[at] - self._taken(at, self.answers.rater[rows], self.answers.share[rows]))
            share = 1 - self._left(then) / self._left(float(self.now[at])) if self.now[at] > 0 else 0.0
            yield NextReading(
                at,
                int(task),
                expected_gain(p_top, share),
                p_top,
                float(np.sqrt(self.now[at])),
                float(np.sqrt(max(0.0, then))),
            )

    def _taken(self, at: int, raters: Codes, shares: Floats) -> float:
        """Return by how much the variance of the score falls."""
        number, whole = len(raters), float(shares.sum())
        kept, new = number / (number + 1), (whole / (number + 1)) ** 2
        before = self.by_rater[at, raters]
        of_raters = float((before**2).sum() - ((before - shares * (1 - kept)) ** 2).sum()) - new
        of_ratings = float((shares**2).sum() * (1 - kept**2)) - new
        return self.of_raters * of_raters + self.of_ratings * of_ratings

    def _left(self, variance: float) -> float:
        """Return the variance of the true level that is left, given a score with this one."""
        return self.persons * variance / (self.persons + variance)
