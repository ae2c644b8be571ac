"""When scores are computed anew with their errors, and what their figures mean."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

#: Who holds the same seed gets the same digits: `hiring stats` draws with it, too.
SEED = 20_26
#: So long nothing must have changed before an opening is computed anew.
QUIET = timedelta(seconds=10)
#: Of a great opening longer: computing takes longer, and so does writing it down.
CANDIDATES_A_SECOND = 25
#: Where something changes all the time it waits no longer than so many times that.
LONGEST_WAIT = 6
#: Between two looks at whether an earlier computing has ended.
LOOK_AGAIN = timedelta(seconds=10)
#: A score of the same candidate would lie within so many standard errors, 95 times in 100.
WITHIN = 1.96
LOWEST, HIGHEST = 1.0, 5.0
TOTAL = "total"
#: A score that differs by more than rounding is not the one that was computed with its error.
_ROUNDING = 0.0051
#: Counted up when what is computed changes: what an earlier version computed is computed anew.
VERSION = 2


class ErrorMethod(StrEnum):
    """How the errors were found: the fewer candidates, the less is taken for known."""

    BAYES = "bayes"
    """Below 30: the components of variance are uncertain, and that is carried into everything."""
    REML = "reml"
    """From 30 on: they are fitted, and taken for known."""


def wait_before(candidates: int) -> timedelta:
    """Return how long nothing must change in an opening of so many before it is computed.

    >>> [wait_before(number).seconds for number in (3, 10_000)]
    [10, 400]
    """
    return max(QUIET, timedelta(seconds=candidates // CANDIDATES_A_SECOND))


@dataclass(frozen=True, slots=True)
class ScoreStanding:
    """What is known of one score: of a competency, or of the total. What is not known is None."""

    score: float | None = None
    error: float | None = None
    """The standard error of the score."""
    level: float | None = None
    """The predicted true level less the general mean: pulled to it the more, the less exact the score is."""
    level_error: float | None = None
    p_top: float | None = None
    """The probability of truly being among the best; of the total alone."""
    apart: float | None = None
    """The standard error of the difference from whoever comes next; of the total alone."""
    above_next: float | None = None
    """The probability of truly lying above whoever comes next; of the total alone."""
    adjusted: float | None = None
    """The score without what the strictness of its reviewers brought in; of the total alone."""

    def is_of(self, score: Decimal) -> bool:
        """Say whether this is known of `score`, and not of an earlier one."""
        return self.score is not None and abs(self.score - float(score)) < _ROUNDING

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return where the score would lie 95 times in 100, within the levels there are.

        >>> ScoreStanding(4.5, 0.5).interval
        (3.52, 5.0)
        """
        if self.score is None or self.error is None:
            return None
        half = WITHIN * self.error
        low, high = max(LOWEST, self.score - half), min(HIGHEST, self.score + half)
        return round(low, 4), round(high, 4)

    def plain(self) -> list[float | None]:
        """Return it as JSON, without the Nones at its end."""
        values = [
            self.score, self.error, self.level, self.level_error, self.p_top, self.apart, self.above_next,
            self.adjusted,
        ]  # fmt: skip
        while values and values[-1] is None:
            values.pop()
        return values


@dataclass(frozen=True, slots=True)
class PlacedCandidate:
    """What the newest computing says of one candidate."""

    place: int
    band: int | None
    figures: Mapping[str, ScoreStanding]
    raw_place: int | None = None
    """By the total as it counts, to two decimals; equal ones share the better place. As `adjusted_place`,
    only where scores can be adjusted for the strictness of reviewers."""
    adjusted_place: int | None = None


@dataclass(frozen=True, slots=True)
class StudySummary:
    """What a computing says of one competency, or of the total, for all candidates together."""

    method: ErrorMethod | None
    """None where no error could be found."""
    why: str | None
    """Why something is missing, as `hiring.psychometrics.reasons` has it."""
    values: Mapping[str, Any]
    """What goes into `why`."""
    reliability: float | None
    interval: tuple[float, float] | None
    """Of the reliability: also where there are too few candidates to say it in one figure."""
    alike: bool
    """The differences between the scores are no larger than their errors: nobody is predicted to differ."""
    why_raw: str | None = None
    """Why scores cannot be adjusted for the strictness of reviewers; None where they are."""
    why_raw_values: Mapping[str, Any] = field(default_factory=dict)


def places_by(scores: Mapping[str, float]) -> dict[str, int]:
    """Return the places by score, the highest first; who has the same to two decimals shares the better.

    >>> places_by({"A": 3.0, "B": 4.001, "C": 4.0, "D": 1.0})
    {'A': 3, 'B': 1, 'C': 1, 'D': 4}
    """
    shown = {name: round(score, 2) for name, score in scores.items()}
    first: dict[float, int] = {}
    for number, score in enumerate(sorted(shown.values(), reverse=True), 1):
        first.setdefault(score, number)
    return {name: first[score] for name, score in shown.items()}


#: As many answers are kept of which another reading would settle most; some can no longer be read once more
#: when the page is opened, and so many of the others are shown.
KEPT_READINGS, SHOWN_READINGS = 60, 20


@dataclass(frozen=True, slots=True)
class WorthReading:
    """One answer of a candidate whose place among the best is open, and what another reading would do."""

    candidate: str
    """The code of the application."""
    task: str
    """Its code in the table of single ratings."""
    gain: float
    """By how much p (1 - p) is expected to fall, p being the chance of being among the best."""
    p_top: float
    error: float
    error_then: float


@dataclass(frozen=True, slots=True)
class FurtherReadings:
    """Where another reading would settle most, or why that cannot be said."""

    why: str | None
    """As `hiring.psychometrics.reasons` has it."""
    values: Mapping[str, Any]
    worth: Sequence[WorthReading]

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def readings_from(plain: Mapping[str, Any] | None) -> FurtherReadings | None:
    """Return what `FurtherReadings.plain` has written; None where nothing was computed."""
    if not plain:
        return None
    return FurtherReadings(plain["why"], plain["values"], [WorthReading(**one) for one in plain["worth"]])


class Conclusion(StrEnum):
    """What may be concluded from the bands, in one of these sentences."""

    NO_ERRORS = "no_errors"
    ALIKE = "alike"
    ALL_ONE_BAND = "all_one_band"
    FIRST_APART = "first_apart"
    FIRST_BAND = "first_band"


def conclusion(bands: Sequence[int], *, alike: bool) -> Conclusion:
    """Say what may be concluded; `bands` are the sizes of the bands, the highest first.

    >>> conclusion([5, 2], alike=False)
    <Conclusion.FIRST_BAND: 'first_band'>
    """
    if not bands:
        return Conclusion.NO_ERRORS
    if alike:
        return Conclusion.ALIKE
    if len(bands) == 1:
        return Conclusion.ALL_ONE_BAND
    return Conclusion.FIRST_APART if bands[0] == 1 else Conclusion.FIRST_BAND
