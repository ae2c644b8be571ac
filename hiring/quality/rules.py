"""What is known of the marking of an opening, and what each figure means: values and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Any

from hiring.calibration.drift import DriftFigures

#: Krippendorff relies on the first, and draws tentative conclusions from the second on.
RELIED_ON, TENTATIVE = 0.8, 0.667
#: Below this a task hardly tells candidates apart (Ebel & Frisbie 1991).
TELLS_APART = 0.2
#: Mean squares of Rasch residuals outside of these say that ratings do not fit (Linacre 2002).
TOO_EVEN, ERRATIC = 0.5, 1.5
#: Whoever gives such a part of all levels, or more, on one and the same hardly tells answers apart.
NEARLY_ALL = 0.9
#: Answers from which on something is said of how somebody rates.
FEWEST_ANSWERS = 8
#: Whoever locks nothing for longer has done something else meanwhile.
LONGEST_ANSWER = timedelta(minutes=45)


@dataclass(frozen=True, slots=True, order=True)
class LevelGiven:
    """What one reviewer gave one answer on one competency."""

    candidate: int
    task: int
    reviewer: int
    competency: str
    level: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no figure: a sentence as translators know it, and what fills it in."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompetencyAgreement:
    """How far reviewers agree on one competency."""

    competency: str
    doubled: int
    """Answers that two reviewers or more rated."""
    candidates: int
    alpha: float | None = None
    alpha_between: tuple[float, float] | None = None
    same: float | None = None
    """The share of pairs of ratings that are equal."""
    same_between: tuple[float, float] | None = None
    why: Why | None = None
    """Why there is no figure."""


@dataclass(frozen=True, slots=True)
class RaterFigures:
    """How severe one reviewer is, by the additive model, and by many-facet Rasch as a second opinion."""

    reviewer: int
    answers: int
    severity: float | None = None
    """How many levels below the mean of all; None where it cannot be said."""
    error: float | None = None
    differs: bool | None = None
    """None where too little stands behind a verdict."""
    logits: float | None = None
    logits_error: float | None = None
    infit: float | None = None
    outfit: float | None = None
    same: int | None = None
    """The level that all answers got, or nearly all, where there are enough of them to say so."""
    same_share: float | None = None
    """How large a part of the levels is that one; None where it is every one of them."""


@dataclass(frozen=True, slots=True)
class TaskQuality:
    """One task as a measure of one competency."""

    task: int
    competency: str
    candidates: int
    mean: float
    rest: float | None = None
    """Correlation with the mean of the other tasks; None where too few have them all."""
    complete: int = 0
    """Candidates with a level on every task of the competency."""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class WorkFigures:
    """What one reviewer has done, and how fast."""

    reviewer: int
    locked: int
    open: int
    minutes: float | None
    """Median from one lock to the next; None where too few follow each other closely."""
    timed: int
    """How many locks follow another within three quarters of an hour."""


@dataclass(frozen=True, slots=True)
class NearFigures:
    """How near one reviewer came to the expert before marking."""

    reviewer: int
    ratings: int
    same: int
    difference: float


@dataclass(frozen=True, slots=True)
class QualityFigures:
    """Everything the page says."""

    ratings: int = 0
    candidates: int = 0
    agreement: Sequence[CompetencyAgreement] = ()
    raters: Sequence[RaterFigures] = ()
    severity_why: Why | None = None
    rasch_why: Why | None = None
    tasks: Sequence[TaskQuality] = ()
    work: Sequence[WorkFigures] = ()
    near: Sequence[NearFigures] = ()
    drift: Sequence[DriftFigures] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as values that JSON knows."""
        return asdict(self)


def figures_from(plain: Mapping[str, Any]) -> QualityFigures:
    """Return what `QualityFigures.plain` made."""
    return QualityFigures(
        plain["ratings"],
        plain["candidates"],
        [
            CompetencyAgreement(**_with_why(each, "alpha_between", "same_between"))
            for each in plain["agreement"]
        ],
        [RaterFigures(**each) for each in plain["raters"]],
        _why(plain["severity_why"]),
        _why(plain["rasch_why"]),
        [TaskQuality(**_with_why(each)) for each in plain["tasks"]],
        [WorkFigures(**each) for each in plain["work"]],
        [NearFigures(**each) for each in plain["near"]],
        [DriftFigures(**each) for each in plain.get("drift", ())],  # there were none at first
    )


def _with_why(plain: Mapping[str, Any], *pairs: str) -> dict[str, Any]:
    tuples = {name: plain[name] and tuple(plain[name]) for name in pairs}
    return {**plain, **tuples, "why": _why(plain["why"])}


def _why(plain: Mapping[str, Any] | None) -> Why | None:
    return None if plain is None else Why(**plain)


class Reading(StrEnum):
    """How a figure of agreement is read."""

    RELIED_ON = "relied_on"
    TENTATIVE = "tentative"
    APART = "apart"
    TOO_FEW = "too_few"


def reading_of(agreement: CompetencyAgreement) -> Reading:
    """Return how the agreement on a competency is read.

    >>> reading_of(CompetencyAgreement("COMW", 40, 12, alpha=0.7))
    <Reading.TENTATIVE: 'tentative'>
    """
    if agreement.alpha is None:
        return Reading.TOO_FEW
    if agreement.alpha >= RELIED_ON:
        return Reading.RELIED_ON
    return Reading.TENTATIVE if agreement.alpha >= TENTATIVE else Reading.APART


class Fit(StrEnum):
    """How the ratings of a reviewer fit the model of many facets."""

    FITS = "fits"
    TOO_EVEN = "too_even"
    ERRATIC = "erratic"
    TOO_FEW = "too_few"


def fit_of(rater: RaterFigures) -> Fit:
    """Return how somebody's ratings fit.

    >>> fit_of(RaterFigures(1, 30, infit=1.7))
    <Fit.ERRATIC: 'erratic'>
    """
    if rater.infit is None or rater.answers < FEWEST_ANSWERS:
        return Fit.TOO_FEW
    if rater.infit > ERRATIC:
        return Fit.ERRATIC
    return Fit.TOO_EVEN if rater.infit < TOO_EVEN else Fit.FITS


def minutes_between(locks: Sequence[datetime], others: Sequence[datetime] = ()) -> tuple[float | None, int]:
    """Return the median of minutes from one lock to the next, and how many follow another closely.

    What was locked besides (`others`) has taken time, too: nothing is said of it.

    >>> from datetime import datetime
    >>> minutes_between([datetime(2026, 1, 5, 9, 4 * minute) for minute in range(10)])
    (4.0, 9)
    """
    told, all_locks = set(locks), sorted([*locks, *others])
    apart = [after - before for before, after in pairwise(all_locks) if after in told]
    close = [each.total_seconds() / 60 for each in apart if each <= LONGEST_ANSWER]
    return (round(median(close), 1) if len(close) >= FEWEST_ANSWERS else None), len(close)
