"""Components of variance by restricted maximum likelihood, none of them below zero.

V of the ratings is a block per candidate plus what raters and tasks × raters share between candidates.
Blocks are inverted together, candidate by candidate; the rest is a matrix as large as there are levels of
task × rater. The likelihood is climbed by projected Newton steps with average information, from several
starts.

Sources: Searle, Casella & McCulloch (1992), Variance Components; Gilmour, Thompson & Cullis (1995),
Biometrics 51, 1440 (average information); Bertsekas (1982), SIAM J. Control 20, 221 (projected steps).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Interval, Undefined
from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.quantiles import normal
from hiring.psychometrics.score_errors.cells import summed
from hiring.psychometrics.score_errors.design import EFFECTS, RESIDUAL, Design

#: Beside the variance of the ratings within tasks, a residual is never taken to be smaller.
LEAST_RESIDUAL = 1e-6
#: More levels of task × rater would need a table too large to keep.
MOST_CELLS = 6_000
#: From here on the likelihood has one top worth the name, and one start finds it as well as several.
MANY_RATINGS = 20_000

_ALL = (*EFFECTS, RESIDUAL)
_STEPS = 200
_ENOUGH = 1e-12

#: Shares of the variance for p, pt, r, pr, tr and the residual to start from.
_STARTS = (
    (0.40, 0.12, 0.08, 0.10, 0.05, 0.25),
    (0.05, 0.05, 0.05, 0.05, 0.05, 0.75),
    (0.70, 0.00, 0.00, 0.00, 0.00, 0.30),
    (0.20, 0.30, 0.20, 0.20, 0.20, 0.10),
)


@dataclass(frozen=True, slots=True)
class Components:
    """Variances by effect (p pt r pr tr residual), 0 for those left out, and why they were."""

    variance: Mapping[str, float]
    not_separable: Mapping[str, str]
    covariance: Floats
    """Of the estimates, by average information; zeros for what is zero or left out."""
    ratings: int
    leniency: Floats
    """By reviewer who rated, in their order: how much higher than the others they rate, as predicted."""

    def interval(self, name: str, confidence: float = 0.95) -> Interval | None:
        """Return the interval of a component, cut off at zero; None where it is zero or left out."""
        place = list(self.variance).index(name)
        error = float(np.sqrt(max(0.0, self.covariance[place, place])))
        if error == 0:
            return None
        value, half = self.variance[name], normal(confidence) * error
        return max(0.0, value - half), value + half


def components(design: Design) -> Components | Undefined:
    """Return the components of variance of the ratings, or why there are none.

    Undefined with fewer than two persons, without repeated ratings of anybody, or without variation.
    """
    if design.persons < 2:
        return Undefined.because(reasons.ONE_PERSON)
    if "p" in design.not_separable:
        return Undefined.because(reasons.NO_REPETITION)
    if len(design.of_cell[0]) > MOST_CELLS:
        return Undefined.because(reasons.TOO_LARGE)
    around = design.level - (np.bincount(design.task, design.level) / np.bincount(design.task))[design.task]
    spread = float(around @ around) / design.size
    if spread <= 1e-12:
        return Undefined.because(reasons.NO_VARIATION)
    likelihood = Likelihood(design, around / np.sqrt(spread))
    found = _climbed(likelihood)
    top = likelihood.at(found)
    covariance = _covariance(top, found) * spread**2
    by_name = dict(zip(likelihood.names, (found * spread).tolist(), strict=True))
    if found[-1] <= 1.01 * LEAST_RESIDUAL:
        by_name[RESIDUAL] = 0.0
    return Components(
        {name: by_name.get(name, 0.0) for name in _ALL},
        design.not_separable,
        covariance,
        design.size,
        np.sqrt(spread) * top.predicted_of_raters(),
    )


def _covariance(top: "_At", found: Floats) -> Floats:
    """Return the covariance of all components from the information where they were found."""
    covariance = np.zeros((len(_ALL), len(_ALL)))
    inside = np.flatnonzero(found > LEAST_RESIDUAL)
    if len(inside):
        _, information = top.slope()
        places = [_ALL.index(top.of.names[at]) for at in inside]
        covariance[np.ix_(places, places)] = np.linalg.pinv(
            information[np.ix_(inside, inside)], hermitian=True
        )
    return covariance


class Likelihood:
    """The restricted likelihood of some ratings as a function of the components that are kept."""

    def __init__(self, design: Design, level: Floats) -> None:
        self.design, self.level = design, level
        self.names = (*design.kept, RESIDUAL)
        self.task_of, self.rater_of = design.of_cell
        cells = len(self.task_of)
        self.tasks = np.zeros((cells, design.tasks))
        self.tasks[np.arange(cells), self.task_of] = 1
        self.raters = np.zeros((cells, design.raters))
        self.raters[np.arange(cells), self.rater_of] = 1
        self.cell = design.cells["tr"]

    def at(self, theta: Floats) -> "_At":
        return _At(self, dict(zip(self.names, theta.tolist(), strict=True)))


class _At:
    """The likelihood at one place; its slope and its information are worked out when asked for."""

    def __init__(self, of: Likelihood, variance: Mapping[str, float]) -> None:
        self.of, self.variance = of, variance
        cells = len(of.task_of)
        between = np.zeros(cells * cells)
        logarithms = 0.0
        self.blocks: list[Floats] = []
        for group in of.design.groups:
            ratings = group.rows.shape[1]
            block = (
                variance.get("p", 0.0)
                + variance.get("pt", 0.0) * group.same_task
                + variance.get("pr", 0.0) * group.same_rater
                + variance[RESIDUAL] * np.eye(ratings)
            )
            lower = np.linalg.cholesky(block)
            logarithms += 2 * float(np.log(np.diagonal(lower, axis1=1, axis2=2)).sum())
            inverse = np.linalg.inv(block)
            self.blocks.append(np.asarray(inverse))
            cell = of.cell[group.rows]
            key = cell[:, :, None] * cells + cell[:, None, :]
            between += np.bincount(key.ravel(), inverse.ravel(), cells * cells)
        self.between = between.reshape(cells, cells)
        self._spread(variance)
        whitened = self._inverted(of.level[:, None])[:, 0]
        self.weighted = self._swept(whitened[:, None])[:, 0]
        """P y: the ratings less everything that is estimated, weighted by their precision."""
        self.value = -0.5 * (logarithms + self.log_mixed + float(of.level @ self.weighted))

    def _spread(self, variance: Mapping[str, float]) -> None:
        """Work out what tasks, raters and tasks × raters take away between candidates."""
        columns = [self.of.tasks]
        if variance.get("r", 0.0) > 0:
            columns.append(np.sqrt(variance["r"]) * self.of.raters)
        if variance.get("tr", 0.0) > 0:
            columns.append(np.sqrt(variance["tr"]) * np.eye(len(self.of.task_of)))
        laid = np.concatenate(columns, axis=1)
        mixed = laid.T @ self.between @ laid
        random = np.arange(self.of.tasks.shape[1], laid.shape[1])
        mixed[random, random] += 1
        lower = np.linalg.cholesky(mixed)
        self.log_mixed = 2 * float(np.log(np.diagonal(lower)).sum())
        half = np.linalg.solve(lower, laid.T)
        self.taken = half.T @ half

    def _inverted(self, columns: Floats) -> Floats:
        found = np.empty_like(columns)
        for group, inverse in zip(self.of.design.groups, self.blocks, strict=True):
            found[group.rows] = inverse @ columns[group.rows]
        return found

    def _swept(self, whitened: Floats) -> Floats:
        """Return P x for columns x whose product with the inverted blocks is given."""
        cells = len(self.of.task_of)
        sums = np.stack([summed(self.of.cell, column, cells) for column in whitened.T], axis=1)
        return whitened - self._inverted((self.taken @ sums)[self.of.cell])

    def predicted_of_raters(self) -> Floats:
        """Return û of every rater: how much higher than the others they rate."""
        design = self.of.design
        return self.variance.get("r", 0.0) * summed(design.rater, self.weighted, design.raters)

    def slope(self) -> tuple[Floats, Floats]:
        """Return the gradient and the average information."""
        traces = self._traces()
        shaped = np.stack([self._shaped(name) for name in self.of.names], axis=1)
        squares = shaped.T @ self.weighted
        gradient = -0.5 * (np.array([traces[name] for name in self.of.names]) - squares)
        swept = self._swept(self._inverted(shaped))
        return gradient, 0.5 * (shaped.T @ swept)

    def _shaped(self, name: str) -> Floats:
        """Return V_k P y: for every rating the sum of P y over its level of the effect."""
        if name == RESIDUAL:
            return self.weighted
        cell = self.of.design.cells[name]
        return summed(cell, self.weighted)[cell]

    def _traces(self) -> dict[str, float]:
        """Return the trace of P V_k by effect."""
        found = dict.fromkeys(_ALL, 0.0)
        for group, inverse in zip(self.of.design.groups, self.blocks, strict=True):
            cell = self.of.cell[group.rows]
            own = inverse - inverse @ self.taken[cell[:, :, None], cell[:, None, :]] @ inverse
            found["p"] += float(own.sum())
            found["pt"] += float((own * group.same_task).sum())
            found["pr"] += float((own * group.same_rater).sum())
            found[RESIDUAL] += float(np.trace(own, axis1=1, axis2=2).sum())
        left = self.between - self.between @ self.taken @ self.between
        found["tr"] = float(np.trace(left))
        found["r"] = float(((left @ self.of.raters) * self.of.raters).sum())
        return found


def _climbed(likelihood: Likelihood) -> Floats:
    """Return the components at the highest top that any start leads to.

    Where few contrasts are left to the residual, and by chance all of them are zero, the likelihood grows
    without end as the residual vanishes. That is no top: it is taken only where no start leads elsewhere.
    """
    starts = _STARTS if likelihood.design.size < MANY_RATINGS else _STARTS[:1]
    tops = [_top(likelihood, _start(likelihood, start)) for start in starts]
    return max(tops, key=lambda top: (top[1][-1] > LEAST_RESIDUAL, top[0]))[1]


def _start(likelihood: Likelihood, shares: tuple[float, ...]) -> Floats:
    by_name = dict(zip(_ALL, shares, strict=True))
    return np.array([by_name[name] for name in likelihood.names])


def _top(likelihood: Likelihood, theta: Floats) -> tuple[float, Floats]:
    """Climb from `theta` as far as it goes."""
    least = np.zeros(len(theta))
    least[-1] = LEAST_RESIDUAL
    here = likelihood.at(theta)
    for _ in range(_STEPS):
        gradient, information = here.slope()
        bound = (theta <= least) & (gradient <= 0)
        free = ~bound
        step = np.zeros(len(theta))
        step[free] = _direction(gradient[free], information[np.ix_(free, free)])
        gain = float(gradient[free] @ step[free])
        if gain < _ENOUGH:
            break
        moved = _searched(likelihood, here, theta, step, gradient, least)
        if moved is None:
            break
        theta, here = moved
    return here.value, theta


def _direction(gradient: Floats, information: Floats) -> Floats:
    """Return the Newton step; the information is damped where it says nothing about some direction."""
    damping = 1e-10 * max(float(np.trace(information)), 1e-300)
    return np.asarray(np.linalg.solve(information + damping * np.eye(len(gradient)), gradient))


def _searched(
    likelihood: Likelihood, here: _At, theta: Floats, step: Floats, gradient: Floats, least: Floats
) -> tuple[Floats, _At] | None:
    """Return the first place along the step, bent at the bounds, that is high enough; None without any."""
    length = 1.0
    while length > 1e-8:
        place = np.maximum(theta + length * step, least)
        wanted = 1e-4 * float(gradient @ (place - theta))
        try:
            there = likelihood.at(place)
        except np.linalg.LinAlgError:  # too close to a residual of nothing to be told from it
            there = None
        if there is not None and there.value >= here.value + max(wanted, 0.0):
            return place, there
        length /= 3
    return None
