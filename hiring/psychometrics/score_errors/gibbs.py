"""Components of variance with their uncertainty: a seeded Gibbs sampler, many short chains side by side.

Every standard deviation has a half-t prior, every task mean a wide normal one. An effect is a multiplier
times levels of their own variance, both drawn: that is a half-t on their product, and lets chains leave
zero.

Sources: Gelman (2006), Bayesian Analysis 1, 515 (redundant multipliers); Wand et al. (2011), Bayesian
Analysis 6, 847 (the residual).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hiring.psychometrics.inputs import Codes, Floats
from hiring.psychometrics.score_errors.design import EFFECTS, RESIDUAL, Design

PRIOR = "half-t(3 df, scale 0.5) on every SD; tau ~ N(3, sd 10)"

#: Degrees of freedom and scale of the half-t; mean and precision of a task.
_DF, _SCALE = 3.0, 0.5
_TASK_MEAN, _TASK_PRECISION = 3.0, 0.01


@dataclass(frozen=True, slots=True)
class Chains:
    """How long to sample. Chains are independent, so that their scatter tells the error of sampling."""

    chains: int = 64
    warm_up: int = 300
    kept: int = 60
    every: int = 8


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws from the posterior, the draws of one chain after another along the first axis."""

    variance: Mapping[str, Floats]
    """By effect: one row per draw kept, one column per chain; zeros for effects left out."""
    persons: Floats
    """Draws × persons × chains: true levels given the single ratings. What is shown comes from the scores."""


def draws(design: Design, seed: int, chains: Chains = Chains()) -> Draws:
    """Return draws of the components, given the ratings. The same seed gives the same draws."""
    sampler = _Sampler(design, np.random.default_rng(seed), chains.chains)
    for _ in range(chains.warm_up):
        sampler.sweep()
    variances: dict[str, list[Floats]] = {name: [] for name in (*EFFECTS, RESIDUAL)}
    persons = []
    for _ in range(chains.kept):
        for _ in range(chains.every):
            sampler.sweep()
        for name, kept in variances.items():
            kept.append(sampler.variance(name))
        persons.append(sampler.effects["p"].value)
    return Draws({name: np.array(kept) for name, kept in variances.items()}, np.array(persons))


class _Level:
    """The ratings by the levels of one effect."""

    def __init__(self, cell: Codes) -> None:
        self.cell = cell
        self.order = np.argsort(cell, kind="stable")
        self.many = np.bincount(cell)[:, None].astype(float)
        self.start = np.concatenate([[0], np.cumsum(self.many)[:-1]]).astype(np.intp)

    def summed(self, values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values[self.order], self.start, axis=0))


class _Effect(_Level):
    """One effect in every chain: multiplier × levels."""

    def __init__(self, cell: Codes, chance: np.random.Generator, chains: int) -> None:
        super().__init__(cell)
        self.multiplier = chance.uniform(0.1, 1.0, chains)
        self.spread = np.ones(chains)
        self.value = self.multiplier * chance.standard_normal((len(self.many), chains))

    def draw(self, left: Floats, precision: Floats, chance: np.random.Generator) -> None:
        """Draw levels, multiplier and variance anew; `left` are the ratings less everything else."""
        sums = self.summed(left)
        certain = self.multiplier**2 * precision * self.many + 1 / self.spread
        levels = self.multiplier * precision * sums / certain
        levels += chance.standard_normal(levels.shape) / np.sqrt(certain)
        certain = precision * (self.many * levels**2).sum(axis=0) + 1 / _SCALE**2
        mean = precision * (levels * sums).sum(axis=0) / certain
        self.multiplier = mean + chance.standard_normal(len(mean)) / np.sqrt(certain)
        squares = (levels**2).sum(axis=0)
        self.spread = (_DF + squares) / 2 / chance.standard_gamma((_DF + len(levels)) / 2, len(squares))
        self.value = self.multiplier * levels


class _Sampler:
    """The state of all chains, and how it moves."""

    def __init__(self, design: Design, chance: np.random.Generator, chains: int) -> None:
        self.chance, self.chains = chance, chains
        self.effects = {name: _Effect(design.cells[name], chance, chains) for name in design.kept}
        self.task = _Level(design.task)
        self.task_value = np.full((design.tasks, chains), float(design.level.mean()))
        self.precision = 1 / chance.uniform(0.2, 0.8, chains)
        self.mixture = np.ones(chains)
        self.left = np.repeat(design.level[:, None], chains, axis=1) - self.task_value[self.task.cell]
        for effect in self.effects.values():
            self.left -= effect.value[effect.cell]

    def variance(self, name: str) -> Floats:
        if name == RESIDUAL:
            return 1 / self.precision
        if name not in self.effects:
            return np.zeros(self.chains)
        effect = self.effects[name]
        return effect.multiplier**2 * effect.spread

    def sweep(self) -> None:
        self._draw_tasks()
        for effect in self.effects.values():
            self.left += effect.value[effect.cell]
            effect.draw(self.left, self.precision, self.chance)
            self.left -= effect.value[effect.cell]
        squares = (self.left**2).sum(axis=0)
        shape = (_DF + len(self.left)) / 2
        self.precision = self.chance.standard_gamma(shape, self.chains) / (squares / 2 + _DF / self.mixture)
        self.mixture = (_DF * self.precision + 1 / _SCALE**2) / self.chance.standard_gamma(
            (_DF + 1) / 2, self.chains
        )

    def _draw_tasks(self) -> None:
        self.left += self.task_value[self.task.cell]
        certain = self.precision * self.task.many + _TASK_PRECISION
        mean = (self.precision * self.task.summed(self.left) + _TASK_PRECISION * _TASK_MEAN) / certain
        self.task_value = mean + self.chance.standard_normal(mean.shape) / np.sqrt(certain)
        self.left -= self.task_value[self.task.cell]
