"""Cut scores, and what measurement error does to them: Angoff, hurdles, bands, true scores, more raters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiring.psychometrics import reasons
from hiring.psychometrics.agreement.intraclass import icc
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import SAME, Floats, numbers
from hiring.psychometrics.quantiles import normal

CLASSICAL = "Lord & Novick (1968), Statistical Theories of Mental Test Scores"
BANDS = "Cascio, Outtz, Zedeck & Goldstein (1991); Gasperson, Bowler, Wuensch & Bowler (2013)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Angoff(Estimate):
    """A panel's cut score, in points of the test; `se` says how far another panel's might lie."""

    cut: float
    judge_cuts: tuple[float, ...]
    consistency: Answer
    """ICC(2,k) of items × judges: whether the panel agrees which items are hard."""


def angoff(judgements: ArrayLike, *, highest: float = 1.0, confidence: float = 0.95) -> Angoff | Undefined:
    """Return the cut score of a modified Angoff panel.

    judgements: judges × items, the points a barely acceptable person would get on the item: for an item
    scored 0/1 the share of such persons who get it right. 0 to `highest`; none may be missing.

    A judge's cut is the sum over items, the panel's the mean over judges; se = sd/√judges; interval ± z·se.
    `n` counts the judges. Undefined with fewer than two judges, or no item.

    Raises ValueError for another shape, or a judgement that is missing, no number or outside the scale.

    Source: Angoff (1971); Cizek & Bunch (2007), Standard Setting, ch. 6.
    """
    table = numbers(judgements, "judgements", ("judge", "item"), scale=(0, highest))
    judges, items = table.shape
    if judges < 2:
        return Undefined.because(reasons.ONE_JUDGE)
    if items < 1:
        return Undefined.because(reasons.ONE_ITEM)
    cuts = table.sum(axis=1)
    cut, se = float(cuts.mean()), float(cuts.std(ddof=1) / sqrt(judges))
    half = normal(confidence) * se
    return Angoff(
        cut,
        (cut - half, cut + half),
        judges,
        "modified Angoff cut score, n = judges",
        "Angoff (1971)",
        se,
        cut=cut,
        judge_cuts=tuple(cuts.tolist()),
        consistency=icc(table.T)["2,k"],
    )


@dataclass(frozen=True, slots=True)
class RuleComparison:
    """Who passes when points in one part may make up for another, and who when every part has its own cut.

    True passes, False fails, None cannot be said because a score is missing that could decide it.
    """

    compensatory: tuple[bool | None, ...]
    hurdle: tuple[bool | None, ...]

    @property
    def changed(self) -> tuple[int, ...]:
        """The places (from 0) of those whom the two rules treat differently."""
        pairs = zip(self.compensatory, self.hurdle, strict=True)
        return tuple(place for place, (one, other) in enumerate(pairs) if one != other)


def compensatory(
    scores: ArrayLike, cut: float, weights: Sequence[float] | None = None
) -> tuple[bool | None, ...]:
    """Return for every person whether the weighted sum of the parts reaches `cut`; None if a part is missing.

    scores: persons × parts, nan = missing. weights: one per part, 1 each if not given. Reaching the cut
    exactly passes. Raises ValueError for another shape or something that is no number.

    Source: Cascio & Aguinis (2019), Applied Psychology in Talent Management, on compensatory models.
    """
    table = numbers(scores, "scores", ("person", "part"), missing=True)
    by_part = np.ones(table.shape[1]) if weights is None else _per_part(weights, "weights", table)
    return _passes(table @ by_part - cut)


def hurdle(scores: ArrayLike, cuts: Sequence[float]) -> tuple[bool | None, ...]:
    """Return for every person whether every part reaches its own cut; None if only a missing part could tell.

    scores: persons × parts, nan = missing. Who misses one cut fails whatever is missing. Reaching a cut
    exactly passes. Raises ValueError for another shape or something that is no number.

    Source: Cascio & Aguinis (2019), Applied Psychology in Talent Management, on multiple hurdles.
    """
    table = numbers(scores, "scores", ("person", "part"), missing=True)
    return _passes((table - _per_part(cuts, "cuts", table)).min(axis=1, initial=np.inf), _failed(table, cuts))


def compensatory_against_hurdle(
    scores: ArrayLike, cuts: Sequence[float], cut: float | None = None, weights: Sequence[float] | None = None
) -> RuleComparison:
    """Return both lists side by side, so that it shows who changes.

    scores: persons × parts, nan = missing. cuts: one per part. cut: of the weighted sum; if not given, the
    weighted sum of `cuts`. Raises ValueError as `compensatory` and `hurdle`; source as there.
    """
    table = numbers(scores, "scores", ("person", "part"), missing=True)
    by_part = np.ones(table.shape[1]) if weights is None else _per_part(weights, "weights", table)
    together = float(_per_part(cuts, "cuts", table) @ by_part) if cut is None else cut
    return RuleComparison(compensatory(table, together, weights), hurdle(table, cuts))


def _per_part(values: Sequence[float], name: str, table: Floats) -> Floats:
    given = numbers(values, name, ("part",))
    if len(given) != table.shape[1]:
        raise ValueError(f"{name} must have one number per part: {table.shape[1]}, not {len(given)}")
    return given


def _failed(table: Floats, cuts: Sequence[float]) -> NDArray[np.bool_]:
    return np.asarray((table < np.asarray(cuts) - SAME).any(axis=1))


def _passes(above: Floats, failed: NDArray[np.bool_] | None = None) -> tuple[bool | None, ...]:
    fails = np.zeros(len(above), dtype=bool) if failed is None else failed
    return tuple(
        False if lost else None if np.isnan(margin) else bool(margin >= -SAME)
        for margin, lost in zip(above, fails, strict=True)
    )


def sem(sd: float, reliability: float) -> Answer:
    """Return the standard error of measurement SD√(1−r): how far observed scores lie around a true one.

    sd: of the observed scores, ≥ 0. reliability: at most 1; Undefined below 0.
    Raises ValueError for other numbers. Source: Lord & Novick (1968).
    """
    return _of_reliability(sd, reliability, lambda r: sd * sqrt(1 - r), "standard error of measurement")


def see(sd: float, reliability: float) -> Answer:
    """Return the standard error of estimate SD√(r(1−r)): how far true scores lie around an observed one.

    Input and errors as `sem`. Source: Lord & Novick (1968).
    """
    return _of_reliability(sd, reliability, lambda r: sd * sqrt(r * (1 - r)), "standard error of estimate")


def sed(sem_a: float, sem_b: float | None = None) -> Answer:
    """Return the standard error of a difference, √(SEM_a² + SEM_b²); with one value, SEM√2.

    Raises ValueError for a negative error. Source: Lord & Novick (1968).
    """
    a = _not_negative(sem_a, "sem_a")
    b = a if sem_b is None else _not_negative(sem_b, "sem_b")
    return Estimate(sqrt(a * a + b * b), None, None, "standard error of a difference", CLASSICAL)


def sed_band(sd: float, reliability: float, *, confidence: float = 0.95) -> Answer:
    """Return the width of a band of scores that cannot be told from the top one: z·SEM√2.

    It describes observed scores around a true one; `see_band` is the one for true scores around observed
    ones. With moderate reliability either takes in most of a pool (Murphy 1994): show that.
    Input and errors as `sem`. Source: Cascio et al. (1991).
    """
    z = normal(confidence)
    return _of_reliability(
        sd, reliability, lambda r: z * sd * sqrt(2 * (1 - r)), f"{confidence:.0%} band, SED", BANDS
    )


def see_band(sd: float, reliability: float, *, confidence: float = 0.95) -> Answer:
    """Return the width of a band by the standard error of estimate: z·SEE√2. The default band.

    Input and errors as `sem`. Source: Gasperson, Bowler, Wuensch & Bowler (2013).
    """
    z = normal(confidence)
    return _of_reliability(
        sd, reliability, lambda r: z * sd * sqrt(2 * r * (1 - r)), f"{confidence:.0%} band, SEE", BANDS
    )


def within_band(scores: ArrayLike, width: float) -> tuple[bool, ...]:
    """Return for every score whether it lies within `width` points of the highest: a fixed band.

    Raises ValueError for something that is no number, or a negative width. Source: Cascio et al. (1991).
    """
    given = numbers(scores, "scores", ("person",))
    edge = _not_negative(width, "width")
    return tuple((given >= given.max(initial=-np.inf) - edge - SAME).tolist())


def kelley(score: float, reliability: float, mean: float) -> Answer:
    """Return Kelley's estimate of the true score, rX + (1−r)M: drawn to the mean if not reliable.

    Undefined for a reliability below 0. Raises ValueError for one above 1, or something that is no number.
    Source: Kelley (1947), Fundamentals of Statistics.
    """
    at, centre = _finite(score, "score"), _finite(mean, "mean")
    return _of_reliability(
        0, reliability, lambda r: r * at + (1 - r) * centre, "estimated true score", "Kelley (1947)"
    )


def spearman_brown(reliability: float, factor: float) -> Answer:
    """Return the reliability of a measure made `factor` times as long: kr/(1 + (k−1)r).

    Undefined for a reliability below 0. Raises ValueError for one above 1, or a factor not above 0.
    Source: Spearman (1910); Brown (1910).
    """
    if not _finite(factor, "factor") > 0:
        raise ValueError(f"factor must be above zero, not {factor!r}")
    return _of_reliability(
        0,
        reliability,
        lambda r: factor * r / (1 + (factor - 1) * r),
        f"reliability of {factor:g} times the length",
        "Spearman (1910); Brown (1910)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatersNeeded(Estimate):
    """How many times the raters are needed, and that as whole raters."""

    raters: int


def raters_needed(reliability: float, target: float) -> RatersNeeded | Undefined:
    """Return how many raters' mean reaches `target`, if one rater has `reliability`: T(1−r)/(r(1−T)).

    `value` is the exact figure, `raters` the next whole number, at least 1.
    Undefined for a reliability that is not above 0, or a target of 1.
    Raises ValueError for a reliability above 1 or a target outside 0 to 1.
    Source: Spearman (1910); Brown (1910).
    """
    r, aim = _finite(reliability, "reliability"), _finite(target, "target")
    if r > 1 or not 0 <= aim <= 1:
        raise ValueError(
            f"reliability must be at most 1 and target from 0 to 1, not {reliability!r} and {target!r}"
        )
    if r <= 0:
        return Undefined.because(reasons.NO_TRUE_VARIATION)
    if aim == 1 and r < 1:
        return Undefined.because(reasons.PERFECT_TARGET)
    needed = aim * (1 - r) / (r * (1 - aim)) if aim < 1 else 1.0
    return RatersNeeded(
        needed,
        None,
        None,
        f"raters for {aim:g}",
        "Spearman (1910); Brown (1910)",
        raters=max(1, ceil(needed - SAME)),
    )


def _of_reliability(
    sd: float, reliability: float, formula: Callable[[float], float], method: str, source: str = CLASSICAL
) -> Answer:
    _not_negative(sd, "sd")
    r = _finite(reliability, "reliability")
    if r > 1:
        raise ValueError(f"reliability must be at most 1, not {reliability!r}")
    if r < 0:
        return Undefined.because(reasons.NEGATIVE_RELIABILITY)
    return Estimate(formula(r), None, None, method, source)


def _finite(value: float, name: str) -> float:
    return float(numbers(value, name, ()))


def _not_negative(value: float, name: str) -> float:
    if _finite(value, name) < 0:
        raise ValueError(f"{name} must not be negative, and is {value!r}")
    return float(value)
