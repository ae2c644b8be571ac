"""Generalizability theory: where ratings vary from, and how far a mean may be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod, sqrt
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.components import Analysis, Effects, Observations, balanced, confounded, unbalanced
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined
from hiring.psychometrics.inputs import Codes, Floats, Scale, codes, numbers, varies
from hiring.psychometrics.quantiles import normal

SOURCE = "Cronbach et al. (1972); Brennan (2001), Generalizability Theory"
BALANCED = "expected mean squares"
UNBALANCED = "Henderson's Method 1 (analogous ANOVA) for unbalanced data"

CROSSED: Effects = {
    "p": frozenset("p"),
    "t": frozenset("t"),
    "r": frozenset("r"),
    "pt": frozenset("pt"),
    "pr": frozenset("pr"),
    "tr": frozenset("tr"),
    "ptr": frozenset("ptr"),
}
NESTED: Effects = {
    "p": frozenset("p"),
    "t": frozenset("t"),
    "r:t": frozenset("tr"),
    "pt": frozenset("pt"),
    "pr:t": frozenset("ptr"),
}
ONE_FACET: Effects = {"p": frozenset("p"), "r": frozenset("r"), "pr": frozenset("pr")}

_TOO_FEW = {"p": reasons.ONE_PERSON, "t": reasons.ONE_TASK, "r": reasons.ONE_RATER}
#: Interactions that may be estimated as one with the residual where a design cannot tell them apart.
_MAY_MERGE = ("pr", "tr")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a mean over so many tasks and raters would be worth (a D study)."""

    g: Answer
    """Eρ²: for ranking people against each other."""
    phi: Answer
    """Φ: for judging people against a fixed cut."""
    sem_relative: Answer
    sem_absolute: Answer

    def score_interval(
        self, score: float, *, absolute: bool = True, confidence: float = 0.95
    ) -> Interval | Undefined:
        """Return `score` ± z standard errors: absolute for cut decisions, relative for ranking."""
        error = self.sem_absolute if absolute else self.sem_relative
        if isinstance(error, Undefined):
            return error
        half = normal(confidence) * error.value
        return score - half, score + half


@dataclass(frozen=True, slots=True)
class UndefinedStudy(Undefined):
    """A G study that cannot be made; every figure asked of it is undefined for the same reason."""

    effects: tuple[str, ...] = ()

    @property
    def components(self) -> Mapping[str, Answer]:
        return dict.fromkeys(self.effects, Undefined(self.reason, self.sentence, self.values))

    def decision(self, *_sizes: float, **_named: float) -> Decision:
        why = Undefined(self.reason, self.sentence, self.values)
        return Decision(why, why, why, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Study:
    components: Mapping[str, Answer]
    """Variance by effect, as estimated: it may be negative. In decisions a negative one counts as zero."""
    sums_of_squares: Mapping[str, float]
    degrees_of_freedom: Mapping[str, int]
    """Empty for unbalanced data, where sums of squares have none of their own."""
    negative: tuple[str, ...]
    """The effects whose estimate is negative: set to zero in decisions."""
    n: int
    method: str
    effects: Effects = field(repr=False)

    def _decide(self, sizes: Mapping[str, float]) -> Decision:
        if wrong := [size for size in sizes.values() if not size > 0]:
            raise ValueError(f"a mean needs more than {wrong[0]!r} tasks or raters")
        relative = absolute = 0.0
        variance = {
            name: max(0.0, found.value)
            for name, found in self.components.items()
            if isinstance(found, Estimate)
        }
        for name, value in variance.items():
            if name != "p":
                share = value / prod(sizes[facet] for facet in self.effects[name] - {"p"})
                absolute += share
                relative += share if "p" in self.effects[name] else 0.0
        return Decision(
            self._coefficient("Eρ²", variance["p"], relative, sizes),
            self._coefficient("Φ", variance["p"], absolute, sizes),
            self._error("relative", relative, sizes),
            self._error("absolute", absolute, sizes),
        )

    def _coefficient(self, name: str, persons: float, error: float, sizes: Mapping[str, float]) -> Answer:
        if persons + error == 0:
            return Undefined.because(reasons.NO_VARIANCE_LEFT)
        return Estimate(persons / (persons + error), None, self.n, self._named(name, sizes), SOURCE)

    def _error(self, name: str, error: float, sizes: Mapping[str, float]) -> Answer:
        return Estimate(sqrt(error), None, self.n, self._named(f"{name} standard error", sizes), SOURCE)

    def _named(self, what: str, sizes: Mapping[str, float]) -> str:
        means = " and ".join(f"{size:g} {'tasks' if f == 't' else 'raters'}" for f, size in sizes.items())
        zero = f", {', '.join(self.negative)} set to zero" if self.negative else ""
        return f"{what} of a mean over {means}, n = persons, {self.method}{zero}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoFacetStudy(_Study):
    """Variance components of persons × tasks × raters, and what other numbers of them would give."""

    def decision(self, n_tasks: float, n_raters: float) -> Decision:
        """Return what a mean over `n_tasks` with `n_raters` each would be worth.

        Relative error variance: Σ over effects with p of σ²/(the numbers of its tasks and raters); absolute
        error variance: Σ over all effects but p. Eρ² and Φ = σ²(p)/(σ²(p) + error).
        Raises ValueError for a number that is not above zero.
        """
        return self._decide({"t": n_tasks, "r": n_raters})


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFacetStudy(_Study):
    """Variance components of persons × raters, and what other numbers of raters would give."""

    def decision(self, n_raters: float) -> Decision:
        """Return what a mean over `n_raters` would be worth; as `TwoFacetStudy.decision` without tasks."""
        return self._decide({"r": n_raters})


def crossed(scores: ArrayLike, *, scale: Scale | None = None) -> TwoFacetStudy | UndefinedStudy:
    """Return the G study of persons × tasks × raters, all random, one rating per cell.

    scores: persons × tasks × raters, nan = missing; the same rater stands at the same place for every task.
    scale: (low, high); a rating outside is an error.

    `components` is keyed p t r pt pr tr ptr (ptr holds the error), each an Estimate with `se`. Complete data:
    expected mean squares, σ²(ptr) = MSptr, σ²(pt) = (MSpt − MSptr)/n_r, ..., σ²(p) = (MSp − MSpt − MSpr +
    MSptr)/(n_t n_r). Missing data: Henderson's Method 1, without `se`; where nobody was rated by the same
    rater on two tasks, pr (likewise tr) is Undefined and part of ptr.
    Undefined without variation, with fewer than two persons, tasks or raters, or where the overlap is too
    small to separate the components.

    Raises ValueError for another shape, something that is no number, or a rating outside `scale`.

    Source: Cronbach, Gleser, Nanda & Rajaratnam (1972); Brennan (2001); Henderson (1953).
    """
    block = numbers(scores, "scores", ("person", "task", "rater"), missing=True, scale=scale)
    return _two_facets(_observed(block, "ptr"), CROSSED)


def crossed_long(
    persons: Sequence[object], tasks: Sequence[object], raters: Sequence[object], ratings: ArrayLike
) -> TwoFacetStudy | UndefinedStudy:
    """Return the same as `crossed` for ratings in long form: one label of each kind per rating.

    For many raters who each saw few answers, where a block of all cells would be mostly empty.
    Each combination of labels may occur once. Raises ValueError for rows of different length, a missing
    label, a combination that occurs twice, or something that is no number.
    """
    values = numbers(ratings, "ratings", ("rating",))
    labels = {"p": (persons, "persons"), "t": (tasks, "tasks"), "r": (raters, "raters")}
    facets = {facet: codes(given, name, len(values))[1] for facet, (given, name) in labels.items()}
    observations = Observations(facets, values)
    if len(values):
        cell = observations.cells(CROSSED["ptr"])
        if int(cell.max()) + 1 < len(cell):
            twice = int(np.flatnonzero(np.bincount(cell)[cell] > 1)[0])
            raise ValueError(f"ratings: rating {twice + 1} has the person, task and rater of another")
    return _two_facets(observations, CROSSED)


def nested(scores: ArrayLike, *, scale: Scale | None = None) -> TwoFacetStudy | UndefinedStudy:
    """Return the G study of persons × (raters within tasks): every task has raters of its own.

    scores: persons × tasks × raters-within-tasks, nan = missing; place 1 of task A and place 1 of task B
    are different people. `components` is keyed p t r:t pt pr:t; σ²(r:t) = (MSr:t − MSpr:t)/n_p,
    σ²(t) = (MSt − MSr:t − MSpt + MSpr:t)/(n_p n_r). Otherwise as `crossed`.
    """
    block = numbers(scores, "scores", ("person", "task", "rater"), missing=True, scale=scale)
    return _two_facets(_observed(block, "ptr"), NESTED)


def one_facet(scores: ArrayLike, *, scale: Scale | None = None) -> OneFacetStudy | UndefinedStudy:
    """Return the G study of persons × raters (or persons × tasks, one rating each).

    scores: persons × raters, nan = missing. `components` is keyed p r pr (pr holds the error).
    Φ with one rater is ICC(2,1), Eρ² is ICC(3,1), where no component is negative. Otherwise as `crossed`.
    """
    block = numbers(scores, "scores", ("person", "rater"), missing=True, scale=scale)
    found = _study(_observed(block, "pr"), ONE_FACET)
    return found if isinstance(found, UndefinedStudy) else OneFacetStudy(**found)


def _observed(block: Floats, names: str) -> Observations:
    places = np.nonzero(~np.isnan(block))
    facets = {name: _renumbered(place) for name, place in zip(names, places, strict=True)}
    return Observations(facets, block[places])


def _renumbered(place: Codes) -> Codes:
    return np.unique(place, return_inverse=True)[1].astype(np.intp)


def _two_facets(observations: Observations, effects: Effects) -> TwoFacetStudy | UndefinedStudy:
    found = _study(observations, effects)
    return found if isinstance(found, UndefinedStudy) else TwoFacetStudy(**found)


def _study(observations: Observations, effects: Effects) -> dict[str, Any] | UndefinedStudy:
    if (refusal := _refusal(observations, effects)) is not None:
        return UndefinedStudy(refusal.reason, refusal.sentence, refusal.values, tuple(effects))
    total = len(observations.values)
    if total == prod(observations.levels(facet) for facet in observations.facets):
        return _described(balanced(observations, effects), observations, effects, BALANCED, {})
    merged = {name: other for name, other in confounded(observations, effects) if name in _MAY_MERGE}
    separate = {name: facets for name, facets in effects.items() if name not in merged}
    if stuck := confounded(observations, separate):
        name, other = stuck[0]
        why = Undefined.because(reasons.CONFOUNDED, effect=name, other=other)
        return UndefinedStudy(why.reason, why.sentence, why.values, tuple(effects))
    found = unbalanced(observations, separate)
    if found is None:
        why = Undefined.because(reasons.INSEPARABLE)
        return UndefinedStudy(why.reason, why.sentence, why.values, tuple(effects))
    return _described(found, observations, effects, UNBALANCED, merged)


def _refusal(observations: Observations, effects: Effects) -> Undefined | None:
    for facet, reason in _TOO_FEW.items():
        # Raters within tasks are counted by place: one place per task cannot show how raters differ.
        if facet in observations.facets and observations.levels(facet) < 2:
            return Undefined.because(reason)
    if not varies(observations.values):
        return Undefined.because(reasons.NO_VARIATION)
    return None


def _described(
    found: Analysis, observations: Observations, effects: Effects, method: str, merged: Mapping[str, str]
) -> dict[str, Any]:
    persons = observations.levels("p")
    components: dict[str, Answer] = {}
    for name in effects:
        if name in merged:
            components[name] = Undefined.because(reasons.CONFOUNDED, effect=name, other=merged[name])
        else:
            se = found.errors[name] if found.errors else None
            components[name] = Estimate(
                found.components[name],
                None,
                persons,
                f"variance of {name}, n = persons, {method}",
                SOURCE,
                se,
            )
    return {
        "components": MappingProxyType(components),
        "sums_of_squares": MappingProxyType(found.sums_of_squares),
        "degrees_of_freedom": MappingProxyType(found.degrees_of_freedom),
        "negative": tuple(name for name, value in found.components.items() if value < 0),
        "n": persons,
        "method": method + (f", {', '.join(merged)} counted with the error" if merged else ""),
        "effects": effects,
    }
