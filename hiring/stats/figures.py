"""Every figure of a file of ratings: by competency, and the severity of raters over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from hiring.psychometrics import Undefined, generalizability, items, reasons
from hiring.psychometrics.estimates import Answer
from hiring.psychometrics.generalizability import (
    DecisionStudy,
    OneFacetStudy,
    TaskStudy,
    TwoFacetStudy,
    UndefinedStudy,
)
from hiring.psychometrics.score_errors.enough import TooFew, figure_or_too_few, item_or_too_few
from hiring.psychometrics.severity import AdditiveModel, DisconnectedDesign
from hiring.stats.agreement_figures import Agreement, agreement_of
from hiring.stats.reading import Ratings
from hiring.stats.row_kinds import Kind
from hiring.stats.scores import ScoreList
from hiring.stats.selection import Floats, Selection
from hiring.stats.severity_figures import CandidateFigures, candidate_figures, severities, verdicts

Study = TwoFacetStudy | OneFacetStudy | TaskStudy | UndefinedStudy


@dataclass(frozen=True, slots=True)
class Trust:
    """What a candidate's mean is worth over so many tasks and raters."""

    tasks: float
    raters: float
    decision: DecisionStudy


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """One task as an item of the test for one competency."""

    mean: float
    difficulty: Answer
    item_rest: Answer
    alpha_without: Answer


@dataclass(frozen=True, slots=True)
class CompetencyFigures:
    """Everything about the ratings of one competency."""

    ratings: int
    no_evidence: int
    answers: int
    candidates: int
    agreement: Agreement
    study: Study
    as_rated: Trust
    """What the means at hand are worth."""
    planned: tuple[Trust, ...]
    """What they would be worth if the same raters rated every task: as now, one more task, one more rater."""
    alpha: Answer
    tasks: dict[str, TaskFigures]

    @property
    def components(self) -> dict[str, Answer]:
        """The components of variance, as they may be told of so many candidates."""
        return {
            name: figure_or_too_few(part, self.candidates) for name, part in self.study.components.items()
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything `hiring stats` says."""

    counts: dict[str, int]
    scale: tuple[float, float]
    competencies: dict[str, CompetencyFigures]
    severity: AdditiveModel | DisconnectedDesign
    differs: Mapping[str, bool | TooFew]
    """By rater whether the severity is a verdict; empty without severities."""
    candidates: dict[str, CandidateFigures]
    kinds: Mapping[Kind, int]
    """How many rows there are of each kind; empty where the file does not say."""
    scores: ScoreList | None = None


def figures(ratings: Ratings, scores: ScoreList | None = None) -> Figures:
    """Return every figure of `ratings`, beside the scores made of them; what is not defined says why."""
    present = ~np.isnan(ratings.values)
    counts = {column: len(names) for column, names in ratings.names.items()}
    counts |= {"ratings": int(present.sum()), "no_evidence": int((~present).sum())}
    model = severities(ratings, present)
    return Figures(
        counts,
        ratings.scale,
        {name: _of_competency(ratings, number) for number, name in enumerate(ratings.names["competency"])},
        model,
        verdicts(ratings, present, model),
        candidate_figures(ratings, present, model, scores),
        ratings.kinds,
        scores,
    )


def _of_competency(ratings: Ratings, number: int) -> CompetencyFigures:
    chosen = Selection(ratings, number)
    tasks, table = chosen.by_task()
    names = [ratings.names["task"][task] for task in tasks]
    study = _study(chosen, len(tasks))
    n_tasks, n_raters = _typical_numbers(chosen)
    candidates = len(np.unique(chosen.candidate))
    return CompetencyFigures(
        len(chosen.values),
        chosen.no_evidence,
        chosen.answers,
        candidates,
        agreement_of(chosen),
        study,
        _told(Trust(n_tasks, n_raters, study.as_rated), candidates),
        tuple(
            _told(plan, candidates)
            for plan in _planned(study, max(1, round(n_tasks)), max(1, round(n_raters)))
        ),
        Undefined.because(reasons.TOO_LARGE)
        if table is None
        else item_or_too_few(items.cronbach_alpha(table), _complete(table)),
        {} if table is None else _tasks(names, table, ratings.scale),
    )


def _told(trust: Trust, candidates: int) -> Trust:
    """Return what a mean is worth, as it may be told of so many candidates: errors always."""
    decision = trust.decision
    g, phi = (figure_or_too_few(answer, candidates) for answer in (decision.g, decision.phi))
    return replace(trust, decision=replace(decision, g=g, phi=phi))


def _complete(table: Floats) -> int:
    return int((~np.isnan(table)).all(axis=1).sum())


def _study(chosen: Selection, tasks: int) -> Study:
    if tasks > 1 and len(np.unique(chosen.rater)) == 1:
        return generalizability.tasks_long(chosen.candidate, chosen.task, chosen.values)
    if tasks == 1:
        return generalizability.one_facet_long(chosen.candidate, chosen.rater, chosen.values)
    return generalizability.crossed_long(chosen.candidate, chosen.task, chosen.rater, chosen.values)


def _typical_numbers(chosen: Selection) -> tuple[float, float]:
    """Return tasks per candidate and ratings per answer; harmonic means where they differ (Brennan 2001)."""
    if not chosen.answers:
        return 1.0, 1.0
    _, first = np.unique(chosen.answer, return_index=True)
    per_candidate = np.bincount(chosen.candidate[first])
    tasks = per_candidate[per_candidate > 0]
    return float(1 / (1 / tasks).mean()), float(1 / (1 / chosen.per_answer).mean())


def _planned(study: Study, tasks: int, raters: int) -> tuple[Trust, ...]:
    if isinstance(study, OneFacetStudy):
        return tuple(Trust(1, many, study.decision(many)) for many in (raters, raters + 1))
    if isinstance(study, TaskStudy):
        return tuple(Trust(many, 1, study.decision(many)) for many in (tasks, tasks + 1))
    sizes = ((tasks, raters), (tasks + 1, raters), (tasks, raters + 1))
    return tuple(Trust(*size, study.decision(*size)) for size in sizes)


def _tasks(names: list[str], table: Floats, scale: tuple[float, float]) -> dict[str, TaskFigures]:
    lowest = scale[0]
    complete = _complete(table)
    hard = items.difficulty(table - lowest, scale[1] - lowest)
    rest, without = (
        [item_or_too_few(answer, complete) for answer in answers]
        for answers in (items.item_rest(table), items.alpha_if_deleted(table))
    )
    return {
        name: TaskFigures(float(np.nanmean(table[:, place])), hard[place], rest[place], without[place])
        for place, name in enumerate(names)
    }
