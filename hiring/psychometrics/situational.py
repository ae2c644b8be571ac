"""Scoring situational judgement tests, one person and one scenario at a time; keep the raw answer too.

Ratings and keys are rows with one number per option, nan where an option was not answered; such options are
left out (`n` counts the rest). Rows of different length, something that is no number, and values outside
(`low`, `high`) where those are given raise ValueError. Nothing answered is Undefined, not zero.
"""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import Floats, Scale, numbers, varies, whole
from hiring.psychometrics.proportions import wilson

DISTANCES = "Weng, Yang, Lievens & McDaniel (2018), J. Vocational Behavior 104, 199-209"
FORMATS = "Weekley & Ployhart (2006), Situational Judgment Tests"
CONSENSUS = "Motowidlo, Dunnette & Carter (1990), J. Applied Psychology 75, 640-647"


def most_least(most: int | None, least: int | None, best: int, worst: int) -> Answer:
    """Return the points for picking the most and the least effective option, from −2 to 2.

    most, least: the options picked; best, worst: the options keyed. +1 for each that is right, −1 for the
    worst picked as most and the best picked as least, 0 otherwise or where one was not picked.
    Undefined where neither was picked. Raises ValueError where one option was picked for both, or keyed so.

    Source: Motowidlo, Dunnette & Carter (1990).
    """
    for one, other in ((best, worst), (most, least)):
        if one is not None and one == other:
            raise ValueError(f"the most and the least effective option must differ, not both be {one!r}")
    if most is None and least is None:
        return Undefined.because(reasons.NO_ANSWER)
    points = (most == best) - (most == worst) + (least == worst) - (least == best)
    picked = (most is not None) + (least is not None)
    return Estimate(float(points), None, picked, "most/least points, n = picks", CONSENSUS)


def squared_distance(ratings: ArrayLike, key: ArrayLike, *, scale: Scale | None = None) -> Answer:
    """Return D², the mean squared distance of ratings and key; 0 is best. Source: Weng et al. (2018)."""
    x, k = _answered(ratings, key, scale)
    if not len(x):
        return Undefined.because(reasons.NO_ANSWER)
    return _distance(float(((x - k) ** 2).mean()), len(x), "mean squared distance (D²)")


def rmsd(ratings: ArrayLike, key: ArrayLike, *, scale: Scale | None = None) -> Answer:
    """Return √D², in points of the scale; 0 is best. Source: Weng et al. (2018)."""
    x, k = _answered(ratings, key, scale)
    if not len(x):
        return Undefined.because(reasons.NO_ANSWER)
    return _distance(sqrt(float(((x - k) ** 2).mean())), len(x), "root mean squared distance")


def mean_distance(ratings: ArrayLike, key: ArrayLike, *, scale: Scale | None = None) -> Answer:
    """Return D1, the mean absolute distance in points of the scale; 0 is best. Source: Weng et al. (2018)."""
    x, k = _answered(ratings, key, scale)
    if not len(x):
        return Undefined.because(reasons.NO_ANSWER)
    return _distance(float(np.abs(x - k).mean()), len(x), "mean absolute distance (D1)")


def shape(ratings: ArrayLike, key: ArrayLike, *, scale: Scale | None = None) -> Answer:
    """Return the correlation of ratings and key: whether the options are ordered and spaced like the key's.

    Level and spread of the ratings do not matter. Undefined with fewer than two options answered, or where
    ratings or key are all the same. Source: Cronbach & Gleser (1953), Psychological Bulletin 50, 456-473.
    """
    profiles = _profiles(*_answered(ratings, key, scale))
    if isinstance(profiles, Undefined):
        return profiles
    x, k = profiles
    r = float(np.clip((x * k).mean(), -1, 1))
    return Estimate(r, None, len(x), "correlation with the key, n = options", "Cronbach & Gleser (1953)")


def standardised_distance(ratings: ArrayLike, key: ArrayLike, *, scale: Scale | None = None) -> Answer:
    """Return D² after both ratings and key were standardised within the scenario (mean 0, SD 1): 0 to 4.

    It takes out how high and how wide somebody rates. Undefined as `shape`.
    Source: McDaniel, Psotka, Legree, Yost & Weekley (2011), J. Applied Psychology 96, 327-336.
    """
    profiles = _profiles(*_answered(ratings, key, scale))
    if isinstance(profiles, Undefined):
        return profiles
    x, k = profiles
    return _distance(float(((x - k) ** 2).mean()), len(x), "mean squared distance of standardised ratings")


def percent(ratings: ArrayLike, key: ArrayLike, low: float, high: float) -> Answer:
    """Return 100(1 − Σ|x − k| / Σ max(k − low, high − k)): 100 is the key, 0 as far off as can be.

    low, high: the ends of the scale; ratings and key must lie between. Source: Weng et al. (2018).
    """
    if not low < high:
        raise ValueError(f"low must be below high, not {low!r} and {high!r}")
    x, k = _answered(ratings, key, (low, high))
    if not len(x):
        return Undefined.because(reasons.NO_ANSWER)
    furthest = np.maximum(k - low, high - k).sum()
    return _distance(
        float(100 * (1 - np.abs(x - k).sum() / furthest)), len(x), "percent of the way to the key"
    )


def rank_score(ranks: ArrayLike, key: ArrayLike) -> Answer:
    """Return 100(1 − Σ|d| / ⌊n²/2⌋) for options put in order: 100 is the key's order, 0 its reverse.

    ranks, key: the rank of every option, each a whole row of 1 to n. Undefined with fewer than two options.
    Raises ValueError where a rank is missing or comes twice. Source: Weekley & Ployhart (2006).
    """
    x, k = (_ranks(given, name) for given, name in ((ranks, "ranks"), (key, "key")))
    if len(x) != len(k):
        raise ValueError(f"ranks and key must have the same length, not {len(x)} and {len(k)}")
    if len(x) < 2:
        return Undefined.because(reasons.NO_ANSWER)
    score = 100 * (1 - float(np.abs(x - k).sum()) / (len(x) ** 2 // 2))
    return Estimate(score, None, len(x), "percent agreement with the keyed order, n = options", FORMATS)


def mode_consensus(choice: int, expert_choices: ArrayLike) -> Answer:
    """Return the share of experts who chose the same option, with Wilson's interval; `n` counts the experts.

    choice: the option picked; expert_choices: the option each expert picked. Undefined without experts.
    Source: Weekley & Ployhart (2006), consensus keys.
    """
    picked = whole(choice, "choice")
    experts = numbers(expert_choices, "expert_choices", ("expert",))
    if not len(experts):
        return Undefined.because(reasons.NO_EXPERTS)
    share = float((experts == picked).mean())
    return Estimate(
        share, wilson(share, len(experts)), len(experts), "share of experts, n = experts", FORMATS
    )


def _answered(ratings: ArrayLike, key: ArrayLike, scale: Scale | None) -> tuple[Floats, Floats]:
    x = numbers(ratings, "ratings", ("option",), missing=True, scale=scale)
    k = numbers(key, "key", ("option",), scale=scale)
    if len(x) != len(k):
        raise ValueError(f"ratings and key must have the same length, not {len(x)} and {len(k)}")
    return x[~np.isnan(x)], k[~np.isnan(x)]


def _profiles(x: Floats, k: Floats) -> tuple[Floats, Floats] | Undefined:
    if not len(x):
        return Undefined.because(reasons.NO_ANSWER)
    if not varies(x) or not varies(k):
        return Undefined.because(reasons.FLAT_PROFILE)
    return (x - x.mean()) / x.std(), (k - k.mean()) / k.std()


def _distance(value: float, n: int, method: str) -> Estimate:
    return Estimate(value, None, n, f"{method}, n = options", DISTANCES)


def _ranks(given: ArrayLike, name: str) -> Floats:
    ranks = numbers(given, name, ("option",))
    if sorted(ranks.tolist()) != list(range(1, len(ranks) + 1)):
        raise ValueError(f"{name} must hold every rank from 1 to {len(ranks)} once")
    return ranks
