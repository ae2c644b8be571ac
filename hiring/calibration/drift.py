"""How near a reviewer stays to the expert while marking, by control answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from statistics import fmean, stdev

#: From so many ratings on, and beyond so many standard errors, a difference is told: as with severity.
FEWEST_RATINGS, ERRORS_OF_A_VERDICT = 8, 3
_FEWEST_FOR_ERROR = 2


@dataclass(frozen=True, slots=True)
class DriftFigures:
    """How near one reviewer is to the expert on control answers, while marking."""

    reviewer: int
    answers: int
    ratings: int
    same: int
    next_to: int
    """As many one level beside the expert's."""
    difference: float
    """Mean of given minus expert: above 0 is more lenient."""
    error: float | None
    """Its standard error; None with fewer than two answers."""
    first_half: float | None
    """The same mean over what was locked first, and over the rest."""
    second_half: float | None

    @property
    def drifts(self) -> bool | None:
        """Whether the difference is beyond chance; None where too little stands behind a verdict.

        >>> DriftFigures(1, 4, 8, 0, 8, 1.0, 0.2, 1.0, 1.0).drifts
        True
        """
        if self.ratings < FEWEST_RATINGS or self.error is None:
            return None
        return abs(self.difference) > ERRORS_OF_A_VERDICT * self.error


@dataclass(frozen=True, slots=True, order=True)
class ControlRated:
    """What one reviewer gave one control answer on one competency, and what the expert gave."""

    locked_at: datetime
    answer: int
    competency: str
    reviewer: int
    given: int
    expert: int

    @property
    def apart(self) -> int:
        """Above 0: more lenient than the expert."""
        return self.given - self.expert


def drift_of(rated: Sequence[ControlRated]) -> list[DriftFigures]:
    """Return by reviewer how near they are to the expert on control answers."""
    people = sorted({one.reviewer for one in rated})
    return [_drift(who, [one for one in rated if one.reviewer == who]) for who in people]


def _drift(who: int, rated: Sequence[ControlRated]) -> DriftFigures:
    by_answer: dict[int, list[int]] = {}
    for one in sorted(rated):
        by_answer.setdefault(one.answer, []).append(one.apart)
    answers = list(by_answer.values())
    apart = [each for answer in answers for each in answer]
    half = len(answers) // 2
    halves = [
        _mean([each for answer in some for each in answer]) for some in (answers[:half], answers[half:])
    ]
    return DriftFigures(
        who,
        len(answers),
        len(apart),
        apart.count(0),
        sum(abs(each) == 1 for each in apart),
        round(fmean(apart), 4),
        _error(answers),
        *(halves if half else (None, None)),
    )


def _mean(apart: Sequence[int]) -> float | None:
    return round(fmean(apart), 4) if apart else None


def _error(answers: Sequence[Sequence[int]]) -> float | None:
    """Return the standard error of the mean over answers of several levels each.

    The larger of two: levels of one answer hang together, but few answers may agree by chance.
    """
    apart = [each for answer in answers for each in answer]
    number, mean = len(answers), fmean(apart)
    if number < _FEWEST_FOR_ERROR:
        return None
    alone = stdev(apart) / sqrt(len(apart))
    sums = sum(sum(each - mean for each in answer) ** 2 for answer in answers)
    together = sqrt(number / (number - 1) * sums) / len(apart)
    return round(max(alone, together), 4)


#: Before so many control answers a reviewer is told nothing, and then always of so many more: what was
#: locked last must not be known by a figure that has moved.
TOLD_TOGETHER = 4
#: So far from the expert, on the mean, a reviewer is told that it is on the whole.
MUCH = 0.25
#: So far a competency differs enough to be named.
_WORTH_NAMING = 0.5


@dataclass(frozen=True, slots=True)
class OwnDrift:
    """What a reviewer is told of the control answers they rated; which these were is not in it."""

    ratings: int
    near: int
    """At the expert's level or one beside it."""
    difference: float
    farthest: str | None
    """The competency on which they differ most from the expert, where they do."""


def own_drift(rated: Sequence[ControlRated]) -> OwnDrift | None:
    """Return what is told of what somebody rated; None before there is enough."""
    in_order = sorted(rated)
    answers = list(dict.fromkeys(one.answer for one in in_order))
    told = set(answers[: len(answers) // TOLD_TOGETHER * TOLD_TOGETHER])
    of_these = [one for one in in_order if one.answer in told]
    if not of_these:
        return None
    apart = [one.apart for one in of_these]
    return OwnDrift(len(apart), sum(abs(each) <= 1 for each in apart), fmean(apart), _farthest(of_these))


def _farthest(rated: Sequence[ControlRated]) -> str | None:
    by_code: dict[str, list[int]] = {}
    for one in rated:
        by_code.setdefault(one.competency, []).append(one.apart)
    means = {code: abs(fmean(each)) for code, each in sorted(by_code.items())}
    farthest = max(means, key=lambda code: means[code])
    return farthest if means[farthest] >= _WORTH_NAMING else None
