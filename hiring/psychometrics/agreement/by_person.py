"""Intervals of correlations and kappa by resampling people, each with all answers: those hang together.

What a correlation or kappa is computed from are sums over answers. So a resample is a sum of the sums of
the people drawn, and all resamples are one matrix product.

Sources: Field & Welsh (2007), J. R. Statist. Soc. B 69, 369-390 (clusters); Efron & Tibshirani (1993).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics.agreement.intraclass import Intraclass, icc
from hiring.psychometrics.agreement.kappa import weighted_kappa
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import SAME, Codes, Floats, codes, numbers

RESAMPLES = 1_000
_CELLS_AT_ONCE = 20_000_000
_Figure = TypeVar("_Figure", bound=Estimate)


def icc_by_person(
    ratings: ArrayLike, people: ArrayLike, form: str, seed: int, *, resamples: int = RESAMPLES
) -> Intraclass | Undefined:
    """Return the intraclass correlation `form` ("1,1" "1,k" "2,1" "2,k") with an interval by person.

    ratings: answers × raters, complete. people: by answer whose it is. Otherwise as `icc`. The interval is
    None where raters never differ, and where most resamples have no such correlation.
    """
    found = icc(ratings)[form]
    if isinstance(found, Undefined) or found.f is None:
        return found
    table = numbers(ratings, "ratings", ("answer", "rater"))
    centred = table - table.mean()
    rows = centred.sum(axis=1)
    columns = np.column_stack([np.ones(len(table)), rows**2, (centred**2).sum(axis=1), centred])
    k = table.shape[1]
    return _with_interval(
        found, columns, people, lambda sums: _correlations(sums, k, form), (seed, resamples)
    )


def kappa_by_person(
    ratings: ArrayLike, people: ArrayLike, seed: int, *, resamples: int = RESAMPLES
) -> Answer:
    """Return quadratically weighted kappa of two raters with an interval by person.

    ratings: answers × 2, complete. people: by answer whose it is. Otherwise as `weighted_kappa`.
    """
    table = numbers(ratings, "ratings", ("answer", "rater"))
    levels, place = np.unique(table, return_inverse=True)
    pairs = place.reshape(table.shape)
    many = len(levels)
    cells = np.zeros((len(table), many**2))
    cells[np.arange(len(table)), pairs[:, 0] * many + pairs[:, 1]] = 1
    found = weighted_kappa(cells.sum(axis=0).reshape(many, many), "quadratic", scale_values=levels)
    if isinstance(found, Undefined) or found.se is None:
        return found
    return _with_interval(found, cells, people, lambda sums: _kappas(sums, levels), (seed, resamples))


def _with_interval(
    found: _Figure,
    by_answer: Floats,
    people: ArrayLike,
    figures: Callable[[Floats], Floats],
    drawn: tuple[int, int],
) -> _Figure:
    """Return `found` with the interval that the resampled sums of people give."""
    seed, resamples = drawn
    person = codes(np.asarray(people), "people", len(by_answer))[1]
    values = figures(_resampled(by_answer, person, np.random.default_rng(seed), resamples))
    kept = values[np.isfinite(values)]
    interval = None
    if len(kept) > resamples / 2:
        low, high = np.quantile(kept, [0.025, 0.975]).tolist()
        interval = (low, high)
    people_drawn = int(person.max()) + 1
    how = f"{found.method.split(', 95%')[0]}; 95% percentile bootstrap of {people_drawn} persons, seed {seed}"
    error = float(kept.std(ddof=1)) if interval else None
    return replace(found, interval=interval, method=how, se=error)


def _resampled(by_answer: Floats, person: Codes, chance: np.random.Generator, resamples: int) -> Floats:
    people = int(person.max()) + 1
    sums = np.zeros((people, by_answer.shape[1]))
    np.add.at(sums, person, by_answer)
    even = np.full(people, 1 / people)
    at_once = max(1, _CELLS_AT_ONCE // max(sums.shape))
    drawn = (
        chance.multinomial(people, even, min(at_once, resamples - start)) @ sums
        for start in range(0, resamples, at_once)
    )
    return np.concatenate(list(drawn))


def _correlations(sums: Floats, k: int, form: str) -> Floats:
    n, squared_rows, squares = sums[:, 0], sums[:, 1], sums[:, 2]
    columns = sums[:, 3:]
    grand = columns.sum(axis=1) ** 2 / (n * k)
    between, raters = squared_rows / k - grand, (columns**2).sum(axis=1) / n - grand
    within = squares - grand - between
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = between / (n - 1)
        judges = raters / (k - 1)
        error = within / (n * (k - 1)) if form[0] == "1" else (within - raters) / ((n - 1) * (k - 1))
        spread = (judges - error) * k / n if form[0] == "2" else 0.0
        whole = rows + (k - 1) * error + spread if form[2] == "1" else rows + spread / k
        return np.asarray(np.where(whole > SAME, (rows - error) / whole, np.nan))


def _kappas(sums: Floats, levels: Floats) -> Floats:
    many = len(levels)
    disagreement = (levels[:, None] - levels[None, :]) ** 2
    p = sums.reshape(-1, many, many)
    p = p / p.sum(axis=(1, 2), keepdims=True)
    observed = (p * disagreement).sum(axis=(1, 2))
    expected = np.einsum("bi,bj,ij->b", p.sum(axis=2), p.sum(axis=1), disagreement)
    varied = expected > SAME * disagreement.max()
    return np.asarray(1 - np.divide(observed, expected, out=np.full(len(p), np.nan), where=varied))
