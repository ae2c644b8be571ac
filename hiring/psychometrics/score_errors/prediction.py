"""The true level of candidates, predicted from scores and their errors, and who is among the best.

S = σ²(p) I + E; what is common to all is unknown, and estimated with the rest. With E = diag(own) + shared
sharedᵀ the error of the prediction has the same form, so that neither it nor a draw from it takes a table
of all candidates by all.

Sources: Henderson (1975), Biometrics 31, 423; Goldstein & Spiegelhalter (1996), J. Royal Statistical
Society A 159, 385.
"""

from dataclasses import dataclass
from functools import cached_property
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.quantiles import normal
from hiring.psychometrics.score_errors.bands import NOISE, TOLD_APART
from hiring.psychometrics.score_errors.errors import Errors

#: As many numbers are drawn for a small panel, fewer for each of many candidates.
DRAWS, FEWEST_DRAWS = 200_000, 20_000
_NUMBERS = 20_000_000
_AT_ONCE = 4_000_000
_TOLD_APART = normal(2 * TOLD_APART - 1)
#: Nobody is drawn further away than this from what is predicted of them, in standard errors.
_FAR = 6.5


@dataclass(frozen=True)
class Prediction:
    """What the true levels are, less their mean, and how wrong that may be: diag(own) + shared sharedᵀ."""

    level: Floats
    own: Floats
    shared: Floats

    @cached_property
    def error(self) -> Floats:
        """The standard error of every predicted level, that of the general mean included."""
        return np.asarray(np.sqrt(self.own + (self.shared**2).sum(axis=1)))

    def above(self, one: int, other: int) -> float:
        """Return the probability that `one` truly lies above `other`."""
        apart = self.shared[one] - self.shared[other]
        error = sqrt(float(self.own[one] + self.own[other] + apart @ apart)) if one != other else 0.0
        gap = float(self.level[one] - self.level[other])
        if error == 0:
            return 0.5 if gap == 0 else float(gap > 0)
        return (1 + erf(gap / error / sqrt(2))) / 2

    def surely_above(self, many: NDArray[np.intp], one: int) -> NDArray[np.bool_]:
        """Say of each of `many` whether it truly lies above `one` with a probability of .90 or more."""
        error = self.error
        common = self.shared[many] @ self.shared[one]
        apart = np.sqrt(np.maximum(error[many] ** 2 + error[one] ** 2 - 2 * common, 0))
        return np.asarray(self.level[many] - self.level[one] > _TOLD_APART * apart + NOISE)

    def among_best(self, top: int, seed: int) -> Floats:
        """Return for everybody the share of seeded draws in which they are among the best `top`."""
        persons = len(self.level)
        if top >= persons:
            return np.ones(persons)
        error = self.error
        low, high = self.level - _FAR * error, self.level + _FAR * error
        sure = low > np.sort(high)[persons - top - 1]  # fewer than `top` others can reach them
        open_ = ~sure & (high >= np.sort(low)[persons - top])
        found: Floats = sure.astype(float)
        left = top - int(sure.sum())
        if left > 0 and open_.any():
            found[open_] = self._drawn(np.flatnonzero(open_), left, seed)
        return found

    def _drawn(self, chosen: NDArray[np.intp], top: int, seed: int) -> Floats:
        chance = np.random.default_rng(seed)
        many = len(chosen)
        if many <= top:
            return np.ones(many)
        draws = int(np.clip(_NUMBERS // many, FEWEST_DRAWS, DRAWS))
        own, shared = np.sqrt(self.own[chosen]), _narrow(self.shared[chosen])
        at_once = max(1, _AT_ONCE // many)
        counted = np.zeros(many)
        for start in range(0, draws, at_once):
            size = min(at_once, draws - start)
            drawn = chance.standard_normal((size, many)) * own
            drawn += chance.standard_normal((size, shared.shape[1])) @ shared.T
            drawn += self.level[chosen]
            best = np.argpartition(drawn, many - top, axis=1)[:, many - top :]
            counted += np.bincount(best.ravel(), minlength=many)
        return np.asarray(counted / draws)


def predicted(deviation: Floats, persons: float, errors: Errors) -> Prediction:
    """Return the true levels predicted from the deviations of the scores; σ²(p) = `persons`.

    Where σ²(p) is zero everybody is predicted to be the same, without error.
    """
    many = len(deviation)
    if persons <= 0:
        return Prediction(np.zeros(many), np.zeros(many), np.zeros((many, 0)))
    alone = 1 / (persons + errors.own)
    weighted = alone[:, None] * errors.shared
    inner = np.eye(errors.shared.shape[1]) + errors.shared.T @ weighted
    lower = np.linalg.cholesky(inner)
    half = np.linalg.solve(lower, weighted.T).T

    def solved(column: Floats) -> Floats:
        return np.asarray(alone * column - half @ (half.T @ column))

    ones = solved(np.ones(many))
    level = solved(deviation) - ones * (ones @ deviation) / ones.sum()
    shared = np.concatenate([half, ones[:, None] / np.sqrt(ones.sum())], axis=1)
    return Prediction(persons * level, persons * errors.own * alone, persons * shared)


def _narrow(shared: Floats) -> Floats:
    """Return the same covariance with as few columns as it takes."""
    if shared.shape[1] <= shared.shape[0]:
        return shared
    lengths, directions = np.linalg.eigh(shared @ shared.T)
    return np.asarray(directions * np.sqrt(np.maximum(lengths, 0)))
