"""How the items of a test hang together: alpha, what each item adds, how hard it is."""

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import SAME, Floats, Scale, numbers, varies
from hiring.psychometrics.quantiles import f_quantile

SOURCE = "Cronbach (1951), Psychometrika 16, 297-334"


def cronbach_alpha(scores: ArrayLike, *, scale: Scale | None = None, confidence: float = 0.95) -> Answer:
    """Return Cronbach's alpha with Feldt's interval; for items scored 0/1 it is KR-20.

    scores: persons × items, nan = missing; persons who lack an item are left out (`n` counts the others).
    scale: (low, high); a score outside is an error.

    α = k/(k−1) (1 − Σ s²_i / s²_X). Interval: 1 − (1−α)F_{.975} to 1 − (1−α)F_{.025}, with n−1 and
    (n−1)(k−1) degrees of freedom; None where alpha is 1. Not clipped: it may be negative.
    Undefined with fewer than two items or complete persons, or when all have the same total.

    Raises ValueError for another shape, something that is no number, or a score outside `scale`.

    Source: Cronbach (1951); interval Feldt (1965), Psychometrika 30, 357-370.
    """
    table = _complete(scores, scale)
    refusal = _refusal(table)
    return _alpha(np.cov(table, rowvar=False), len(table), confidence) if refusal is None else refusal


def alpha_if_deleted(scores: ArrayLike, *, scale: Scale | None = None) -> tuple[Answer, ...]:
    """Return, for every item, Cronbach's alpha of the others. Input, errors and source as `cronbach_alpha`.

    An item that lifts alpha when it is left out measures something else, or is keyed the wrong way round.
    """
    table = _complete(scores, scale)
    items = table.shape[1]
    if (refusal := _refusal(table)) is not None:
        return tuple([refusal] * items)
    if items == 2:
        return tuple([Undefined.because(reasons.TWO_ITEMS)] * items)
    spread = np.cov(table, rowvar=False)
    others = [np.delete(np.arange(items), item) for item in range(items)]
    return tuple(_alpha(spread[np.ix_(kept, kept)], len(table), None) for kept in others)


def item_rest(scores: ArrayLike, *, scale: Scale | None = None) -> tuple[Answer, ...]:
    """Return, for every item, its correlation with the sum of the other items.

    The rest rather than the total, because the item would correlate with itself. Input and errors as
    `cronbach_alpha`. Undefined for an item that does not vary, or whose rest does not.

    Source: Henrysson (1963), Psychometrika 28, 211-218.
    """
    table = _complete(scores, scale)
    if (refusal := _refusal(table, total_must_vary=False)) is not None:
        return tuple([refusal] * table.shape[1])
    return tuple(_item_rest(np.cov(table, rowvar=False), item, len(table)) for item in range(table.shape[1]))


def difficulty(scores: ArrayLike, highest: float = 1.0) -> tuple[Answer, ...]:
    """Return, for every item, the mean score as a share of the `highest` possible: near 1 is easy.

    scores: persons × items from 0 to `highest`, nan = missing (left out item by item; `n` counts the rest).
    `se` is the standard error of the mean. Undefined for an item without a score.

    Raises ValueError for another shape, something that is no number, or a score below 0 or above `highest`.

    Source: Crocker & Algina (1986), Introduction to Classical and Modern Test Theory, ch. 14.
    """
    if not highest > 0:
        raise ValueError(f"highest must be above zero, not {highest!r}")
    table = numbers(scores, "scores", ("person", "item"), missing=True, scale=(0, highest))
    return tuple(_difficulty(column[~np.isnan(column)] / highest) for column in table.T)


def _difficulty(shares: Floats) -> Answer:
    n = len(shares)
    if n == 0:
        return Undefined.because(reasons.NO_ANSWER)
    se = float(shares.std(ddof=1) / np.sqrt(n)) if n > 1 else None
    return Estimate(
        float(shares.mean()),
        None,
        n,
        "mean share of the highest score, n = persons",
        "Crocker & Algina (1986)",
        se,
    )


def _complete(scores: ArrayLike, scale: Scale | None) -> Floats:
    table = numbers(scores, "scores", ("person", "item"), missing=True, scale=scale)
    kept: Floats = table[~np.isnan(table).any(axis=1)]
    return kept - (kept.mean(axis=0) if len(kept) else 0.0)


def _refusal(table: Floats, *, total_must_vary: bool = True) -> Undefined | None:
    persons, items = table.shape
    if items < 2:
        return Undefined.because(reasons.ONE_ITEM)
    if persons < 2:
        return Undefined.because(reasons.TOO_FEW_ANSWERS)
    if not any(varies(column) for column in table.T):
        return Undefined.because(reasons.NO_VARIATION)
    if total_must_vary and not varies(table.sum(axis=1)):
        return Undefined.because(reasons.TOTAL_WITHOUT_VARIATION)
    return None


def _alpha(spread: Floats, n: int, confidence: float | None) -> Answer:
    """Return alpha from the covariances of the items, with an interval if a confidence is given."""
    k = len(spread)
    total, own = float(spread.sum()), float(np.trace(spread))
    if total <= SAME**2 * max(own, 1.0):
        return Undefined.because(reasons.NO_VARIATION if own <= SAME**2 else reasons.TOTAL_WITHOUT_VARIATION)
    value = k / (k - 1) * (1 - own / total)
    interval = None
    if confidence is not None and 1 - value > SAME:
        df1, df2 = n - 1, (n - 1) * (k - 1)
        low, high = (f_quantile((1 + side * confidence) / 2, df1, df2) for side in (1, -1))
        interval = (1 - (1 - value) * low, 1 - (1 - value) * high)
    return Estimate(value, interval, n, f"Cronbach's alpha of {k} items, n = persons", SOURCE)


def _item_rest(spread: Floats, item: int, n: int) -> Answer:
    own = float(spread[item, item])
    with_all = float(spread[item].sum())
    rest = float(spread.sum()) - 2 * with_all + own
    if own <= SAME**2 or rest <= SAME**2 * max(1.0, float(np.trace(spread))):
        return Undefined.because(reasons.ITEM_WITHOUT_VARIATION)
    value = (with_all - own) / np.sqrt(own * rest)
    return Estimate(
        float(np.clip(value, -1, 1)), None, n, "item-rest correlation, n = persons", "Henrysson (1963)"
    )
