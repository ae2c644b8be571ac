"""Components of variance of random designs, balanced or not: what generalizability theory stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

import numpy as np

from hiring.psychometrics.inputs import Codes, Floats

#: An effect is the facets it is made of: "pr" is {p, r}; "r:t", raters within tasks, is {t, r}.
Effects = Mapping[str, frozenset[str]]
#: By effect, what its variance is multiplied by in the error of a mean: for ranking, and against a cut.
Shares = Mapping[str, tuple[float, float]]

#: A design whose equations are worse conditioned than this does not separate its components.
_WORST_CONDITION = 1e8


@dataclass(frozen=True, slots=True)
class Analysis:
    """Sums of squares and variance components by effect; standard errors for balanced designs only."""

    sums_of_squares: dict[str, float]
    degrees_of_freedom: dict[str, int]
    components: dict[str, float]
    errors: dict[str, float] | None


@dataclass(frozen=True, slots=True)
class Observations:
    """Ratings in long form: for every rating, the number of its level on every facet."""

    facets: Mapping[str, Codes]
    values: Floats
    _cells: dict[frozenset[str], Codes] = field(default_factory=dict)

    def levels(self, facet: str) -> int:
        return int(self.facets[facet].max(initial=-1)) + 1

    def cells(self, effect: frozenset[str]) -> Codes:
        """Return, for every rating, the number of its cell: its combination of levels on these facets."""
        if effect not in self._cells:
            self._cells[effect] = self._numbered(sorted(effect))
        return self._cells[effect]

    def _numbered(self, names: list[str]) -> Codes:
        cell = self.facets[names[0]]
        for name in names[1:]:
            cell = cell * self.levels(name) + self.facets[name]
        if prod(self.levels(name) for name in names) > 4 * len(cell) + 1_000_000:
            return np.unique(cell, return_inverse=True)[1].astype(np.intp)
        used = np.zeros(int(cell.max()) + 1, dtype=np.intp)
        used[cell] = 1
        return np.asarray((np.cumsum(used) - 1)[cell])


def balanced(observations: Observations, effects: Effects) -> Analysis:
    """Return the components by equating mean squares with their expectations; every cell holds one rating.

    E(MS_a) = Σ over effects b that contain a of (N / levels of b) σ²_b. The standard error follows from
    Var(MS) = 2 MS²/(df + 2) (Brennan 2001, eq. 6.1). Components may be negative.
    """
    levels = {name: prod(observations.levels(f) for f in facets) for name, facets in effects.items()}
    raw = _corrected_sums(observations, effects)
    sums: dict[str, float] = {}
    freedom: dict[str, int] = {}
    for name, facets in effects.items():  # from the smallest effect to the largest
        inside = [other for other in sums if effects[other] < facets]
        left = raw[name] - sum(sums[other] for other in inside)
        sums[name] = left if left > 1e-13 * max(raw.values()) else 0.0
        freedom[name] = levels[name] - 1 - sum(freedom[other] for other in inside)
    names = list(effects)
    total = len(observations.values)
    expected = np.array(
        [[total / levels[b] if effects[a] <= effects[b] else 0.0 for b in names] for a in names]
    )
    squares = np.array([sums[name] / freedom[name] for name in names])
    weights = np.linalg.inv(expected)
    variances = 2 * squares**2 / (np.array([freedom[name] for name in names]) + 2)
    return Analysis(
        sums,
        freedom,
        _without_noise(dict(zip(names, (weights @ squares).tolist(), strict=True)), max(squares)),
        dict(zip(names, np.sqrt(weights**2 @ variances).tolist(), strict=True)),
    )


def unbalanced(observations: Observations, effects: Effects) -> Analysis | None:
    """Return the components by Henderson's Method 1 ("analogous ANOVA"); None if nothing separates them.

    T_a = Σ over cells of a (sum of the cell)² / ratings in the cell; its expectation holds σ²_b with the
    coefficient Σ over ratings (ratings in the rating's cell of a∪b) / (ratings in its cell of a).
    Equal to `balanced` when nothing is missing. Components may be negative.

    Source: Henderson (1953), Biometrics 9, 226-252; Brennan (2001), sec. 7.1 (as urGENOVA).
    """
    names = list(effects)
    total = len(observations.values)
    joint = {facets: _cell_sizes(observations, facets) for facets in _unions(effects)}
    raw = _corrected_sums(observations, effects)
    overall = np.array([joint[effects[b]].sum() / total for b in names])
    coefficients = np.array(
        [[(joint[effects[a] | effects[b]] / joint[effects[a]]).sum() for b in names] for a in names]
    )
    equations = (coefficients - overall) / total
    if np.linalg.cond(equations) > _WORST_CONDITION:
        return None
    found = np.linalg.solve(equations, np.array([raw[name] for name in names]) / total)
    largest = max(raw.values()) / total
    components = _without_noise(dict(zip(names, found.tolist(), strict=True)), largest)
    return Analysis(raw, {}, components, None)


def _without_noise(components: dict[str, float], largest: float) -> dict[str, float]:
    return {name: 0.0 if abs(value) < 1e-12 * largest else value for name, value in components.items()}


def confounded(observations: Observations, effects: Effects) -> list[tuple[str, str]]:
    """Return pairs (effect, larger effect) whose cells hold the same ratings: no figures tell them apart."""
    cells = {name: int(observations.cells(facets).max()) + 1 for name, facets in effects.items()}
    return [
        (name, other)
        for name, facets in effects.items()
        for other, larger in effects.items()
        if facets < larger and cells[name] == cells[other]
    ]


def mean_shares(observations: Observations, effects: Effects) -> dict[str, tuple[float, float]]:
    """Return how much every effect counts in the means of the persons at hand.

    Against a cut: the squared shares of the effect's levels in a person's ratings, summed, averaged over
    persons. For ranking: the same for effects with the person; for the others, how much the shares vary
    between persons (half the mean squared difference of two), since what is shared alike cancels out.
    """
    person = frozenset("p")
    persons = observations.levels("p")
    of_person = np.bincount(observations.cells(person))[observations.cells(person)]
    shares = {}
    for name, facets in effects.items():
        cell = observations.cells(facets | person)
        first = np.unique(cell, return_index=True)[1]
        share = (np.bincount(cell)[cell] / of_person)[first]  # one per person and level
        squared = float((share**2).sum()) / persons
        if "p" in facets:
            shares[name] = (squared, squared)
        else:
            average = np.bincount(observations.cells(facets)[first], share) / persons
            varied = (squared - float((average**2).sum())) * persons / (persons - 1)
            shares[name] = (max(0.0, varied), squared)
    return shares


def _unions(effects: Effects) -> set[frozenset[str]]:
    return {a | b for a in effects.values() for b in effects.values()}


def _cell_sizes(observations: Observations, facets: frozenset[str]) -> Floats:
    cell = observations.cells(facets)
    return np.bincount(cell)[cell].astype(np.float64)


def _corrected_sums(observations: Observations, effects: Effects) -> dict[str, float]:
    """Return, by effect, the sum of squared cell totals over cell sizes, corrected for the mean."""
    values = observations.values - observations.values.mean()
    found = {}
    for name, facets in effects.items():
        cell = observations.cells(facets)
        found[name] = float((np.bincount(cell, values) ** 2 / np.bincount(cell)).sum())
    return found
