"""Scores, ratings and points as the dossier shows them: raters are letters, missing stays missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hiring.banks.answer_kind import PartScore
from hiring.banks.scoring_keys import keyed_points
from hiring.dossiers.assembly.language import Language, language_of
from hiring.dossiers.assembly.standards import UnitOfStandard, units
from hiring.dossiers.values import (
    LOWEST_LEVEL,
    CompetencyResult,
    DossierRaterMean,
    KeyedTask,
    Level,
    NotMeasured,
    NotMeasuredReason,
    ReferenceMean,
    Summary,
    TaskRating,
    UnratedCell,
    level_reached,
)
from hiring.i18n import N_
from hiring.references.queries import References
from hiring.rubrics.rules import LEVEL_NAMES
from hiring.scoring.cells import rounded
from hiring.scoring.queries.ratings import RatingRow, TaskOfApplication
from hiring.scoring.queries.tasks import Criterion
from hiring.scoring.scores import CellKind, CompetencyScore, Scores

_LOWEST = Fraction(LOWEST_LEVEL)
_BY_RATERS = (CellKind.GIVEN, CellKind.NOTHING_SHOWN)
#: The name of a level 1 that no answer earned.
NOTHING_TO_READ = N_("nothing answered or shown")


def competency_results(
    criteria: Sequence[Criterion],
    scores: Scores | None,
    tasks: Sequence[TaskOfApplication],
    letters: Mapping[int, str],
    references: References | None,
    language: Language,
    *,
    standards: Mapping[str, Sequence[UnitOfStandard]],
) -> tuple[CompetencyResult, ...]:
    """Return one result per competency of the rubric; without `scores` none is measured yet.

    `letters` names the raters, by the id under which their means are kept.
    """
    return tuple(
        replace(
            _result(one, scores.of(one.code) if scores else None, tasks, letters, references, language),
            standards=units(standards.get(one.code, ()), language),
        )
        for one in criteria
    )


def summary(
    scores: Scores | None, tasks: Sequence[TaskOfApplication], language: Language, *, fewer_ratings: bool
) -> Summary:
    """Return the total with what it rests on."""
    if scores is None:
        return Summary(None, n_tasks=0, n_ratings=0, weight_covered=Decimal(0))
    return Summary(
        total=scores.total,
        n_tasks=_tasks_that_count(scores, tasks),
        n_ratings=sum(one.n_ratings for one in scores.competencies),
        weight_covered=scores.weight_covered,
        fewer_ratings=fewer_ratings,
        not_answered=_titles_with(CellKind.NOT_ANSWERED, scores, tasks, language),
        excused=_titles_with(CellKind.EXCUSED, scores, tasks, language),
        provisional=_titles(
            {cell.task for one in scores.competencies for cell in one.provisional}, tasks, language
        ),
    )


def _tasks_that_count(scores: Scores, tasks: Sequence[TaskOfApplication]) -> int:
    """Count what the total rests on: of the cells where scores go by them, else of the levels given."""
    if any(one.cells for one in scores.competencies):
        return len({cell.task for one in scores.competencies for cell in one.cells if cell.level is not None})
    return sum(any(rating.level is not None for rating in task.ratings) for task in tasks)


def _titles_with(
    kind: CellKind, scores: Scores, tasks: Sequence[TaskOfApplication], language: Language
) -> tuple[str, ...]:
    found = {cell.task for one in scores.competencies for cell in one.cells if cell.kind == kind}
    return _titles(found, tasks, language)


def _titles(found: set[int], tasks: Sequence[TaskOfApplication], language: Language) -> tuple[str, ...]:
    return tuple(language.text(each.task.title) for each in tasks if each.item_id in found)


def keyed_tasks(tasks: Sequence[TaskOfApplication], language: Language) -> tuple[KeyedTask, ...]:
    """Return the points of every task that a key marks, over the parts that were answered."""
    found = []
    for task in tasks:
        given = [score for _, score in _keyed_parts(task) if score.points is not None]
        if given and task.task.key is not None:
            found.append(
                KeyedTask(
                    code=task.task.code,
                    title=language.text(task.task.title),
                    points=sum((score.points or Decimal(0) for score in given), Decimal(0)),
                    of=sum((score.of for score in given), Decimal(0)),
                    provisional=task.task.key.provisional,
                    key_version=task.task.key.version,
                    key_before=None if task.own_key is None else task.own_key.version,
                )
            )
    return tuple(found)


def not_measured(
    results: Sequence[CompetencyResult], tasks: Sequence[TaskOfApplication], language: Language
) -> tuple[NotMeasured, ...]:
    """Return competencies without a score and keyed parts without an answer, each with its reason."""
    competencies = [
        NotMeasured(result.name, result.not_measured) for result in results if result.not_measured is not None
    ]
    unanswered = [
        NotMeasured(_name_of_part(task, part_key, language), NotMeasuredReason.LEFT_OPEN)
        for task in tasks
        for part_key, score in _keyed_parts(task)
        if score.points is None
    ]
    return (*competencies, *unanswered)


def _result(
    criterion: Criterion,
    score: CompetencyScore | None,
    tasks: Sequence[TaskOfApplication],
    letters: Mapping[int, str],
    references: References | None,
    language: Language,
) -> CompetencyResult:
    return CompetencyResult(
        code=criterion.code,
        name=language.text(criterion.name),
        definition=language.text(criterion.definition),
        weight=Decimal(criterion.weight),
        score=score.score if score else None,
        not_measured=_why_not_measured(score),
        level=_level(criterion, score, language),
        raters=_means(score, letters),
        ratings=tuple(_ratings_of(criterion.code, tasks, language)) if score else (),
        differs=score.differs if score else False,
        references=_seen(criterion.code, references),
        unrated=tuple(_unrated(score, tasks, language)) if score else (),
        levels=tuple(
            Level(number, language.say(LEVEL_NAMES[number]), language.text(criterion.anchors[number]))
            for number in sorted(criterion.anchors)
        ),
    )


def _unrated(
    score: CompetencyScore, tasks: Sequence[TaskOfApplication], language: Language
) -> Iterator[UnratedCell]:
    by_id = {each.item_id: each.task for each in tasks}
    for cell in score.cells:
        task, title = by_id[cell.task], language.text(by_id[cell.task].title)
        if cell.kind not in _BY_RATERS:
            of_nobody = _LOWEST if cell.kind == CellKind.NOT_ANSWERED else cell.level
            level = None if of_nobody is None else rounded(of_nobody)
            provisional = cell.provisional and cell.kind == CellKind.KEYED
            yield UnratedCell(task.code, title, cell.kind, cell.why, level, provisional)
        if cell.keyed is not None:
            keyed = rounded(cell.keyed)
            yield UnratedCell(task.code, title, CellKind.KEYED, None, keyed, cell.provisional)


def _why_not_measured(score: CompetencyScore | None) -> NotMeasuredReason | None:
    if score is None:
        return NotMeasuredReason.NOT_RATED
    return NotMeasuredReason(score.missing.value) if score.missing else None


def _level(criterion: Criterion, score: CompetencyScore | None, language: Language) -> Level | None:
    if score is None or score.score is None:
        return None
    by_cells = bool(score.cells)
    number = level_reached(score.score, by_cells=by_cells)
    if by_cells and number == LOWEST_LEVEL and not _shows_anything(score):
        return Level(number, language.say(NOTHING_TO_READ), "")
    return Level(number, language.say(LEVEL_NAMES[number]), language.text(criterion.anchors[number]))


def _shows_anything(score: CompetencyScore) -> bool:
    """Say whether any level was given for what an answer shows: else no anchor describes it."""
    return any(cell.kind in (CellKind.GIVEN, CellKind.KEYED) for cell in score.cells)


def _means(score: CompetencyScore | None, letters: Mapping[int, str]) -> tuple[DossierRaterMean, ...]:
    means = score.raters if score else ()
    named = (DossierRaterMean(letters[one.rater], one.mean) for one in means)
    return tuple(sorted(named, key=lambda one: one.rater))


def _ratings_of(code: str, tasks: Sequence[TaskOfApplication], language: Language) -> Iterator[TaskRating]:
    for task in tasks:
        for rating in sorted(task.ratings, key=lambda row: row.reviewer):
            if rating.competency == code:
                yield _rating(task, rating, language)


def _rating(task: TaskOfApplication, row: RatingRow, language: Language) -> TaskRating:
    return TaskRating(
        task_code=task.task.code,
        task_title=language.text(task.task.title),
        rater=row.reviewer,
        level=row.level,
        reason=row.reason,
        quotes=(row.quote,) if row.quote.strip() else (),
        nothing_shown=row.nothing_shown,
        language=language_of(row.locale),
        further=row.further,
        nothing_to_quote=row.nothing_to_quote,
    )


def _seen(code: str, references: References | None) -> ReferenceMean | None:
    found = references.sum_of(code) if references and references.given else None
    if found is None or not (found.n_items or found.not_observed):
        return None
    return ReferenceMean(
        found.mean, found.n_items, found.n_referees, found.not_observed, disagree=found.disagree
    )


def _keyed_parts(task: TaskOfApplication) -> list[tuple[str, PartScore]]:
    values = {each.part.key: each.answer.value for each in task.parts if each.answer is not None}
    return list(keyed_points(task.task, values).by_part.items())


def _name_of_part(task: TaskOfApplication, part_key: str, language: Language) -> str:
    title, part = language.text(task.task.title), task.task.part(part_key)
    return title if part is None or len(task.task.parts) == 1 else f"{title}: {language.text(part.title)}"
