"""Ranks with their uncertainty: scores are measured with error, so are the ranks made of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Undefined, defined_or
from hiring.psychometrics.inputs import Floats, numbers, whole
from hiring.psychometrics.quantiles import normal, normal_share
from hiring.psychometrics.standards import sed

SOURCE = "Goldstein & Spiegelhalter (1996), J. Royal Statistical Society A 159, 385-443"
_CELLS_AT_ONCE = 2_000_000


def probability_above(score_a: float, score_b: float, sem_a: float, sem_b: float | None = None) -> Answer:
    """Return the probability that A is truly above B: Φ((A − B)/SED), SED = √(SEM_a² + SEM_b²).

    sem_b: as sem_a if not given. Undefined where both scores are without error.
    Raises ValueError for something that is no number, or a negative error. Source: Lord & Novick (1968).
    """
    a, b = (float(numbers(score, "score", ())) for score in (score_a, score_b))
    error = defined_or(sed(sem_a, sem_b), 0.0)
    if error == 0:
        return Undefined.because(reasons.NO_ERROR)
    return Estimate(normal_share((a - b) / error), None, None, "P(A truly above B), normal errors", SOURCE)


@dataclass(frozen=True, slots=True)
class PersonRank:
    """One person's place among the others."""

    rank: Estimate
    """1 is highest; equal scores share the best rank. The interval is in whole ranks."""
    in_top: Estimate | None
    """The probability of truly being among the top k, if a k was asked for."""


def rank_intervals(
    scores: ArrayLike,
    sems: ArrayLike,
    seed: int,
    *,
    top: int | None = None,
    draws: int = 1000,
    confidence: float = 0.95,
) -> tuple[PersonRank, ...] | Undefined:
    """Return for every person the rank, its interval, and the probability of being among the `top` k.

    scores: one per person. sems: their standard errors, one per person or one for all.
    Parametric bootstrap: `draws` times, every score is drawn anew from a normal distribution around it, and
    all are ranked. The interval takes the middle of the ranks drawn. The same seed gives the same answer.
    `n` counts the persons. Undefined with fewer than two persons, or where all scores are without error.

    Raises ValueError for something that is no number, a negative error, another number of errors than of
    scores, a `top` below 1, or fewer than 100 draws.

    Source: Goldstein & Spiegelhalter (1996).
    """
    given = numbers(scores, "scores", ("person",))
    errors = _errors(sems, len(given))
    k = None if top is None else whole(top, "top", least=1)
    tails = ((1 - confidence) / 2, (1 + confidence) / 2)
    normal(confidence)
    whole(draws, "draws", least=100)
    if len(given) < 2:
        return Undefined.because(reasons.ONE_PERSON)
    if not errors.any():
        return Undefined.because(reasons.NO_ERROR)
    drawn = _drawn_ranks(given, errors, np.random.default_rng(seed), draws)
    low, high = np.quantile(drawn, tails, axis=0, method="inverted_cdf")
    observed = 1 + len(given) - np.searchsorted(np.sort(given), given, side="right")
    in_top = None if k is None else (drawn <= k).mean(axis=0)
    how = f"{draws} draws, seed {seed}, n = persons"
    return tuple(
        PersonRank(
            Estimate(
                float(observed[i]),
                (float(low[i]), float(high[i])),
                len(given),
                f"rank, {confidence:.0%}, {how}",
                SOURCE,
            ),
            None
            if in_top is None
            else Estimate(float(in_top[i]), None, len(given), f"P(among the top {k}), {how}", SOURCE),
        )
        for i in range(len(given))
    )


def _errors(sems: ArrayLike, persons: int) -> Floats:
    if np.ndim(sems) == 0:
        errors = np.full(persons, float(numbers(sems, "sems", ())))
    else:
        errors = numbers(sems, "sems", ("person",))
    if len(errors) != persons:
        raise ValueError(f"sems must be one per person: {persons}, not {len(errors)}")
    if (errors < 0).any():
        raise ValueError(f"sems: person {int(np.argmax(errors < 0)) + 1} has a negative standard error")
    return errors


def _drawn_ranks(
    scores: Floats, errors: Floats, chance: np.random.Generator, draws: int
) -> NDArray[np.int32]:
    ranks = np.empty((draws, len(scores)), dtype=np.int32)
    place = np.arange(1, len(scores) + 1, dtype=np.int32)
    at_once = max(1, _CELLS_AT_ONCE // len(scores))
    for start in range(0, draws, at_once):
        rows = slice(start, min(start + at_once, draws))
        drawn = scores + errors * chance.standard_normal((rows.stop - start, len(scores)))
        np.put_along_axis(ranks[rows], np.argsort(-drawn, axis=1), place[None, :], axis=1)
    return ranks
