"""Generalizability theory: where ratings vary from, and how far a mean may be trusted."""

from collections.abc import Mapping
from math import prod
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.components import (
    Analysis,
    Effects,
    Observations,
    balanced,
    confounded,
    mean_shares,
    unbalanced,
)
from hiring.psychometrics.estimates import Answer, Estimate, Undefined
from hiring.psychometrics.inputs import Codes, Floats, Labels, Scale, codes, numbers, varies
from hiring.psychometrics.studies import (
    SOURCE,
    DecisionStudy,
    OneFacetStudy,
    TaskStudy,
    TwoFacetStudy,
    UndefinedStudy,
)

__all__ = [
    "DecisionStudy",
    "OneFacetStudy",
    "TaskStudy",
    "TwoFacetStudy",
    "UndefinedStudy",
    "crossed",
    "crossed_long",
    "nested",
    "one_facet",
    "one_facet_long",
    "tasks_long",
]

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
TASKS_ONLY: Effects = {"p": frozenset("p"), "t": frozenset("t"), "pt": frozenset("pt")}

_TOO_FEW = {"p": reasons.ONE_PERSON, "t": reasons.ONE_TASK, "r": reasons.ONE_RATER}
#: What is asked for: where a design cannot tell it from a larger effect, nothing is left to say.
_ASKED = "p"


def crossed(scores: ArrayLike, *, scale: Scale | None = None) -> TwoFacetStudy | UndefinedStudy:
    """Return the G study of persons × tasks × raters, all random, one rating per cell.

    scores: persons × tasks × raters, nan = missing; the same rater stands at the same place for every task.
    scale: (low, high); a rating outside is an error.

    `components` is keyed p t r pt pr tr ptr (ptr holds the error), each an Estimate with `se`. Complete data:
    expected mean squares, σ²(ptr) = MSptr, σ²(pt) = (MSpt − MSptr)/n_r, ..., σ²(p) = (MSp − MSpt − MSpr +
    MSptr)/(n_t n_r). Missing data: Henderson's Method 1, without `se`. An effect whose cells hold the same
    ratings as those of a larger one is Undefined and counted with that one: pr where nobody was rated by the
    same rater on two tasks, r with tr where every task has raters of its own, r with pr where every person
    has, pt with one rating per answer.
    Undefined without variation, with fewer than two persons, tasks or raters, where persons themselves cannot
    be told apart from what was asked of them, or where the overlap is too small to separate the components.

    Raises ValueError for another shape, something that is no number, or a rating outside `scale`.

    Source: Cronbach, Gleser, Nanda & Rajaratnam (1972); Brennan (2001); Henderson (1953).
    """
    block = numbers(scores, "scores", ("person", "task", "rater"), missing=True, scale=scale)
    return _two_facets(_observed(block, "ptr"), CROSSED)


def crossed_long(
    persons: Labels, tasks: Labels, raters: Labels, ratings: ArrayLike
) -> TwoFacetStudy | UndefinedStudy:
    """Return the same as `crossed` for ratings in long form: one label of each kind per rating.

    For many raters who each saw few answers, where a block of all cells would be mostly empty.
    Each combination of labels may occur once. Raises ValueError for rows of different length, a missing
    label, a combination that occurs twice, or something that is no number.
    """
    observations = _long({"p": (persons, "persons"), "t": (tasks, "tasks"), "r": (raters, "raters")}, ratings)
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


def one_facet_long(persons: Labels, raters: Labels, ratings: ArrayLike) -> OneFacetStudy | UndefinedStudy:
    """Return the same as `one_facet` for ratings in long form; as `crossed_long` without tasks."""
    found = _study(_long({"p": (persons, "persons"), "r": (raters, "raters")}, ratings), ONE_FACET)
    return found if isinstance(found, UndefinedStudy) else OneFacetStudy(**found)


def tasks_long(persons: Labels, tasks: Labels, ratings: ArrayLike) -> TaskStudy | UndefinedStudy:
    """Return the study of persons × tasks that one rater has rated: how severe that rater is, nobody can say.

    Ratings in long form. `components` is keyed p t pt (pt holds the error). Otherwise as `crossed`.
    """
    found = _study(_long({"p": (persons, "persons"), "t": (tasks, "tasks")}, ratings), TASKS_ONLY)
    return found if isinstance(found, UndefinedStudy) else TaskStudy(**found)


def _long(labels: Mapping[str, tuple[Labels, str]], ratings: ArrayLike) -> Observations:
    values = numbers(ratings, "ratings", ("rating",))
    facets = {facet: codes(given, name, len(values))[1] for facet, (given, name) in labels.items()}
    observations = Observations(facets, values)
    cell = observations.cells(frozenset(labels)) if len(values) else np.empty(0, dtype=np.intp)
    if int(cell.max(initial=-1)) + 1 < len(cell):
        twice = int(np.flatnonzero(np.bincount(cell)[cell] > 1)[0])
        kinds = " and ".join(name.removesuffix("s") for _, name in labels.values())
        raise ValueError(f"ratings: rating {twice + 1} has the {kinds} of another")
    return observations


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
    merged = _merged(observations, effects)
    if _ASKED in merged:
        why = Undefined.because(reasons.CONFOUNDED, effect=_ASKED, other=merged[_ASKED])
        return UndefinedStudy(why.reason, why.sentence, why.values, tuple(effects))
    separate = {name: facets for name, facets in effects.items() if name not in merged}
    # Fewer contrasts than components are one equation for several unknowns, whatever comes out.
    found = unbalanced(observations, separate) if total - 1 >= len(separate) else None
    if found is None:
        why = Undefined.because(reasons.INSEPARABLE)
        return UndefinedStudy(why.reason, why.sentence, why.values, tuple(effects))
    return _described(found, observations, effects, UNBALANCED, merged)


def _merged(observations: Observations, effects: Effects) -> dict[str, str]:
    """Return the effects that a larger one holds here, each with the largest of those."""
    pairs = confounded(observations, effects)
    return {name: max((o for n, o in pairs if n == name), key=lambda o: len(effects[o])) for name, _ in pairs}


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
        "method": method + "".join(f", {name} counted with {other}" for name, other in merged.items()),
        "merged": MappingProxyType(dict(merged)),
        "effects": effects,
        "shares": mean_shares(observations, effects),
    }
