"""Krippendorff's alpha for any number of raters, with missing ratings."""

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.agreement.counting import Level, Pairable, pairable
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import Floats, Scale

SOURCE = "Krippendorff (2011), Computing Krippendorff's alpha-reliability"

#: Scales with more values are resampled one by one.
MOST_VALUES = 40


def krippendorff_alpha(ratings: ArrayLike, level: Level = "ordinal", *, scale: Scale | None = None) -> Answer:
    """Return Krippendorff's alpha: 1 is perfect agreement, 0 what chance gives, below 0 worse than chance.

    ratings: raters × units, nan = missing. Units with fewer than two ratings do not count.
    level: nominal, ordinal (the default, right for anchored 1-5 scales), interval or ratio.
    scale: (low, high); a rating outside is an error.

    alpha = 1 − D_o / D_e, with D_o = (1/n) Σ o_ck δ²_ck the observed and
    D_e = (1/(n(n−1))) Σ n_c n_k δ²_ck the expected disagreement; o_ck are the coincidences of values c and k.
    `n` counts the units with two ratings or more. Not clipped: it may be negative.
    Undefined with fewer than two such units, or when all ratings are the same.

    Raises ValueError for another shape, a level that is none, something that is no number, a rating outside
    `scale`, or a negative rating on a ratio scale.

    Source: Krippendorff (2011).
    """
    given = pairable(ratings, level, scale)
    if (refusal := refusal_for(given)) is not None:
        return refusal
    return Estimate(
        _alpha_by_sums(given, level), None, given.units, f"Krippendorff's alpha, {level}, n = units", SOURCE
    )


def refusal_for(given: Pairable) -> Undefined | None:
    """Return why alpha is not defined for these ratings, if it is not."""
    if given.units < 2:
        return Undefined.because(reasons.NO_PAIRS)
    if len(given.values) < 2:
        return Undefined.because(reasons.NO_VARIATION)
    return None


def _alpha_by_sums(given: Pairable, level: Level) -> float:
    """Return alpha without any table of values × values, for fine scales and many units.

    Ordinal distances are differences of mid-ranks, so ordinal alpha is interval alpha of the mid-ranks;
    squared differences within a unit are sums of squares. Only ratio distances need the pairs themselves.
    """
    if level == "nominal":
        observed, expected = _unlike_pairs(given)
    elif level == "ratio":
        observed, expected = _ratio_pairs(given)
    else:
        points = given.values - given.values.mean() if level == "interval" else mid_ranks(given.per_value)
        observed, expected = _squared_differences(given, points[given.value])
    total = len(given.unit)
    return float(1 - (total - 1) * observed / expected)


def mid_ranks(per_value: Floats | np.ndarray) -> Floats:
    """Return, for every value, the mean rank of the ratings that have it (last axis = values)."""
    upto = np.cumsum(per_value, axis=-1, dtype=np.float64)
    return np.asarray(upto - per_value / 2)


def _squared_differences(given: Pairable, points: Floats) -> tuple[float, float]:
    sums = np.bincount(given.unit, points, minlength=given.units)
    squares = np.bincount(given.unit, points**2, minlength=given.units)
    many = given.per_unit
    observed = 2 * ((many * squares - sums**2) / (many - 1)).sum()
    expected = 2 * (len(points) * (points**2).sum() - points.sum() ** 2)
    return float(observed), float(expected)


def _unlike_pairs(given: Pairable) -> tuple[float, float]:
    cells, alike = np.unique(given.unit * len(given.values) + given.value, return_counts=True)
    many = given.per_unit
    alike_in_unit = np.bincount(cells // len(given.values), alike.astype(float) ** 2, minlength=given.units)
    observed = ((many.astype(float) ** 2 - alike_in_unit) / (many - 1)).sum()
    expected = float(len(given.unit)) ** 2 - (given.per_value.astype(float) ** 2).sum()
    return float(observed), float(expected)


def _ratio_pairs(given: Pairable) -> tuple[float, float]:
    many, start = given.per_unit, np.concatenate([[0], np.cumsum(given.per_unit)[:-1]])
    observed = 0.0
    for distance in range(1, int(many.max())):  # pairs of ratings `distance` apart in the same unit
        first = np.flatnonzero(np.arange(len(given.unit)) - start[given.unit] + distance < many[given.unit])
        a, b = given.values[given.value[first]], given.values[given.value[first + distance]]
        observed += 2 * (_relative(a, b) / (many[given.unit[first]] - 1)).sum()
    weights = given.per_value.astype(float)
    expected = sum(
        float(weights[i] * (weights * _relative(given.values, given.values[i])).sum())
        for i in range(len(given.values))
    )
    return observed, expected


def _relative(a: Floats, b: Floats | np.float64) -> Floats:
    together = a + b
    return np.asarray(np.divide(a - b, together, out=np.zeros_like(together), where=together != 0) ** 2)
