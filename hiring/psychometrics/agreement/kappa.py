"""Kappas: two raters with weighted disagreement, and many raters on unordered categories."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import SAME, Floats, numbers
from hiring.psychometrics.quantiles import normal

Weights = Literal["unweighted", "linear", "quadratic"]


def weighted_kappa(
    table: ArrayLike,
    weights: Weights | ArrayLike = "quadratic",
    *,
    scale_values: ArrayLike | None = None,
    n: int | None = None,
    confidence: float = 0.95,
) -> Answer:
    """Return Cohen's kappa of two raters, with disagreements weighted by how grave they are.

    table: categories × categories, how many units rater A put into the row's and rater B into the column's
    category; or the same as proportions that add up to 1, with `n` units if known.
    weights: "quadratic" (i−j)², "linear" |i−j|, "unweighted", or a matrix of disagreements ≥ 0 with a
    zero diagonal; it need not be symmetric. Distances are between `scale_values` (1, 2, 3, ... by default),
    so unused categories do not matter.

    κ_w = 1 − Σ w_ij p_ij / Σ w_ij p_i. p_.j. `se` is the large-sample standard error, `interval` ± z·se;
    both are None where the number of units is not known or the raters never differ.
    Undefined for an empty table, or where the expected disagreement is zero (one category for both).

    Raises ValueError for a table that is not square, holds a negative or something that is no number, and
    for weights of another shape.

    Source: Cohen (1968), Psychological Bulletin 70, 213-220; SE Fleiss, Cohen & Everitt (1969).
    """
    counts = numbers(table, "table", ("row", "column"), scale=(0, np.inf))
    if counts.shape[0] != counts.shape[1]:
        raise ValueError(f"table must be square, not {counts.shape[0]} × {counts.shape[1]}")
    disagreement, name = _disagreement(weights, scale_values, len(counts))
    if counts.sum() <= 0:
        return Undefined.because(reasons.EMPTY_TABLE)
    are_counts = bool(np.allclose(counts, np.round(counts), atol=SAME))
    units = n if n is not None else round(float(counts.sum())) if are_counts else None
    p = counts / counts.sum()
    chance = np.outer(p.sum(axis=1), p.sum(axis=0))
    expected = float((disagreement * chance).sum())
    if expected <= SAME * disagreement.max():
        return Undefined.because(reasons.ONE_CATEGORY)
    kappa = 1 - float((disagreement * p).sum()) / expected
    se = _large_sample_error(p, 1 - disagreement / disagreement.max(), kappa, units) if units else None
    half = None if se is None else normal(confidence) * se
    interval = None if half is None else (kappa - half, min(1.0, kappa + half))
    return Estimate(kappa, interval, units, f"{name} kappa, two raters, n = units", "Cohen (1968)", se)


def _disagreement(
    weights: Weights | ArrayLike, scale_values: ArrayLike | None, categories: int
) -> tuple[Floats, str]:
    if isinstance(weights, str):
        if weights not in ("unweighted", "linear", "quadratic"):
            raise ValueError(f"weights must be unweighted, linear, quadratic or a matrix, not {weights!r}")
        values = np.arange(1.0, categories + 1) if scale_values is None else np.array([])
        if scale_values is not None:
            values = numbers(scale_values, "scale_values", ("category",))
        if len(values) != categories:
            raise ValueError(
                f"scale_values must have one value per category: {categories}, not {len(values)}"
            )
        apart = np.abs(values[:, None] - values[None, :])
        powers = {"unweighted": (apart > 0).astype(float), "linear": apart, "quadratic": apart**2}
        return powers[weights], f"{weights}ly weighted" if weights == "linear" else weights
    matrix = numbers(weights, "weights", ("row", "column"), scale=(0, np.inf))
    if matrix.shape != (categories, categories):
        raise ValueError(
            f"weights must be {categories} × {categories}, not {' × '.join(map(str, matrix.shape))}"
        )
    if np.diag(matrix).any():
        raise ValueError("weights must be disagreements: zero on the diagonal, where both raters agree")
    return matrix, "weighted"


def _large_sample_error(p: Floats, agreement: Floats, kappa: float, units: int) -> float | None:
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    by_row = (agreement * columns[None, :]).sum(axis=1)
    by_column = (agreement * rows[:, None]).sum(axis=0)
    expected = float((agreement * np.outer(rows, columns)).sum())
    left = agreement - (by_row[:, None] + by_column[None, :]) * (1 - kappa)
    variance = float((p * left**2).sum()) - (kappa - expected * (1 - kappa)) ** 2
    variance /= units * (1 - expected) ** 2
    return sqrt(variance) if variance > SAME**2 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FleissKappa(Estimate):
    """Fleiss' kappa with what it is made of; `z` tests that agreement is no better than chance."""

    subject_agreement: tuple[float, ...]
    """Per subject, the share of pairs of raters that agree."""
    categories: tuple[Answer, ...]
    """Per category, kappa for this category against all others."""
    se_null: float
    z: float


def fleiss_kappa(counts: ArrayLike) -> FleissKappa | Undefined:
    """Return Fleiss' kappa of m raters on unordered categories, with the agreement on every subject.

    counts: subjects × categories, how many of the m raters chose the category; every row adds up to m.
    Not for ordered levels such as 1-5: it takes 1 against 5 for no worse than 1 against 2; use alpha there.

    P_i = (Σ n_ij² − m)/(m(m−1)); κ = (P̄ − P_e)/(1 − P_e), P_e = Σ p_j². Per category
    κ_j = 1 − Σ n_ij(m − n_ij)/(N m(m−1) p_j q_j). `se_null` holds under κ = 0 only, so there is no interval;
    take one from `bootstrap_interval`. `n` counts the subjects.
    Undefined with fewer than two subjects or raters, or when all ratings fall into one category.

    Raises ValueError for another shape, a count that is negative or not whole, or rows with different sums.

    Source: Fleiss (1971), Psychological Bulletin 76, 378-382; SE Fleiss, Nee & Landis (1979).
    """
    given = numbers(counts, "counts", ("subject", "category"), scale=(0, np.inf))
    table = np.round(given)
    if (np.abs(given - table) > SAME).any():
        raise ValueError("counts must be whole numbers of raters")
    if (refusal := _fleiss_refusal(table)) is not None:
        return refusal
    subjects, m = len(table), float(table[0].sum())
    share = table.sum(axis=0) / (subjects * m)
    per_subject = ((table**2).sum(axis=1) - m) / (m * (m - 1))
    expected = float((share**2).sum())
    kappa = (float(per_subject.mean()) - expected) / (1 - expected)
    spread = share * (1 - share)
    se = sqrt(2 / (subjects * m * (m - 1))) / spread.sum()
    se *= sqrt(spread.sum() ** 2 - (spread * (1 - 2 * share)).sum())
    return FleissKappa(
        kappa,
        None,
        subjects,
        f"Fleiss' kappa, {m:g} raters, n = subjects",
        "Fleiss (1971)",
        subject_agreement=tuple(per_subject.tolist()),
        categories=_per_category(table, m, spread),
        se_null=float(se),
        z=float(kappa / se),
    )


def _fleiss_refusal(table: Floats) -> Undefined | None:
    if table.size == 0:
        return Undefined.because(reasons.EMPTY_TABLE)
    sums = table.sum(axis=1)
    if (odd := np.flatnonzero(sums != sums[0])).size:
        at = int(odd[0])
        raise ValueError(f"counts: subject {at + 1} has {sums[at]:g} ratings, subject 1 has {sums[0]:g}")
    if len(table) < 2:
        return Undefined.because(reasons.ONE_UNIT)
    if sums[0] < 2:
        return Undefined.because(reasons.ONE_RATER)
    if (table.sum(axis=0) > 0).sum() < 2:
        return Undefined.because(reasons.ONE_CATEGORY)
    return None


def _per_category(table: Floats, m: float, spread: Floats) -> tuple[Answer, ...]:
    mixed = (table * (m - table)).sum(axis=0)
    return tuple(
        Estimate(
            float(1 - mixed[j] / (len(table) * m * (m - 1) * spread[j])),
            None,
            len(table),
            "Fleiss' kappa of one category against the others, n = subjects",
            "Fleiss (1971)",
        )
        if spread[j] > 0
        else Undefined.because(reasons.NO_VARIATION)
        for j in range(len(spread))
    )
