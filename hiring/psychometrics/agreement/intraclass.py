"""Intraclass correlations: the six forms of Shrout and Fleiss."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Estimate, Interval, Undefined
from hiring.psychometrics.inputs import SAME, Floats, Scale, numbers, varies
from hiring.psychometrics.quantiles import f_quantile, f_tail

SOURCE = "Shrout & Fleiss (1979), Psychological Bulletin 86, 420-428"

FORMS = {
    "1,1": "one-way random, one rater",
    "2,1": "two-way random, absolute agreement, one rater",
    "3,1": "two-way mixed, consistency, one rater",
    "1,k": "one-way random, mean of the raters",
    "2,k": "two-way random, absolute agreement, mean of the raters",
    "3,k": "two-way mixed, consistency, mean of the raters",
}

#: A sum of squares smaller than this share of the total is the noise of floating point.
_NOISE = 1e-13
#: Near −1/(k−1), the least there can be, the mean of k raters has no correlation to speak of.
_LEAST_ROOM = 1e-6


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The two-way analysis of variance of n targets by k raters, one rating per cell."""

    n: int
    k: int
    rows: float
    """Between targets, n − 1 degrees of freedom."""
    columns: float
    """Between raters, k − 1."""
    residual: float
    """(n − 1)(k − 1)."""
    within: float
    """Within targets, n(k − 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intraclass(Estimate):
    """An intraclass correlation with its F test of zero; `f` and `p` are None where raters never differ."""

    f: float | None
    df1: int
    df2: int
    p: float | None


def icc(
    ratings: ArrayLike, *, scale: Scale | None = None, confidence: float = 0.95
) -> Mapping[str, Intraclass | Undefined]:
    """Return the six intraclass correlations, keyed "1,1" "2,1" "3,1" "1,k" "2,k" "3,k".

    ratings: targets × raters, nan = missing; targets that lack a rating are left out (`n` counts the others).
    For (1,·) it does not matter which rater gave which rating: the columns may be any k raters of the target.
    scale: (low, high); a rating outside is an error.

    With MSR, MSC, MSE, MSW as in `MeanSquares`:
    (1,1) = (MSR−MSW)/(MSR+(k−1)MSW); (2,1) = (MSR−MSE)/(MSR+(k−1)MSE+k(MSC−MSE)/n);
    (3,1) = (MSR−MSE)/(MSR+(k−1)MSE); (1,k) = (MSR−MSW)/MSR; (2,k) = (MSR−MSE)/(MSR+(MSC−MSE)/n);
    (3,k) = (MSR−MSE)/MSR. Intervals by F, for (2,·) with Satterthwaite's degrees of freedom, (2,k) by
    Spearman-Brown. Not clipped: estimates may be negative. Where raters never differ, or targets do
    not, there is no interval.
    Undefined with fewer than two raters or complete targets, without variation, or where the estimated
    variances have no positive sum.

    Raises ValueError for another shape, something that is no number, or a rating outside `scale`.

    Source: Shrout & Fleiss (1979).
    """
    table = numbers(ratings, "ratings", ("target", "rater"), missing=True, scale=scale)
    complete = table[~np.isnan(table).any(axis=1)]
    if (refusal := _refusal(table, complete)) is not None:
        return dict.fromkeys(FORMS, refusal)
    found = _analysis(complete)
    return {form: _form(form, found, confidence) for form in FORMS}


def mean_squares(ratings: ArrayLike) -> MeanSquares | Undefined:
    """Return the mean squares that the intraclass correlations are made of; input as in `icc`."""
    table = numbers(ratings, "ratings", ("target", "rater"), missing=True)
    complete = table[~np.isnan(table).any(axis=1)]
    refusal = _refusal(table, complete)
    return _analysis(complete) if refusal is None else refusal


def _refusal(table: Floats, complete: Floats) -> Undefined | None:
    if table.shape[1] < 2:
        return Undefined.because(reasons.ONE_RATER)
    if table.shape[0] < 2:
        return Undefined.because(reasons.ONE_UNIT)
    if len(complete) < 2:
        return Undefined.because(reasons.TOO_FEW_COMPLETE)
    if not varies(complete):
        return Undefined.because(reasons.NO_VARIATION)
    return None


def _analysis(table: Floats) -> MeanSquares:
    n, k = table.shape
    centred = table - table.mean()
    targets, raters = centred.mean(axis=1), centred.mean(axis=0)
    total = float((centred**2).sum())
    left = centred - targets[:, None]
    sums = [
        k * float((targets**2).sum()),
        n * float((raters**2).sum()),
        float(((left - raters) ** 2).sum()),
        float((left**2).sum()),
    ]
    rows, columns, residual, within = (0.0 if part < _NOISE * total else part for part in sums)
    return MeanSquares(
        n, k, rows / (n - 1), columns / (k - 1), residual / ((n - 1) * (k - 1)), within / (n * (k - 1))
    )


def _form(form: str, ms: MeanSquares, confidence: float) -> Intraclass | Undefined:
    n, k = ms.n, ms.k
    error = ms.within if form.startswith("1") else ms.residual
    spread = k * (ms.columns - ms.residual) / n if form.startswith("2") else 0.0
    whole = ms.rows + (k - 1) * error + spread if form.endswith("1") else ms.rows + spread / k
    if whole <= _NOISE * (ms.rows + ms.columns + error):
        return Undefined.because(reasons.NO_DIFFERENCES if ms.rows == 0 else reasons.NO_POSITIVE_TOTAL)
    df1, df2 = n - 1, n * (k - 1) if form.startswith("1") else (n - 1) * (k - 1)
    f = ms.rows / error if error else None
    return Intraclass(
        (ms.rows - error) / whole,
        _interval(form, ms, confidence),
        n,
        f"ICC({form}), {FORMS[form]}, k = {k}, n = targets, {confidence:.0%} interval",
        SOURCE,
        f=f,
        df1=df1,
        df2=df2,
        p=None if f is None else f_tail(f, df1, df2),
    )


def _interval(form: str, ms: MeanSquares, confidence: float) -> Interval | None:
    upper_share = (1 + confidence) / 2
    if form.startswith("2"):
        single = _absolute_interval(ms, upper_share)
        if form.endswith("1") or single is None:
            return single
        if min(1 + (ms.k - 1) * limit for limit in single) < _LEAST_ROOM:
            return None
        low, high = (ms.k * limit / (1 + (ms.k - 1) * limit) for limit in single)
        return low, high
    error = ms.within if form.startswith("1") else ms.residual
    if error == 0 or ms.rows == 0:
        return None
    df1 = ms.n - 1
    df2 = ms.n * (ms.k - 1) if form.startswith("1") else df1 * (ms.k - 1)
    f_low = ms.rows / error / f_quantile(upper_share, df1, df2)
    f_high = ms.rows / error * f_quantile(upper_share, df2, df1)
    if form.endswith("k"):
        return 1 - 1 / f_low, 1 - 1 / f_high
    return (f_low - 1) / (f_low + ms.k - 1), (f_high - 1) / (f_high + ms.k - 1)


def _absolute_interval(ms: MeanSquares, upper_share: float) -> Interval | None:
    """Return the interval of ICC(2,1) by Satterthwaite's degrees of freedom (Shrout & Fleiss, p. 424)."""
    n, k = ms.n, ms.k
    whole = ms.rows + (k - 1) * ms.residual + k * (ms.columns - ms.residual) / n
    rho = (ms.rows - ms.residual) / whole if whole > 0 else 1.0
    if rho >= 1 or ms.rows == 0 or (ms.residual == 0 and ms.columns == 0):
        return None
    a = k * rho / (n * (1 - rho))
    b = 1 + k * rho * (n - 1) / (n * (1 - rho))
    parts = (a * ms.columns) ** 2 / (k - 1) + (b * ms.residual) ** 2 / ((n - 1) * (k - 1))
    v = (a * ms.columns + b * ms.residual) ** 2 / parts if parts > 0 else 0.0
    if v <= SAME:
        return None
    f1, f2 = f_quantile(upper_share, n - 1, v), f_quantile(upper_share, v, n - 1)
    if not (f1 > 0 and f2 > 0):
        return None
    mixed = k * ms.columns + (k * n - k - n) * ms.residual
    # Both fractions divided by their F, which grows beyond all bounds where v is small.
    below, above = mixed + n * ms.rows / f1, mixed / f2 + n * ms.rows
    if not (below > 0 and above > 0):
        return None
    return n * (ms.rows / f1 - ms.residual) / below, n * (ms.rows - ms.residual / f2) / above
