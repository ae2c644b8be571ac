"""Every figure of a file of ratings: by competency, and the severity of raters over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics import Undefined, agreement, generalizability, items, reasons
from hiring.psychometrics.estimates import Answer
from hiring.psychometrics.generalizability import DecisionStudy, OneFacetStudy, TwoFacetStudy, UndefinedStudy
from hiring.psychometrics.score_errors.enough import (
    TooFew,
    agreement_or_too_few,
    figure_or_too_few,
    item_or_too_few,
)
from hiring.psychometrics.severity import AdditiveModel, DisconnectedDesign
from hiring.stats.reading import Ratings
from hiring.stats.row_kinds import Kind
from hiring.stats.scores import ScoreList
from hiring.stats.severity_figures import CandidateFigures, candidate_figures, severities, verdicts

#: Krippendorff's limit below which he draws no conclusions at all.
TENTATIVE = 0.667
#: So that the same file gives the same figures.
SEED = 20_26
_MOST_CATEGORIES = 20
_LARGEST_TABLE = 30_000_000

Floats = NDArray[np.float64]
Study = TwoFacetStudy | OneFacetStudy | UndefinedStudy


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree on one competency."""

    pairs: agreement.PairAgreement
    alpha: agreement.Bootstrapped | Undefined
    alpha_below_tentative: float | None
    icc_form: str
    """"2" where the same raters rated every answer, "1" where raters differ from answer to answer."""
    icc_one: Answer
    icc_mean: Answer
    raters_per_answer: int
    kappa: Answer | None
    """Only where there are exactly two raters."""


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
        candidate_figures(ratings, present, model),
        ratings.kinds,
        scores,
    )


class _Selection:
    """The ratings of one competency, and the answers they were given to."""

    def __init__(self, ratings: Ratings, number: int) -> None:
        chosen = ratings.codes["competency"] == number
        self.no_evidence = int(np.isnan(ratings.values[chosen]).sum())
        chosen &= ~np.isnan(ratings.values)
        self.values = ratings.values[chosen]
        self.candidate, self.task, self.rater = (
            ratings.codes[column][chosen] for column in ("candidate", "task", "rater")
        )
        self.scale = ratings.scale
        key = self.candidate * (int(self.task.max(initial=-1)) + 1) + self.task
        answers, self.answer = np.unique(key, return_inverse=True)
        self.answers = len(answers)
        self.per_answer = np.bincount(self.answer, minlength=self.answers)

    @cached_property
    def tables(self) -> list[Floats]:
        """Answers × ratings given, without regard to who gave them; one table per number of ratings."""
        order = np.argsort(self.answer, kind="stable")
        start = np.concatenate([[0], np.cumsum(self.per_answer)[:-1]]).astype(np.intp)
        ordered = self.values[order]
        sizes = np.unique(self.per_answer)
        return [ordered[start[self.per_answer == size][:, None] + np.arange(size)] for size in sizes.tolist()]

    @cached_property
    def packed_candidates(self) -> NDArray[np.intp]:
        """The candidate of every answer with two ratings or more, in the order of `tables`."""
        of_answer = np.empty(self.answers, dtype=np.intp)
        of_answer[self.answer] = self.candidate
        several = [size for size in np.unique(self.per_answer).tolist() if size > 1]
        found = [of_answer[self.per_answer == size] for size in several]
        return np.concatenate([np.empty(0, dtype=np.intp), *found])

    def by_rater(self) -> Floats | None:
        """Return answers × raters where everybody rated everything, else None."""
        raters, column = np.unique(self.rater, return_inverse=True)
        if len(self.values) != self.answers * len(raters):
            return None
        table = np.empty((self.answers, len(raters)))
        table[self.answer, column] = self.values
        return table

    def by_task(self) -> tuple[NDArray[np.intp], Floats | None]:
        """Return the tasks, and candidates × tasks with the mean rating of every answer; None if too many."""
        tasks, column = np.unique(self.task, return_inverse=True)
        candidates, row = np.unique(self.candidate, return_inverse=True)
        if len(candidates) * len(tasks) > _LARGEST_TABLE:
            return tasks, None
        means = np.bincount(self.answer, self.values) / self.per_answer
        table = np.full((len(candidates), len(tasks)), np.nan)
        table[row, column] = means[self.answer]
        return tasks, table


def _of_competency(ratings: Ratings, number: int) -> CompetencyFigures:
    chosen = _Selection(ratings, number)
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
        _agreement(chosen),
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


def _agreement(chosen: _Selection) -> Agreement:
    packed = _packed(chosen.tables)
    alpha: agreement.Bootstrapped | Undefined = Undefined.because(reasons.TOO_LARGE)
    pairs = agreement.PairAgreement(alpha, alpha, 0)
    if packed is not None:
        by_candidate = agreement.Alpha("ordinal", clusters=chosen.packed_candidates.tolist())
        alpha = agreement.bootstrap_interval(by_candidate, packed, SEED)
        pairs = agreement.exact_and_adjacent(packed)
    doubled = chosen.per_answer[chosen.answer] > 1
    floor = (int((chosen.per_answer > 1).sum()), len(np.unique(chosen.candidate[doubled])))
    told = agreement_or_too_few(alpha, *floor)
    alpha = told if isinstance(told, agreement.Bootstrapped | Undefined) else alpha
    everybody = chosen.by_rater()
    if everybody is not None:
        form, table = "2", everybody
    else:  # the largest group of answers with the same number of ratings
        several = [table for table in chosen.tables if table.shape[1] > 1]
        form, table = "1", max(several, key=len, default=np.empty((chosen.answers, 1)))
    found = agreement.icc(table)
    return Agreement(
        agreement.PairAgreement(
            agreement_or_too_few(pairs.exact, *floor),
            agreement_or_too_few(pairs.adjacent, *floor),
            pairs.pairs,
        ),
        alpha,
        alpha.share_below(TENTATIVE) if isinstance(alpha, agreement.Bootstrapped) else None,
        form,
        agreement_or_too_few(found[f"{form},1"], *floor),
        agreement_or_too_few(found[f"{form},k"], *floor),
        table.shape[1],
        agreement_or_too_few(_kappa(everybody), *floor)
        if everybody is not None and everybody.shape[1] == 2
        else None,
    )


def _packed(tables: list[Floats]) -> Floats | None:
    """Return ratings × answers, nan where an answer has fewer than another; None if that is too much."""
    several = [table for table in tables if table.shape[1] > 1]
    if not several:
        return np.empty((1, sum(len(table) for table in tables)))
    deepest = max(table.shape[1] for table in several)
    if deepest * sum(map(len, several)) > _LARGEST_TABLE:
        return None
    return np.concatenate(
        [np.pad(table, ((0, 0), (0, deepest - table.shape[1])), constant_values=np.nan) for table in several]
    ).T


def _kappa(table: Floats) -> Answer:
    levels, place = np.unique(table, return_inverse=True)
    if len(levels) > _MOST_CATEGORIES:
        return Undefined.because(reasons.TOO_MANY_CATEGORIES, number=_MOST_CATEGORIES)
    pairs = place.reshape(table.shape)
    counts = np.bincount(pairs[:, 0] * len(levels) + pairs[:, 1], minlength=len(levels) ** 2)
    return agreement.weighted_kappa(
        counts.reshape(len(levels), len(levels)), "quadratic", scale_values=levels
    )


def _study(chosen: _Selection, tasks: int) -> Study:
    if tasks == 1:
        return generalizability.one_facet_long(chosen.candidate, chosen.rater, chosen.values)
    return generalizability.crossed_long(chosen.candidate, chosen.task, chosen.rater, chosen.values)


def _typical_numbers(chosen: _Selection) -> tuple[float, float]:
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
