"""The statistics of the page, made of single ratings. Loads numpy: for background work alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hiring.psychometrics import Estimate, Undefined, agreement, items, rasch, reasons, severity
from hiring.psychometrics.inputs import Codes, Floats
from hiring.psychometrics.score_errors.enough import (
    ANSWERS_OF_EACH,
    TooFew,
    agreement_or_too_few,
    item_or_too_few,
    severe,
)
from hiring.quality.rules import (
    NEARLY_ALL,
    CompetencyAgreement,
    LevelGiven,
    RaterFigures,
    TaskQuality,
    Why,
)

#: So that the same ratings give the same figures.
SEED = 20_26
_DIGITS = 4


def agreements(given: Sequence[LevelGiven], competencies: Sequence[str]) -> list[CompetencyAgreement]:
    """Return how far reviewers agree, by competency; intervals by candidate."""
    return [_agreement(code, [one for one in given if one.competency == code]) for code in competencies]


def _agreement(code: str, given: Sequence[LevelGiven]) -> CompetencyAgreement:
    answers = np.array([(one.candidate, one.task) for one in given]).reshape(-1, 2)
    kinds, answer = np.unique(answers, axis=0, return_inverse=True)
    answer = answer.reshape(-1)
    many = np.bincount(answer, minlength=len(kinds))
    table = np.full((int(many.max(initial=1)), len(kinds)), np.nan)
    order = np.argsort(answer, kind="stable")
    first = np.concatenate([[0], np.cumsum(many)[:-1]])[: len(kinds)].astype(np.intp)
    place = np.arange(len(given)) - first[answer[order]] if len(given) else np.empty(0, dtype=np.intp)
    table[place, answer[order]] = np.array([one.level for one in given], float)[order]
    people = kinds[:, 0] if len(kinds) else np.empty(0, dtype=np.intp)
    doubled, candidates = int((many > 1).sum()), len(np.unique(people[many > 1]))
    alpha = agreement_or_too_few(
        agreement.bootstrap_interval(agreement.Alpha("ordinal", people.tolist()), table, SEED),
        doubled,
        candidates,
    )
    if isinstance(alpha, Undefined):
        return CompetencyAgreement(code, doubled, candidates, why=_why(alpha))
    same = agreement.exact_and_adjacent(table, people=people).exact
    return CompetencyAgreement(code, doubled, candidates, *_figure(alpha), *_figure(same))


def raters(given: Sequence[LevelGiven]) -> tuple[list[RaterFigures], Why | None, Why | None]:
    """Return how severe each reviewer is by both models, and why either says nothing, if so."""
    people = np.array([one.reviewer for one in given], dtype=np.intp)
    level = [one.level for one in given]
    answers = [(one.candidate, one.task, one.competency) for one in given]
    found = severity.additive(answers, people, level, confidence=None)
    second = _second_opinion(given)
    together = {(one.reviewer, one.candidate, one.task) for one in given}
    many = Counter(who for who, _, _ in together)
    enough = sum(count >= ANSWERS_OF_EACH for count in many.values())
    listed = [
        RaterFigures(who, count, *_severity(found, who, count, enough), *_measure(second, who))
        for who, count in sorted(many.items())
    ]
    listed = [_with_same(given, one) for one in listed]
    in_parts = isinstance(found, severity.DisconnectedDesign) and len(found.components) > 1
    return listed, Why(reasons.NOT_SHARED) if in_parts else _refused(found), _refused(second)


def _second_opinion(given: Sequence[LevelGiven]) -> rasch.RaschModel | Undefined:
    """Return the model in which each task has its own steps, or, where that says nothing, shared ones."""
    labels = (
        [one.candidate for one in given],
        [(one.task, one.competency) for one in given],
        [one.reviewer for one in given],
    )
    level = [one.level for one in given]
    own = rasch.many_facet(*labels, level, partial_credit=True)
    return rasch.many_facet(*labels, level) if isinstance(own, Undefined) else own


def _with_same(given: Sequence[LevelGiven], rater: RaterFigures) -> RaterFigures:
    """Say which level all of somebody's answers got, or nearly all."""
    levels = Counter(one.level for one in given if one.reviewer == rater.reviewer)
    level, often = levels.most_common(1)[0]
    share = often / levels.total()
    if rater.answers < ANSWERS_OF_EACH or share < NEARLY_ALL:
        return rater
    return replace(rater, same=level, same_share=None if len(levels) == 1 else round(share, _DIGITS))


def _severity(
    found: severity.AdditiveModel | severity.DisconnectedDesign, who: int, answers: int, enough: int
) -> tuple[float | None, float | None, bool | None]:
    if isinstance(found, severity.DisconnectedDesign):
        return None, None, None
    effect = found.raters[who]
    differs = severe(effect, answers, enough)
    error = None if effect.se is None else round(effect.se, _DIGITS)
    return round(effect.value, _DIGITS), error, None if isinstance(differs, TooFew) else differs


#: Measure, its error, infit, outfit.
_Measure = tuple[float | None, float | None, float | None, float | None]


def _measure(found: rasch.RaschModel | Undefined, who: int) -> _Measure:
    one = None if isinstance(found, Undefined) else found.raters.get(who)
    if one is None or one.se is None:
        return None, None, None, None
    value, error, infit, outfit = (
        round(each, _DIGITS) for each in (one.value, one.se, one.infit, one.outfit)
    )
    return value, error, infit, outfit


def tasks(given: Sequence[LevelGiven], competencies: Sequence[str]) -> list[TaskQuality]:
    """Return how each task tells candidates apart, competency by competency."""
    return [
        each
        for code in competencies
        for each in _tasks(code, [one for one in given if one.competency == code])
    ]


def _tasks(code: str, given: Sequence[LevelGiven]) -> list[TaskQuality]:
    if not given:
        return []
    people, row = _numbered([one.candidate for one in given])
    work, column = _numbered([one.task for one in given])
    shape = len(people), len(work)
    cell = row * shape[1] + column
    many = np.bincount(cell, minlength=shape[0] * shape[1])
    sums = np.bincount(cell, [one.level for one in given], minlength=shape[0] * shape[1])
    table = np.divide(sums, many, out=np.full(len(many), np.nan), where=many > 0).reshape(shape)
    complete = int((~np.isnan(table)).all(axis=1).sum())
    rest = [item_or_too_few(each, complete) for each in items.item_rest(table)]
    return [_task(code, int(work[at]), table[:, at], rest[at], complete) for at in range(shape[1])]


def _task(code: str, task: int, levels: Floats, rest: Estimate | Undefined, complete: int) -> TaskQuality:
    told = (None, _why(rest)) if isinstance(rest, Undefined) else (round(rest.value, _DIGITS), None)
    rated = int((~np.isnan(levels)).sum())
    return TaskQuality(task, code, rated, round(float(np.nanmean(levels)), 2), told[0], complete, told[1])


def _numbered(labels: Sequence[int]) -> tuple[Codes, Codes]:
    distinct, number = np.unique(labels, return_inverse=True)
    return distinct.astype(np.intp), number.astype(np.intp)


def _figure(found: Estimate | Undefined) -> tuple[float | None, tuple[float, float] | None]:
    if isinstance(found, Undefined):
        return None, None
    between = found.interval and (round(found.interval[0], _DIGITS), round(found.interval[1], _DIGITS))
    return round(found.value, _DIGITS), between


def _refused(found: object) -> Why | None:
    return _why(found) if isinstance(found, Undefined) else None


def _why(refusal: Undefined) -> Why:
    return Why(refusal.sentence, dict(refusal.values))
