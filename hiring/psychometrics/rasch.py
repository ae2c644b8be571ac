"""Many-facet Rasch measurement: how severe raters are in logits, and how well their ratings fit the model.

ln(P_k / P_k−1) = B_person − D_task − C_rater − F_k: the step to a level is harder the more severe the rater.
Unlike the additive model, a point near the end of the scale counts for more than one in the middle. It is a
second opinion: it takes candidates to differ in one thing only.

Joint maximum likelihood by Newton's method, the persons swept out. Sources: Linacre (1989), Many-Facet Rasch
Measurement; Wright & Masters (1982), Rating Scale Analysis; bias correction Wright & Douglas (1977),
Educational and Psychological Measurement 37, 47-60.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Estimate, Undefined
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
    """From each level that was used to the next; they add up to zero."""
    left_out: Mapping[str, tuple[Any, ...]]
    """By facet (person, task, rater) who got or gave one end of the scale alone: no measure is finite."""
    ratings: int
    """How many stand behind it."""


def many_facet(
    persons: Labels, tasks: Labels, raters: Labels, ratings: ArrayLike, *, corrected: bool = True
) -> RaschModel | Undefined:
    """Return severities and difficulties in logits with their errors and fit.

    One label of each kind per rating. Levels that nobody used are skipped. Persons, tasks and raters with
    nothing but one end of the scale are left out, and named.
    corrected: joint estimates lie too far apart by about L/(L − 1), L the ratings of a person; taken back.
    `se` is that of the information with the persons swept out, and is not taken back: so intervals cover.
    `n` counts the ratings of the rater or task.
    Undefined with fewer than two persons or raters, without variation, where persons and raters fall into
    parts without a link, or where no estimate is finite.

    Raises ValueError for rows of different length, a missing label, or something that is no number.

    Source: Linacre (1989); Wright & Masters (1982); Wright & Douglas (1977).
    """
    values = numbers(ratings, "ratings", ("rating",))
    facets = {
        name: codes(labels, f"{name}s", len(values))
        for name, labels in (("person", persons), ("task", tasks), ("rater", raters))
    }
    given = _Given({name: code for name, (_, code) in facets.items()}, values)
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
        tuple((shrink * fitted.thresholds).tolist()),
        named,
        len(kept.values),
    )


class _Given:
    """Ratings by the numbers of their facets, as they were first numbered."""

    def __init__(self, facets: Mapping[str, Codes], values: Floats) -> None:
        self.facets, self.values = facets, values
        self.known, self.number = {}, {}
        for name, code in facets.items():
            self.known[name], numbered = np.unique(code, return_inverse=True)
            self.number[name] = numbered.astype(np.intp)
        self.steps, step = np.unique(values, return_inverse=True)
        self.step = step.astype(np.intp)

    def levels(self, facet: str) -> int:
        return len(self.known[facet])

    def without_ends(self) -> tuple["_Given", dict[str, list[int]]]:
        """Return the ratings of those who did not get or give one end of the scale alone, and the others."""
        left_out: dict[str, list[int]] = {name: [] for name in self.facets}
        given = self
        while True:
            at_end = {name: given._at_end(name) for name in given.facets}
            for name, ends in at_end.items():
                left_out[name] += given.known[name][ends].tolist()
            kept = ~np.any([ends[given.number[name]] for name, ends in at_end.items()], axis=0)
            if kept.all():
                return given, left_out
            given = _Given({name: code[kept] for name, code in given.facets.items()}, given.values[kept])

    def _at_end(self, facet: str) -> NDArray[np.bool_]:
        many = np.bincount(self.number[facet])
        ends = (
            np.bincount(self.number[facet], self.step == end, len(many)) == many
            for end in (0, len(self.steps) - 1)
        )
        return np.asarray(np.any(list(ends), axis=0))

    def refusal(self) -> Undefined | None:
        if len(self.steps) < 2:
            return Undefined.because(reasons.NO_VARIATION)
        if self.levels("person") < 2:
            return Undefined.because(reasons.ONE_PERSON)
        if self.levels("rater") < 2:
            return Undefined.because(reasons.ONE_RATER)
        if not all(self._linked(facet) for facet in ("rater", "task")):
            return Undefined.because(reasons.NOT_LINKED)
        return None

    def _linked(self, facet: str) -> bool:
        """Say whether persons and `facet` hang together: a part by itself could be shifted at will."""
        person, other = self.number["person"], self.number[facet]
        part = np.arange(self.levels("person"))
        while True:
            lowest = np.full(self.levels(facet), len(part))
            np.minimum.at(lowest, other, part[person])
            spread = part.copy()
            np.minimum.at(spread, person, lowest[other])
            if (spread == part).all():
                return not part.any()
            part = spread


class _Fit:
    """The most likely places of all facets."""

    def __init__(self, given: _Given) -> None:
        self.given = given
        self.person, self.task, self.rater = (given.number[name] for name in ("person", "task", "rater"))
        self.shape = (given.levels("task"), given.levels("rater"), len(given.steps) - 1)
        self.ends = np.cumsum((0, *self.shape))
        self.free = _contrasts(self.shape)
        self.ability = np.zeros(given.levels("person"))
        self.rest = np.zeros(self.ends[-1])
        """Difficulties, severities and thresholds in one row."""

    @property
    def thresholds(self) -> Floats:
        return self.rest[self.ends[2] :]

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
        return _Expected(place, rest[self.ends[2] :], self.given.step)

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
        tasks, raters, _ = self.shape
        return np.concatenate(
            [
                -np.bincount(self.task, here.off, tasks),
                -np.bincount(self.rater, here.off, raters),
                -here.off_steps.sum(axis=0),
            ]
        )

    def _cross(self, here: "_Expected") -> Floats:
        """Return persons × the rest: minus how the expectations of both move together."""
        persons, (tasks, raters, steps) = len(self.ability), self.shape
        found = np.empty((persons, self.ends[-1]))
        for facet, at, many in ((self.task, 0, tasks), (self.rater, self.ends[1], raters)):
            sums = np.bincount(self.person * many + facet, here.spread, persons * many)
            found[:, at : at + many] = -sums.reshape(persons, many)
        for step in range(steps):
            found[:, self.ends[2] + step] = -np.bincount(self.person, here.with_steps[:, step], persons)
        return found

    def _information(self, here: "_Expected") -> Floats:
        tasks, raters, steps = self.shape
        found = np.zeros((self.ends[-1], self.ends[-1]))
        pair = np.bincount(self.task * raters + self.rater, here.spread, tasks * raters)
        found[:tasks, tasks : self.ends[2]] = pair.reshape(tasks, raters)
        for step in range(steps):
            at = self.ends[2] + step
            found[:tasks, at] = np.bincount(self.task, here.with_steps[:, step], tasks)
            found[tasks : self.ends[2], at] = np.bincount(self.rater, here.with_steps[:, step], raters)
        found += found.T
        single = [np.bincount(self.task, here.spread, tasks), np.bincount(self.rater, here.spread, raters)]
        found[np.arange(self.ends[2]), np.arange(self.ends[2])] = np.concatenate(single)
        found[self.ends[2] :, self.ends[2] :] = here.steps_together()
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

    def __init__(self, place: Floats, thresholds: Floats, step: Codes) -> None:
        levels = np.arange(len(thresholds) + 1)
        log = place[:, None] * levels - np.concatenate([[0.0], np.cumsum(thresholds)])
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

    def steps_together(self) -> Floats:
        many = self.reached.shape[1]
        upper = np.maximum.outer(np.arange(many), np.arange(many))
        return np.asarray(self.reached.sum(axis=0)[upper] - self.reached.T @ self.reached)
