"""What other numbers of tasks and raters would do to the scores in a file; and as values for machines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiring.psychometrics import Undefined
from hiring.psychometrics.score_errors.cells import Marks, scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.plans import Planner, SizePlan
from hiring.psychometrics.score_errors.reml import components
from hiring.stats.reading import Ratings
from hiring.stats.score_studies import marks_of
from hiring.stats.scores import OF_MEDIANS, Weights
from hiring.stats.words import SOURCES, Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a planner: what these numbers would give, or what it takes to reach an error."""

    design: tuple[int, int] | None
    """Tasks, and raters per answer."""
    error: float | None


@dataclass(frozen=True, slots=True)
class Planned:
    """Plans for one competency, or for the total."""

    planner: Planner
    candidates: int
    design: SizePlan | None
    reaching: tuple[SizePlan | None, ...]
    """By number of raters, from one on; empty where no error was asked for."""


@dataclass(frozen=True, slots=True)
class Plans:
    """Plans for every score in a file; Undefined where its ratings tell nothing about its error."""

    asked: Asked
    competencies: Mapping[str, Planned | Undefined]
    total: Planned | Undefined | None
    """None without weights, or with one competency: that one is the total."""
    of_medians: bool
    """The file counts medians; the plans are for means all the same."""


def plans(ratings: Ratings, weights: Weights | None, asked: Asked) -> Plans:
    """Return what is asked for by competency, and with weights for the total."""
    given = marks_of(ratings)
    order = [str(code) for code in weights or ratings.names["competency"]]
    known = [code for at, code in enumerate(given.competencies) if _rated(given, at)]
    rated = sorted(known, key=order.index)
    total = None
    if weights is not None and len(rated) > 1 and any(weights[code] for code in rated):
        total = _planned(given, {code: float(weights[code]) for code in rated}, asked)
    alone = {str(code): _planned(given, {code: 1.0}, asked) for code in rated}
    return Plans(asked, alone, total, ratings.sheet.rule == OF_MEDIANS)


def _rated(given: Marks, competency: int) -> bool:
    """Say whether any reviewer gave a level on it: what nobody rated has no error of raters."""
    of_it = given.competency == competency
    return bool((of_it & (given.rater >= 0) & ~np.isnan(given.level)).any())


def _planned(given: Marks, weights: Mapping[Any, float], asked: Asked) -> Planned | Undefined:
    answers = scored(given, weights).answers
    found = components(Design(answers))
    if isinstance(found, Undefined):
        return found
    planner = Planner(found)
    return Planned(
        planner,
        len(set(answers.candidate.tolist())),
        None if asked.design is None else planner.plan(*asked.design),
        () if asked.error is None else planner.reaching(asked.error),
    )


def plans_as_plain(found: Plans, name: str, language: str) -> dict[str, Any]:
    """Return the plans as values that JSON knows; reasons why there is none are in `language`."""
    words = Vocabulary(language)
    plain: dict[str, Any] = {
        "file": name,
        "design": None
        if found.asked.design is None
        else dict(zip(("tasks", "raters"), found.asked.design, strict=True)),
        "error": found.asked.error,
        **({"combined": "mean"} if found.of_medians else {}),
        "competencies": {code: _plain(planned, words) for code, planned in found.competencies.items()},
    }
    return plain if found.total is None else plain | {"total": _plain(found.total, words)}


def _plain(planned: Planned | Undefined, words: Vocabulary) -> dict[str, Any]:
    if isinstance(planned, Undefined):
        return {"undefined": words.reason(planned)}
    told: dict[str, Any] = {
        "candidates": planned.candidates,
        "not_told_apart": dict(planned.planner.not_told_apart),
        "unknown": list(planned.planner.unknown),
    }
    if planned.design is not None:
        told["design"] = _of(planned.design)
    if planned.reaching:
        told["reaching"] = {
            str(raters): None if plan is None else _of(plan)
            for raters, plan in enumerate(planned.reaching, 1)
        }
    return told


def _of(plan: SizePlan) -> dict[str, float]:
    return {"tasks": plan.tasks, "raters": plan.raters, "same_raters": plan.same, "other_raters": plan.other}


def named(effects: Mapping[str, str], words: Vocabulary) -> str:
    """Return sources of error as people say them, each with the one it is counted with."""
    pairs = (f"{words.say(SOURCES[a])} → {words.say(SOURCES[b])}" for a, b in effects.items())
    return "; ".join(pairs)
