"""Intervals by resampling units: for any statistic, and at once for alpha."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.agreement.alpha import MOST_VALUES, krippendorff_alpha, mid_ranks
from hiring.psychometrics.agreement.counting import Level, Pairable, pairable
from hiring.psychometrics.estimates import Estimate, Undefined
from hiring.psychometrics.inputs import Floats, numbers
from hiring.psychometrics.quantiles import normal

SOURCE = "Efron & Tibshirani (1993), An Introduction to the Bootstrap; for alpha Hayes & Krippendorff (2007)"

_CELLS_AT_ONCE = 20_000_000

Statistic = Callable[[Floats], Estimate | Undefined | float]


@runtime_checkable
class Resampled(Protocol):
    """A statistic that knows its value in many resamples at once."""

    def __call__(self, ratings: ArrayLike) -> Estimate | Undefined: ...

    def resampled(self, ratings: ArrayLike, chance: np.random.Generator, resamples: int) -> Floats | None:
        """Return one value per resample of the units, nan where undefined; None if not possible at once."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha as a statistic to resample: all resamples in a few matrix products."""

    level: Level = "ordinal"
    clusters: Sequence[int] | None = None
    """By unit what is resampled as a whole, such as the candidate who gave the answer; None: units alone."""

    def __call__(self, ratings: ArrayLike) -> Estimate | Undefined:
        return krippendorff_alpha(ratings, self.level)

    def resampled(self, ratings: ArrayLike, chance: np.random.Generator, resamples: int) -> Floats | None:
        given = pairable(ratings, self.level, None)
        if len(given.values) > MOST_VALUES:
            return None
        if self.clusters is None:
            patterns, often = _patterns(given)
            coincidences, drawn_from = _coincidences(patterns), given.units
        else:
            coincidences = self._by_cluster(ratings, given)
            often, drawn_from = np.ones(len(coincidences)), len(coincidences)
        at_once = max(1, _CELLS_AT_ONCE // max(coincidences.shape))
        found = []
        for start in range(0, resamples, at_once):
            drawn = chance.multinomial(drawn_from, often / drawn_from, min(at_once, resamples - start))
            found.append(_alphas(drawn @ coincidences, given.values, self.level))
        return np.concatenate(found)

    def _by_cluster(self, ratings: ArrayLike, given: Pairable) -> Floats:
        """Return, one cluster a row, the coincidences of all its units."""
        table = numbers(ratings, "ratings", ("rater", "unit"), missing=True)
        paired = (~np.isnan(table)).sum(axis=0) >= 2
        cluster = np.unique(np.asarray(self.clusters)[paired], return_inverse=True)[1]
        of_unit = _coincidences(given.value_counts)
        found = np.zeros((int(cluster.max(initial=-1)) + 1, of_unit.shape[1]))
        np.add.at(found, cluster, of_unit)
        return found


def _patterns(given: Pairable) -> tuple[Floats, Floats]:
    """Return the distinct rows of value counts and how many units have each.

    Units with the same counts are interchangeable, so a resample of thousands of units is a draw of how
    often each of a few patterns comes up.
    """
    counts = given.value_counts
    radix = counts.max() + 1
    if len(given.values) * np.log2(radix) < 62:  # the row of counts, read as one whole number
        key = counts.astype(np.int64) @ np.int64(radix) ** np.arange(len(given.values))
        _, first, often = np.unique(key, return_index=True, return_counts=True)
        return counts[first], often.astype(float)
    patterns, often = np.unique(counts, axis=0, return_counts=True)
    return patterns, often.astype(float)


def _coincidences(patterns: Floats) -> Floats:
    """Return, one pattern a row, its coincidence matrix laid out flat."""
    width = patterns.shape[1]
    pairs = np.einsum("uc,uk->uck", patterns, patterns)
    pairs[:, np.arange(width), np.arange(width)] -= patterns
    pairs /= (patterns.sum(axis=1) - 1)[:, None, None]
    return np.asarray(pairs.reshape(len(patterns), width * width))


def _alphas(coincidences: Floats, values: Floats, level: Level) -> Floats:
    """Return alpha of every row of flat coincidence matrices, nan where nothing varies."""
    width = len(values)
    o = coincidences.reshape(-1, width, width)
    n = o.sum(axis=2)
    total = n.sum(axis=1)
    distance = _distances(n, values, level)
    observed = np.einsum("bck,bck->b", o, distance)
    expected = np.einsum("bc,bk,bck->b", n, n, distance, optimize=True)
    varied = expected > 1e-12 * np.maximum(total, 1) ** 2 * distance.max(initial=0, axis=(1, 2))
    ratio = np.divide(observed * (total - 1), expected, out=np.full(len(o), nan), where=varied)
    return np.asarray(1 - ratio)


def _distances(n: Floats, values: Floats, level: Level) -> Floats:
    apart = values[:, None] - values[None, :]
    if level == "ordinal":
        ranks = mid_ranks(n)
        return np.asarray((ranks[:, :, None] - ranks[:, None, :]) ** 2)
    if level == "nominal":
        fixed = (apart != 0).astype(float)
    elif level == "interval":
        fixed = apart**2
    else:
        together = values[:, None] + values[None, :]
        fixed = np.divide(apart, together, out=np.zeros_like(apart), where=together != 0) ** 2
    return np.broadcast_to(fixed, (len(n), *fixed.shape))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrapped(Estimate):
    """A figure with its percentile interval and the figures of the resamples it was taken from."""

    replicates: Floats

    def share_below(self, threshold: float) -> float:
        """Return the share of resamples below `threshold`, e.g. how likely alpha misses .667."""
        return float((self.replicates < threshold).mean())


def bootstrap_interval(
    statistic: Statistic | Resampled,
    ratings: ArrayLike,
    seed: int,
    *,
    resamples: int = 1000,
    confidence: float = 0.95,
    axis: int = 1,
) -> Bootstrapped | Undefined:
    """Return `statistic` of the `ratings` with a percentile interval from resampling units with replacement.

    statistic: takes ratings, returns an Estimate, an Undefined or a number; e.g.
    `lambda ratings: krippendorff_alpha(ratings, "nominal")`. `Alpha("ordinal")` does all resamples at once.
    ratings: two dimensions, nan = missing; units along `axis`: 1 for raters × units, 0 for targets × raters
    (as `icc`).
    seed: the same seed gives the same interval. resamples: how many, at least 100.

    Resamples in which the statistic is undefined are left out; when they are half or more, so is the
    interval. `n` counts the units; `replicates` are the resampled figures, `share_below` their share
    below a threshold.
    Undefined where the statistic is, or with fewer than two units.

    Raises ValueError for another shape, something that is no number, or too few resamples.

    Source: Efron & Tibshirani (1993), ch. 13; for alpha Hayes & Krippendorff (2007).
    """
    table = numbers(ratings, "ratings", ("row", "column"), missing=True)
    normal(confidence)
    if resamples < 100:
        raise ValueError(f"resamples must be at least 100, not {resamples!r}")
    if axis not in (0, 1):
        raise ValueError(f"axis must be 0 or 1, not {axis!r}")
    point = statistic(table)
    if isinstance(point, Undefined):
        return point
    if table.shape[axis] < 2:
        return Undefined.because(reasons.ONE_UNIT)
    found = _resamples(statistic, table, np.random.default_rng(seed), resamples, axis)
    kept = np.sort(found[np.isfinite(found)])
    if len(kept) <= resamples / 2:
        return Undefined.because(reasons.UNSTABLE)
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2])
    name = point.method if isinstance(point, Estimate) else "statistic"
    return Bootstrapped(
        float(point),
        (float(low), float(high)),
        point.n if isinstance(point, Estimate) else table.shape[axis],
        f"{name}; {confidence:.0%} percentile bootstrap, {len(kept)} of {resamples} resamples, seed {seed}",
        SOURCE,
        float(kept.std(ddof=1)),
        replicates=kept,
    )


def _resamples(
    statistic: Statistic | Resampled, table: Floats, chance: np.random.Generator, resamples: int, axis: int
) -> Floats:
    if isinstance(statistic, Resampled) and axis == 1:
        at_once = statistic.resampled(table, chance, resamples)
        if at_once is not None:
            return at_once
    units = table.shape[axis]
    found = np.full(resamples, nan)
    for number in range(resamples):
        answer = statistic(np.take(table, chance.integers(0, units, units), axis=axis))
        if not isinstance(answer, Undefined):
            found[number] = float(answer)
    return found
