"""Many-facet Rasch measurement: how severe raters are in logits, and how well their ratings fit the model.

ln(P_k / P_k−1) = B_person − D_task − C_rater − F_k: the step to a level is harder the more severe the rater.
The thresholds F are the same for all tasks (rating scale), or each task has its own (partial credit).
Unlike the additive model, a point near the end of the scale counts for more than one in the middle. It is a
second opinion: it takes candidates to differ in one thing only.

Joint maximum likelihood by Newton's method, the persons swept out. Sources: Linacre (1989), Many-Facet Rasch
Measurement; Wright & Masters (1982), Rating Scale Analysis; Masters (1982), Psychometrika 47, 149-174; bias
correction Wright & Douglas (1977), Educational and Psychological Measurement 37, 47-60.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Estimate, Undefined
from hiring.psychometrics.faceted_ratings import FacetedRatings
from hiring.psychometrics.inputs import Codes, Floats, Labels, codes, numbers
from hiring.psychometrics.quantiles import normal

SOURCE = "Linacre (1989), Many-Facet Rasch Measurement"

_STEPS = 200
_ENOUGH = 1e-8
#: Nobody is so severe: estimates beyond it run away, because the data hold no maximum.
_FARTHEST = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetMeasure(Estimate):
    """Where a rater or a task stands, in logits: positive is severe, or hard."""

    infit: float
    """Mean square of the residuals, weighted by information: 1 is what the model expects, more is erratic."""
    outfit: float
    """The same, unweighted: it is raised by single ratings far from what was expected."""


@dataclass(frozen=True, slots=True)
class RaschModel:
    """Severities of raters and difficulties of tasks; each adds up to zero."""

    raters: Mapping[Any, FacetMeasure]
    tasks: Mapping[Any, FacetMeasure]
    thresholds: tuple[float, ...]
    """From each level that was used to the next; they add up to zero. Empty where tasks have their own."""
    own_thresholds: Mapping[Any, tuple[float, ...]]
    """The same by task, from each level that was used in it; empty where all tasks share them."""
    left_out: Mapping[str, tuple[Any, ...]]
    """By facet (person, task, rater) who got or gave one end of the scale alone: no measure is finite."""
    ratings: int
    """How many stand behind it."""


def many_facet(
    persons: Labels,
    tasks: Labels,
    raters: Labels,
    ratings: ArrayLike,
    *,
    corrected: bool = True,
    partial_credit: bool = False,
) -> RaschModel | Undefined:
    """Return severities and difficulties in logits with their errors and fit.

    One label of each kind per rating. Levels that nobody used are skipped; with `partial_credit`, where each
    task has thresholds of its own, those that nobody used in the task. Persons, tasks and raters with
    nothing but one end of the scale are left out, and named.
    corrected: joint estimates lie too far apart by about L/(L − 1), L the ratings of a person; taken back.
    `se` is that of the information with the persons swept out, and is not taken back: so intervals cover.
    `n` counts the ratings of the rater or task.
    Undefined with fewer than two persons or raters, without variation, where persons and raters fall into
    parts without a link, or where no estimate is finite.

    Raises ValueError for rows of different length, a missing label, or something that is no number.

    Source: Linacre (1989); Wright & Masters (1982); Masters (1982); Wright & Douglas (1977).
    """
    values = numbers(ratings, "ratings", ("rating",))
    facets = {
        name: codes(labels, f"{name}s", len(values))
        for name, labels in (("person", persons), ("task", tasks), ("rater", raters))
    }
    given = FacetedRatings({name: code for name, (_, code) in facets.items()}, values, partial_credit)
    kept, left_out = given.without_ends()
    named = {name: tuple(facets[name][0][at] for at in left_out[name]) for name in facets}
    if (refusal := kept.refusal()) is not None:
        return refusal
    fitted = _Fit(kept)
    if not fitted.converged():
        return Undefined.because(reasons.NO_FINITE_ESTIMATE)
    per_person = len(kept.values) / kept.levels("person")
    shrink = (per_person - 1) / per_person if corrected else 1.0
    return RaschModel(
        fitted.measures("rater", facets["rater"][0], shrink),
        fitted.measures("task", facets["task"][0], shrink),
        () if partial_credit else fitted.thresholds(0, shrink),
        fitted.own_thresholds(facets["task"][0], shrink) if partial_credit else {},
        named,
        len(kept.values),
    )


class _Fit:
    """The most likely places of all facets."""

    def __init__(self, given: FacetedRatings) -> None:
        self.given = given
        self.person, self.task, self.rater = (given.number[name] for name in ("person", "task", "rater"))
        self.shape = (given.levels("task"), given.levels("rater"), *given.steps.tolist())
        self.ends = np.cumsum((0, *self.shape))
        self.most = int(given.steps.max())
        self.at_step = np.where(
            np.arange(self.most) < given.steps[:, None],
            self.ends[2:-1, None] + np.arange(self.most),
            self.ends[-1],
        )
        """Scale × step: where its threshold stands in `rest`; behind the end where there is no such step."""
        self.free = _contrasts(self.shape)
        self.ability = np.zeros(given.levels("person"))
        self.rest = np.zeros(self.ends[-1])
        """Difficulties, severities and thresholds in one row."""

    def thresholds(self, scale: int, shrink: float) -> tuple[float, ...]:
        """Return the thresholds of a scale, drawn together by `shrink`."""
        own = self.rest[self.ends[2 + scale] : self.ends[3 + scale]]
        return tuple((shrink * own).tolist())

    def own_thresholds(self, labels: Sequence[Any], shrink: float) -> dict[Any, tuple[float, ...]]:
        """Return those of every task by its label."""
        known = self.given.known["task"].tolist()
        return {labels[label]: self.thresholds(at, shrink) for at, label in enumerate(known)}

    def converged(self) -> bool:
        """Climb to the top; say whether there is one."""
        here = self._at(self.ability, self.rest)
        for _ in range(_STEPS):
            step = self._step(here)
            if step is None:
                return False
            length, there = 1.0, here
            while length > 1e-6:
                place = self.ability + length * step[0], self.rest + length * step[1]
                there = self._at(*place)
                if there.likelihood >= here.likelihood - 1e-12:
                    break
                length /= 2
            self.ability, self.rest = place
            here = there
            if max(np.abs(side).max() for side in place) > _FARTHEST:
                return False
            if max(np.abs(side).max() for side in step) < _ENOUGH:
                self.here = here
                return True
        return False

    def _at(self, ability: Floats, rest: Floats) -> "_Expected":
        place = ability[self.person] - rest[self.task] - rest[self.ends[1] + self.rater]
        thresholds = np.append(rest, np.inf)[self.at_step]
        return _Expected(place, thresholds, self.given.scale, self.given.step)

    def _step(self, here: "_Expected") -> tuple[Floats, Floats] | None:
        own = np.maximum(np.bincount(self.person, here.spread), 1e-12)
        cross = self._cross(here)
        across = self._information(here) - cross.T @ (cross / own[:, None])
        slope = np.bincount(self.person, here.off)
        down = self._slope(here) - cross.T @ (slope / own)
        inner = self.free.T @ across @ self.free
        if np.linalg.cond(inner) > 1e10:
            return None
        rest = self.free @ np.linalg.solve(inner, self.free.T @ down)
        self.inner = inner
        return (slope - cross @ rest) / own, rest

    def _slope(self, here: "_Expected") -> Floats:
        tasks, raters = self.shape[:2]
        return np.concatenate(
            [
                -np.bincount(self.task, here.off, tasks),
                -np.bincount(self.rater, here.off, raters),
                -self._of_steps(self._by(self.given.scale, len(self.given.steps), here.off_steps)),
            ]
        )

    def _by(self, number: Codes, many: int, steps: Floats) -> Floats:
        """Return the sums of each step's column over the ratings of each number."""
        return np.stack([np.bincount(number, column, many) for column in steps.T], axis=-1)

    def _of_steps(self, by_scale: Floats) -> Floats:
        """Put scale × step in the order of the thresholds, along the last axis."""
        return by_scale[..., self.at_step < self.ends[-1]]

    def _cross(self, here: "_Expected") -> Floats:
        """Return persons × the rest: minus how the expectations of both move together."""
        persons, (tasks, raters), scales = len(self.ability), self.shape[:2], len(self.given.steps)
        found = np.empty((persons, self.ends[-1]))
        for facet, at, many in ((self.task, 0, tasks), (self.rater, self.ends[1], raters)):
            sums = np.bincount(self.person * many + facet, here.spread, persons * many)
            found[:, at : at + many] = -sums.reshape(persons, many)
        found[:, self.ends[2] :] = -self._together(self.person, persons, here.with_steps, scales)
        return found

    def _together(self, facet: Codes, many: int, with_steps: Floats, scales: int) -> Floats:
        """Return facet × threshold: how the level and reaching a step go together."""
        sums = self._by(facet * scales + self.given.scale, many * scales, with_steps)
        return self._of_steps(sums.reshape(many, scales, self.most))

    def _information(self, here: "_Expected") -> Floats:
        (tasks, raters), scales = self.shape[:2], len(self.given.steps)
        found = np.zeros((self.ends[-1], self.ends[-1]))
        pair = np.bincount(self.task * raters + self.rater, here.spread, tasks * raters)
        found[:tasks, tasks : self.ends[2]] = pair.reshape(tasks, raters)
        found[:tasks, self.ends[2] :] = self._together(self.task, tasks, here.with_steps, scales)
        found[tasks : self.ends[2], self.ends[2] :] = self._together(
            self.rater, raters, here.with_steps, scales
        )
        found += found.T
        single = [np.bincount(self.task, here.spread, tasks), np.bincount(self.rater, here.spread, raters)]
        found[np.arange(self.ends[2]), np.arange(self.ends[2])] = np.concatenate(single)
        for scale, last in enumerate(self.given.steps.tolist()):
            own = slice(self.ends[2 + scale], self.ends[3 + scale])
            found[own, own] = here.steps_together(self.given.scale == scale, last)
        return found

    def measures(self, facet: str, labels: Sequence[Any], shrink: float) -> dict[Any, FacetMeasure]:
        """Return the measures of a facet by label, drawn together by `shrink`."""
        at = 0 if facet == "task" else 1
        part = slice(self.ends[at], self.ends[at + 1])
        spread = self.free @ np.linalg.inv(self.inner) @ self.free.T
        errors = np.sqrt(np.maximum(np.diag(spread)[part], 0))
        number = self.given.number[facet]
        many = np.bincount(number)
        squared = self.here.off**2
        infit = np.bincount(number, squared) / np.bincount(number, self.here.spread)
        outfit = np.bincount(number, squared / self.here.spread) / many
        z = normal(0.95)
        found = {}
        for place, label in enumerate(self.given.known[facet].tolist()):
            value, error = shrink * float(self.rest[part][place]), float(errors[place])
            found[labels[label]] = FacetMeasure(
                value,
                (value - z * error, value + z * error),
                int(many[place]),
                f"{'severity' if facet == 'rater' else 'difficulty'} in logits, joint estimates, n = ratings",
                SOURCE,
                error,
                infit=float(infit[place]),
                outfit=float(outfit[place]),
            )
        return found


def _contrasts(shape: tuple[int, ...]) -> Floats:
    """Return what turns free numbers into blocks of parameters that add up to zero each."""
    rows, columns = sum(shape), sum(size - 1 for size in shape)
    found = np.zeros((rows, columns))
    row = column = 0
    for size in shape:
        found[row : row + size - 1, column : column + size - 1] = np.eye(size - 1)
        found[row + size - 1, column : column + size - 1] = -1
        row, column = row + size, column + size - 1
    return found


class _Expected:
    """What the model expects of every rating at one place, and how far the rating is from it."""

    def __init__(self, place: Floats, thresholds: Floats, scale: Codes, step: Codes) -> None:
        """Take thresholds by scale × step: infinite where a scale has no such step."""
        levels = np.arange(thresholds.shape[1] + 1)
        passed = np.pad(np.cumsum(thresholds, axis=1), ((0, 0), (1, 0)))
        log = place[:, None] * levels - passed[scale]
        log -= log.max(axis=1, keepdims=True)
        share = np.exp(log)
        whole = share.sum(axis=1, keepdims=True)
        share /= whole
        rows = np.arange(len(step))
        self.likelihood = float((log[rows, step] - np.log(whole[:, 0])).sum())
        mean = share @ levels
        self.off = step - mean
        self.spread = np.maximum(share @ levels**2 - mean**2, 1e-12)
        self.reached = share[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        """The chance of this step or a higher one."""
        self.off_steps = (step[:, None] >= levels[1:]) - self.reached
        beyond = (share * levels)[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        self.with_steps = beyond - mean[:, None] * self.reached
        """How the level and reaching a step go together."""

    def steps_together(self, ratings: NDArray[np.bool_], many: int) -> Floats:
        """Return how the steps of one scale, of which there are `many`, go together in these ratings."""
        reached = self.reached[ratings, :many]
        upper = np.maximum.outer(np.arange(many), np.arange(many))
        return np.asarray(reached.sum(axis=0)[upper] - reached.T @ reached)
