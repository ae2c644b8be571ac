"""What a reviewer still rates before marking a task, and what they rated so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.banks.models import BankItem
from hiring.banks.tasks import CalibrationAnswer, Task
from hiring.calibration.models import CalibrationRating, CalibrationWaiver
from hiring.calibration.rules import (
    CalibrationState,
    Levels,
    Nearness,
    expert_levels,
    levels_for,
    nearness,
    state_of,
)
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole
from hiring.scoring.before_marking import AboutToMark
from hiring.scoring.queries.tasks import Criterion, criteria_of_rubric
from hiring.scoring.rules import rated_competencies
from hiring.sittings.queries import read_task


@dataclass(frozen=True, slots=True)
class CalibrationOfTask:
    """A task that a reviewer marks in an opening, with what the reviewer gave for its calibration answers."""

    opening_id: int
    opening_public_id: str
    opening_title: Localised
    within: int
    item_id: int
    task_public_id: str
    task: Task
    criteria: tuple[Criterion, ...]
    given: tuple[Levels, ...]
    """Of the first answers, in their order."""
    state: CalibrationState

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.criteria]

    @property
    def answers(self) -> tuple[CalibrationAnswer, ...]:
        return self.task.calibration

    @property
    def next_number(self) -> int:
        """Which answer is rated next, from 1."""
        return len(self.given) + 1


def task_to_calibrate(
    session: Session, reviewer_id: int, opening_public_id: str, task_public_id: str
) -> CalibrationOfTask | None:
    """Return the task, if this reviewer marks it in an opening that asks for calibration."""
    row = session.execute(
        select(
            Opening.id,
            Opening.title,
            Opening.rubric_version_id,
            Opening.calibration_within,
            BankItem.id.label("item_id"),
            BankItem.content_hash,
        )
        .select_from(Opening)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .join(Section, Section.version_id == Opening.assessment_version_id)
        .join(SectionTask, SectionTask.section_id == Section.id)
        .join(BankItem, BankItem.id == SectionTask.item_id)
        .where(
            Opening.public_id == opening_public_id,
            BankItem.public_id == task_public_id,
            OpeningMember.user_id == reviewer_id,
            OpeningMember.role == MemberRole.REVIEWER,
            Opening.calibration_within.is_not(None),
        )
    ).one_or_none()
    if row is None:
        return None
    task = read_task(session, row.item_id, row.content_hash)
    rubric = criteria_of_rubric(session, row.rubric_version_id)
    codes = rated_competencies(task, [each.code for each in rubric])
    given, within = tuple(_given(session, reviewer_id, row.item_id, codes)), row.calibration_within
    expert = expert_levels(task, codes)
    return CalibrationOfTask(
        row.id,
        opening_public_id,
        row.title,
        within,
        row.item_id,
        task_public_id,
        task,
        tuple(each for each in rubric if each.code in codes),
        given,
        _state(session, reviewer_id, row.id, row.item_id, expert, given, within),
    )


def calibration_before(session: Session, about: AboutToMark) -> CalibrationState:
    """Return how far a reviewer is who is about to mark a task."""
    if about.calibration_within is None or not about.task.calibration:
        return CalibrationState.NOTHING_TO_RATE
    expert = expert_levels(about.task, about.competencies)
    given = _given(session, about.reviewer_id, about.item_id, about.competencies)
    within = about.calibration_within
    return _state(session, about.reviewer_id, about.opening_id, about.item_id, expert, given, within)


def _given(session: Session, reviewer_id: int, item_id: int, codes: Sequence[str]) -> list[Levels]:
    """Return what somebody gave, answer by answer, in whatever opening."""
    rows = session.execute(
        select(CalibrationRating.number, CalibrationRating.levels)
        .where(CalibrationRating.reviewer_id == reviewer_id, CalibrationRating.item_id == item_id)
        .order_by(CalibrationRating.number)
    )
    return [levels_for(row.levels, codes) for row in rows]


def _state(
    session: Session,
    reviewer_id: int,
    opening_id: int,
    item_id: int,
    expert: Sequence[Levels],
    given: Sequence[Levels],
    within: int,
) -> CalibrationState:
    state = state_of(expert, given, within)
    if state.may_mark:
        return state
    waived = session.scalar(
        select(CalibrationWaiver.id).where(
            CalibrationWaiver.opening_id == opening_id,
            CalibrationWaiver.reviewer_id == reviewer_id,
            CalibrationWaiver.item_id == item_id,
        )
    )
    return state if waived is None else CalibrationState.WAVED_THROUGH


def address_parts(session: Session, about: AboutToMark) -> tuple[str, str]:
    """Return the public ids of the opening and the task."""
    opening = session.scalars(select(Opening.public_id).where(Opening.id == about.opening_id)).one()
    return opening, session.scalars(select(BankItem.public_id).where(BankItem.id == about.item_id)).one()


@dataclass(frozen=True, slots=True)
class OwnCalibration:
    """One calibration answer that a reviewer rated."""

    task: Localised
    number: int
    rated_at: datetime
    nearness: Nearness


def own_calibrations(session: Session, reviewer_id: int, *, size: int) -> list[OwnCalibration]:
    """Return what a reviewer rated, the newest first: the record of how the reviewer was prepared."""
    rows = session.execute(
        select(
            CalibrationRating.number,
            CalibrationRating.rated_at,
            CalibrationRating.levels,
            CalibrationRating.item_id,
            BankItem.content_hash,
        )
        .join(BankItem, BankItem.id == CalibrationRating.item_id)
        .where(CalibrationRating.reviewer_id == reviewer_id)
        .order_by(CalibrationRating.id.desc())
        .limit(size)
    )
    return [each for row in rows if (each := _own(session, row)) is not None]


def _own(session: Session, row: Any) -> OwnCalibration | None:
    task = read_task(session, row.item_id, row.content_hash)
    answer = task.calibration[row.number - 1]
    near = nearness([(level, answer.levels[code]) for code, level in row.levels.items()])
    return OwnCalibration(task.title, row.number, row.rated_at, near) if near else None
