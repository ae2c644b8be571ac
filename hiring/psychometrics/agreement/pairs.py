"""How often two raters gave the same unit the same rating, or one next to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.agreement.counting import Pairable, pairable
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import SAME, Codes, Floats, Scale, numbers
from hiring.psychometrics.proportions import wilson


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The share of pairs of ratings that are equal, and that are at most one step apart."""

    exact: Answer
    adjacent: Answer
    pairs: int


def exact_and_adjacent(
    ratings: ArrayLike,
    *,
    step: float = 1,
    scale: Scale | None = None,
    people: Sequence[int] | Codes | None = None,
) -> PairAgreement:
    """Return the shares of pairs of ratings of the same unit that agree exactly, and within one `step`.

    ratings: raters × units, nan = missing. For every unit with two ratings or more, the share of its pairs of
    raters that agree; then the mean over these units (`n`), so that every unit weighs the same. The intervals
    are Wilson's with that n: exact where every unit has two ratings, cautious where it has more.
    people: by unit whose it is. Units of one person hang together, so the interval then counts as many units
    as would vary as much if they did not (as many as there are people where nothing varies at all).
    Both are Undefined with fewer than two such units. Agreement by chance is not taken off; alpha does that.

    Raises ValueError for another shape, something that is no number, a rating outside `scale`, or a `step`
    that is not above zero.

    Source: Gwet (2014), Handbook of Inter-Rater Reliability, percent agreement; interval Wilson (1927),
    effective n Korn & Graubard (1998), Survey Methodology 24, 193-201.
    """
    if not step > 0:
        raise ValueError(f"step must be above zero, not {step!r}")
    given = pairable(ratings, "interval", scale)
    many = given.per_unit.astype(float)
    pairs = many * (many - 1) / 2
    if given.units < 2:
        refusal = Undefined.because(reasons.NO_PAIRS)
        return PairAgreement(refusal, refusal, int(pairs.sum()))
    owner = None if people is None else _owners(ratings, people)
    exact, adjacent = (_pairs_within(given, apart) / pairs for apart in (0.0, float(step)))
    return PairAgreement(
        _share(exact, owner, "share of pairs that agree exactly"),
        _share(adjacent, owner, f"share of pairs at most {step:g} apart"),
        int(pairs.sum()),
    )


def _owners(ratings: ArrayLike, people: Sequence[int] | Codes) -> Codes:
    """Return the person of every unit that has two ratings."""
    paired = (~np.isnan(numbers(ratings, "ratings", ("rater", "unit"), missing=True))).sum(axis=0) >= 2
    return np.unique(np.asarray(people)[paired], return_inverse=True)[1].astype(np.intp)


def _pairs_within(given: Pairable, step: float) -> Floats:
    """Return for every unit how many of its pairs are at most `step` apart."""
    width = len(given.values)
    line = np.sort(given.unit * width + given.value)
    furthest = np.searchsorted(given.values, given.values + step + SAME, side="right") - 1
    upto = np.searchsorted(line, line - line % width + furthest[line % width], side="right")
    after = (upto - np.arange(len(line)) - 1).astype(np.float64)
    return np.asarray(np.bincount(line // width, after, minlength=given.units), dtype=np.float64)


def _share(shares: Floats, owner: Codes | None, what: str) -> Estimate:
    share, units = float(shares.mean()), len(shares)
    counted = float(units) if owner is None else _effective(shares, owner)
    by_person = "" if owner is None else f", interval by {int(owner.max()) + 1} persons"
    return Estimate(share, wilson(share, counted), units, f"{what}, n = units{by_person}", "Gwet (2014)")


def _effective(shares: Floats, owner: Codes) -> float:
    """Return how many units would vary so much if each were of a person of its own."""
    share, people = float(shares.mean()), int(owner.max()) + 1
    around = np.bincount(owner, shares - share)
    if people < 2 or not around.any():
        return float(people)
    variance = people / (people - 1) * float(around @ around) / len(shares) ** 2
    return min(float(len(shares)), max(1.0, share * (1 - share) / variance))
