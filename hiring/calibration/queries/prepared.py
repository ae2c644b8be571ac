"""How the reviewers of one candidate were prepared for its tasks, asked together with what else is read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hiring.accounts.models import User
from hiring.calibration.models import CalibrationRating, CalibrationWaiver
from hiring.calibration.rules import CalibrationState, expert_levels, levels_for, state_of
from hiring.db.keyset import AnyRow
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.scoring.queries.tasks import TaskToRate


@dataclass(frozen=True, slots=True)
class PreparedReviewer:
    """How far one reviewer is with one task."""

    reviewer_id: int
    name: str
    item_id: int
    task: Localised
    state: CalibrationState
    reason: str
    """Why HR let the reviewer mark all the same; empty where it did not, or was taken out since."""


def preparation_of(
    opening_id: int, reviewers: Collection[int], items: Collection[int]
) -> tuple[AnySelect, AnySelect, AnySelect]:
    """Return the statements for what these reviewers rated of these tasks; see `prepared_reviewers`."""
    return (
        select(User.id, User.name).where(User.id.in_(reviewers)),
        select(
            CalibrationRating.reviewer_id,
            CalibrationRating.item_id,
            CalibrationRating.number,
            CalibrationRating.levels,
        ).where(CalibrationRating.reviewer_id.in_(reviewers), CalibrationRating.item_id.in_(items)),
        select(CalibrationWaiver.reviewer_id, CalibrationWaiver.item_id, CalibrationWaiver.reason).where(
            CalibrationWaiver.opening_id == opening_id, CalibrationWaiver.reviewer_id.in_(reviewers)
        ),
    )


def prepared_reviewers(
    tasks: Sequence[TaskToRate],
    within: int,
    people: Iterable[AnyRow],
    rated: Sequence[AnyRow],
    waived: Iterable[AnyRow],
) -> list[PreparedReviewer]:
    """Return how far each of these people is with each task that has answers to compare with."""
    compared = [each for each in tasks if each.competencies and each.task.calibration]
    reasons = {(row.reviewer_id, row.item_id): row.reason for row in waived}
    return [
        _prepared(one, task, within, rated, reasons.get((one.id, task.item_id)))
        for one in sorted(people, key=lambda row: row.id)
        for task in compared
    ]


def _prepared(
    one: AnyRow, task: TaskToRate, within: int, rated: Iterable[AnyRow], waived: str | None
) -> PreparedReviewer:
    own = [row for row in rated if (row.reviewer_id, row.item_id) == (one.id, task.item_id)]
    given = [levels_for(row.levels, task.competencies) for row in sorted(own, key=lambda row: row.number)]
    state = state_of(expert_levels(task.task, task.competencies), given, within)
    if waived is not None and not state.may_mark:
        state = CalibrationState.WAVED_THROUGH
    return PreparedReviewer(one.id, one.name, task.item_id, task.task.title, state, waived or "")
