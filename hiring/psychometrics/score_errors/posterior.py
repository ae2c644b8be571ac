"""The true levels where components are uncertain: for each draw of them a prediction, and levels drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics.estimates import Interval
from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.score_errors.bands import NOISE, TOLD_APART
from hiring.psychometrics.score_errors.design import EFFECTS, RESIDUAL, Design
from hiring.psychometrics.score_errors.errors import Exposure
from hiring.psychometrics.score_errors.gibbs import Chains, Draws, draws

#: True levels drawn for each draw of the components.
_EACH = 8
_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """What is known of every candidate when the components of variance are not known exactly."""

    persons: Floats
    """Persons × draws: true levels less the mean of all candidates."""
    level: Floats
    """The predicted level, the mean over the components."""
    p_top: Floats
    rank_90: NDArray[np.intp]
    """Persons × 2: 5 % and 95 % quantile of the rank, 1 the highest."""
    variance: Mapping[str, Floats]
    """By effect, for every draw; zeros for effects left out."""
    reliability: Floats
    """For every draw of the components."""
    sd: Mapping[str, float]
    """The mean of every standard deviation; an effect that was left out has none."""
    sampling_error: float
    """The largest standard error, from sampling, of any of `p_top`."""

    @property
    def centred_mean(self) -> Floats:
        return np.asarray(self.persons.mean(axis=1))

    @property
    def centred_sd(self) -> Floats:
        return np.asarray(self.persons.std(axis=1))

    def interval(self, name: str) -> Interval:
        """Return where a component lies with 95 %."""
        low, high = np.quantile(self.variance[name], [0.025, 0.975])
        return float(low), float(high)

    def above(self, one: int, other: int) -> float:
        """Return the probability that `one` truly lies above `other`."""
        if one == other:
            return 0.5
        return float((self.persons[one] > self.persons[other]).mean())

    def surely_above(self, many: NDArray[np.intp], one: int) -> NDArray[np.bool_]:
        """Say of each of `many` whether it truly lies above `one` with a probability of .90 or more."""
        return np.asarray((self.persons[many] > self.persons[one]).mean(axis=1) >= TOLD_APART - NOISE)


def posterior(
    design: Design,
    exposure: Exposure,
    deviation: Floats,
    top: int,
    seed: int,
    chains: Chains = Chains(),  # noqa: B008  (it never changes)
) -> Posterior:
    """Return what is known of the true levels: components given the ratings, levels given the scores.

    top: how many are to be the best. The same seed gives the same answer.
    """
    sampled = draws(design, seed, chains)
    chance = np.random.default_rng([seed, 1])
    variance = {name: found.ravel() for name, found in sampled.variance.items()}
    many = len(variance[RESIDUAL])
    levels, means = [], []
    for start in range(0, many, _AT_ONCE):
        chunk = {name: found[start : start + _AT_ONCE, None] for name, found in variance.items()}
        mean, drawn = _drawn(chunk, exposure, deviation, chance)
        means.append(mean)
        levels.append(drawn)
    drawn = np.concatenate(levels)  # draws × persons × of each
    ranks = 1 + np.argsort(np.argsort(-drawn, axis=1), axis=1)
    best = ranks <= top
    by_chain = best.reshape(*sampled.variance[RESIDUAL].shape, *best.shape[1:]).mean(axis=(0, 3))
    flat = np.moveaxis(drawn - drawn.mean(axis=1, keepdims=True), 1, 0).reshape(len(deviation), -1)
    return Posterior(
        persons=flat,
        level=np.concatenate(means).mean(axis=0),
        p_top=best.mean(axis=(0, 2)),
        rank_90=_quantiles(ranks),
        variance=variance,
        reliability=_reliability(variance, exposure),
        sd=_means(sampled, design),
        sampling_error=float((by_chain.std(axis=0, ddof=1) / np.sqrt(len(by_chain))).max()),
    )


def _reliability(variance: Mapping[str, Floats], exposure: Exposure) -> Floats:
    return np.asarray(variance["p"] / (variance["p"] + exposure.relative_error(variance)))


def _means(sampled: Draws, design: Design) -> dict[str, float]:
    kept = [name for name in EFFECTS if name in design.kept]
    return {name: float(np.sqrt(sampled.variance[name]).mean()) for name in (*kept, RESIDUAL)}


def _quantiles(ranks: NDArray[np.intp]) -> NDArray[np.intp]:
    flat = np.moveaxis(ranks, 1, 0).reshape(ranks.shape[1], -1)
    return np.asarray(np.quantile(flat, [0.05, 0.95], axis=1, method="inverted_cdf").T.astype(np.intp))


def _drawn(
    variance: Mapping[str, Floats], exposure: Exposure, deviation: Floats, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return for every draw of the components the predicted levels, and true levels drawn around them.

    A level drawn without knowing the scores, moved by what the scores that go with it would have predicted,
    has the error of the prediction exactly.
    """
    persons = len(deviation)
    own = exposure.own(variance)
    scores = (
        variance["r"][:, :, None] * exposure.from_raters + variance["tr"][:, :, None] * exposure.from_cells
    )
    diagonal = np.arange(persons)
    scores[:, diagonal, diagonal] += own + variance["p"]
    inverse = np.linalg.inv(scores)
    ones = inverse.sum(axis=2)
    weights = inverse - ones[:, :, None] * ones[:, None, :] / ones.sum(axis=1)[:, None, None]
    levels = variance["p"] * (weights @ deviation)
    size = (len(levels), persons, _EACH)
    true = np.sqrt(variance["p"])[:, :, None] * chance.standard_normal(size)
    wrong = np.sqrt(own)[:, :, None] * chance.standard_normal(size)
    for name, side in (("r", exposure.by_rater), ("tr", exposure.by_cell)):
        shared = chance.standard_normal((len(levels), side.shape[1], _EACH))
        wrong += np.sqrt(variance[name])[:, :, None] * (side @ shared)
    moved = variance["p"][:, :, None] * (weights @ (true + wrong))
    return levels, levels[:, :, None] + true - moved
