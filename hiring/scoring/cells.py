"""The rule of cells: every task counts in every competency it measures, also where it was left empty."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TypeAlias

from hiring.openings.judging import LevelsCombined
from hiring.scoring.scores import (
    AskedTask,
    Cell,
    CellKind,
    CompetencyScore,
    Excuse,
    GivenRating,
    Missing,
    RaterMean,
    ScoreInput,
    Scores,
    WeightedCompetency,
    differences_in,
    levels_by,
)

_LOWEST = Fraction(1)

Combine: TypeAlias = Callable[[Sequence[Fraction]], Fraction | None]


def cell_scores(given: ScoreInput) -> Scores:
    """Return the score of every competency and the total.

    A competency is the mean of its cells that are not excused, the total the mean of the
    competencies by weight: an excused cell leaves its competency, whose weight stays whole,
    and only where all its cells are excused do the other competencies take it over. Who
    answered nothing at all has no scores. Everything is computed exactly and rounded once,
    half up, to two places.
    """
    cells, means = cells_of(given), competency_means(given)
    measured = [one for one in given.policy.competencies if means[one.code] is not None]
    covered, whole = sum(one.weight for one in measured), sum(one.weight for one in given.policy.competencies)
    total = total_of(given.policy.competencies, means)
    return Scores(
        tuple(_score(one, means[one.code], cells[one.code], given) for one in given.policy.competencies),
        None if total is None else rounded(total),
        rounded(Fraction(covered * 100, whole)) if whole else Decimal("0.00"),
    )


def cells_of(given: ScoreInput) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of every competency, in the order of the tasks.

    Whatever counts tasks counts these, so that it cannot say anything else than the score.
    """
    combine = _COMBINED[given.policy.combined]
    return {
        one.code: tuple(
            cell
            for task in given.tasks
            if (cell := _cell(task, one.code, _ratings_of(given, task, one.code), combine)) is not None
        )
        for one in given.policy.competencies
    }


def competency_means(given: ScoreInput) -> dict[str, Fraction | None]:
    """Return the exact score of every competency; None where nothing enters, or nothing was answered."""
    if not answered_anything(given):
        return dict.fromkeys(one.code for one in given.policy.competencies)
    return {code: _mean(_entering(cells)) for code, cells in cells_of(given).items()}


def total_of(
    competencies: Sequence[WeightedCompetency], means: Mapping[str, Fraction | None]
) -> Fraction | None:
    """Return the exact total: the mean by weight of the competencies that have a score."""
    found = [(one.weight, mean) for one in competencies if (mean := means[one.code]) is not None]
    covered = sum(weight for weight, _ in found)
    return sum((weight * mean for weight, mean in found), Fraction(0)) / covered if covered else None


def answered_anything(given: ScoreInput) -> bool:
    """Say whether the candidate answered anything; otherwise there is nothing to judge."""
    return any(task.answered or any(one.answered for one in task.keyed) for task in given.tasks)


def rounded(value: Fraction) -> Decimal:
    """Return a figure with two places, rounded half up.

    >>> rounded(Fraction(25, 8))
    Decimal('3.13')
    """
    return Decimal(floor(value * 100 + Fraction(1, 2))).scaleb(-2)


def _cell(task: AskedTask, competency: str, ratings: Sequence[GivenRating], combine: Combine) -> Cell | None:
    """Return the one cell of a task and a competency, or None where the task does not ask for it.

    Open and closed parts of one task are one cell, the mean of their levels: no task weighs twice.
    """
    by_key = [one for one in task.keyed if one.competency == competency]
    if competency not in task.competencies and not by_key:
        return None
    if task.excused is not None:
        return Cell(task.task, CellKind.EXCUSED, None, task.excused)
    keyed, provisional = [one.level for one in by_key], any(one.provisional for one in by_key)
    key = next((one.key for one in by_key), None)
    opened = _open_cell(task, ratings, combine) if competency in task.competencies else None
    if opened is None or (opened.level is None and keyed):
        return Cell(task.task, CellKind.KEYED, _mean(keyed), provisional=provisional, key=key)
    if opened.level is None:
        return opened
    level = _mean([opened.level, *keyed])
    return Cell(task.task, opened.kind, level, opened.why, provisional, key, _mean(keyed))


def _open_cell(task: AskedTask, ratings: Sequence[GivenRating], combine: Combine) -> Cell:
    if not task.answered:
        return Cell(task.task, CellKind.NOT_ANSWERED, _LOWEST, task.gap)
    levels = [Fraction(one.level) for one in ratings if one.level is not None]
    if not levels:
        return Cell(task.task, CellKind.EXCUSED, None, Excuse.NOT_JUDGED if ratings else Excuse.NOT_RATED)
    seen = any(not one.nothing_shown for one in ratings if one.level is not None)
    return Cell(task.task, CellKind.GIVEN if seen else CellKind.NOTHING_SHOWN, combine(levels))


def _score(
    competency: WeightedCompetency, mean: Fraction | None, cells: Sequence[Cell], given: ScoreInput
) -> CompetencyScore:
    rated = {cell.task for cell in cells if cell.kind in (CellKind.GIVEN, CellKind.NOTHING_SHOWN)}
    ratings = [one for one in given.ratings if one.competency == competency.code and one.task in rated]
    return CompetencyScore(
        competency.code,
        competency.weight,
        score=None if mean is None else rounded(mean),
        missing=_why_missing(cells, given) if mean is None else None,
        n_ratings=sum(map(len, levels_by(ratings, "task").values())),
        n_no_evidence=0,
        n_tasks=len(_entering(cells)),
        n_asked=len(cells),
        n_answered=sum(cell.kind not in (CellKind.NOT_ANSWERED, CellKind.EXCUSED) for cell in cells),
        raters=tuple(
            RaterMean(rater, rounded(Fraction(sum(levels), len(levels))), len(levels))
            for rater, levels in sorted(levels_by(ratings, "rater").items())
        ),
        differences=differences_in(ratings, competency.code, given.policy.tolerance),
        cells=tuple(cells),
    )


def _why_missing(cells: Sequence[Cell], given: ScoreInput) -> Missing:
    if not cells:
        return Missing.NO_TASK
    return Missing.EXCUSED if answered_anything(given) else Missing.NO_ANSWER


def _ratings_of(given: ScoreInput, task: AskedTask, competency: str) -> list[GivenRating]:
    return [one for one in given.ratings if (one.task, one.competency) == (task.task, competency)]


def _entering(cells: Sequence[Cell]) -> list[Fraction]:
    return [cell.level for cell in cells if cell.level is not None]


def _mean(levels: Sequence[Fraction]) -> Fraction | None:
    return sum(levels, Fraction(0)) / len(levels) if levels else None


def median(levels: Sequence[Fraction]) -> Fraction | None:
    """Return the level in the middle; of an even number the mean of the two there.

    >>> median([Fraction(5), Fraction(2), Fraction(3)]), median([Fraction(4), Fraction(3)])
    (Fraction(3, 1), Fraction(7, 2))
    """
    in_order, half = sorted(levels), len(levels) // 2
    if not in_order:
        return None
    return in_order[half] if len(in_order) % 2 else (in_order[half - 1] + in_order[half]) / 2


_COMBINED: Mapping[LevelsCombined, Combine] = {LevelsCombined.MEAN: _mean, LevelsCombined.MEDIAN: median}
