"""The tasks of an assessment that people rate, and what stands in the answers to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.banks.measured import counted_by_key
from hiring.banks.models import BankItem
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.tasks import Key, Task
from hiring.masking.masks import Mask, covered, masks_in
from hiring.masking.models import AnswerMasks
from hiring.masking.queries import masks_of_revision
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency, anchor_in
from hiring.rubrics.rules import LEVELS, CompetencyContent
from hiring.scoring.rules import rated_competencies
from hiring.scoring.scores import CELLS
from hiring.sittings.models import AnswerRevision
from hiring.sittings.queries import counting, read_task


@dataclass(frozen=True, slots=True)
class Criterion(CompetencyContent):
    """A competency of a rubric version, with what each level looks like."""

    id: int


@dataclass(frozen=True, slots=True)
class TaskToRate:
    """A task in its place in the assessment; `competencies` is empty where people rate nothing in it."""

    item_id: int
    task: Task
    competencies: tuple[str, ...]
    key_item_id: int | None = None
    """The text whose key stands in `task`, where it is a later one than its own."""
    own_key: Key | None = None
    """Its own, where a later one stands in `task`."""


#: What criteria are made of; rows are ordered by `position`.
CRITERIA = (
    select(
        Competency.id,
        Competency.code,
        Competency.name,
        Competency.definition,
        Competency.weight,
        Competency.anchors,
        Competency.position,
    )
    .where(Competency.version_id == bindparam("rubric_version_id"))
    .order_by(Competency.position)
)
#: What the tasks of an assessment are read by; rows are ordered by `section` and `position`.
TASKS = (
    select(BankItem.id, BankItem.content_hash, Section.position.label("section"), SectionTask.position)
    .join(SectionTask, SectionTask.item_id == BankItem.id)
    .join(Section, Section.id == SectionTask.section_id)
    .where(Section.version_id == bindparam("assessment_version_id"))
    .order_by(Section.position, SectionTask.position)
)


def criteria_of_rubric(session: Session, rubric_version_id: int | None) -> tuple[Criterion, ...]:
    """Return the competencies of a rubric version in its order."""
    return criteria_in(session.execute(CRITERIA, {"rubric_version_id": rubric_version_id}))


def criteria_in(rows: Iterable[Any]) -> tuple[Criterion, ...]:
    """Return what rows of `CRITERIA` say."""
    return tuple(
        Criterion(
            row.code,
            row.name,
            row.definition,
            row.weight,
            {level: anchor_in(row.anchors, level) for level in LEVELS},
            row.id,
        )
        for row in rows
    )


def tasks_to_rate(
    session: Session, assessment_version_id: int, rubric: Sequence[str]
) -> tuple[TaskToRate, ...]:
    """Return every task of an assessment in its order, with what people rate in it."""
    rows = session.execute(TASKS, {"assessment_version_id": assessment_version_id}).all()
    return tasks_in(session, rows, rubric)


def tasks_in(session: Session, rows: Iterable[Any], rubric: Sequence[str]) -> tuple[TaskToRate, ...]:
    """Return the tasks that rows of `TASKS` name, with what people rate in them."""
    tasks = ((row.id, read_task(session, row.id, row.content_hash)) for row in rows)
    return tuple(TaskToRate(item_id, task, rated_competencies(task, rubric)) for item_id, task in tasks)


def numbers_of_tasks(session: Session, opening: Opening, criteria: Sequence[Criterion]) -> tuple[int, int]:
    """Return on how many tasks of an opening people rate something, and in how many a key counts.

    A task in which both do is one of each.
    """
    if opening.assessment_version_id is None:
        return 0, 0
    codes, provisional = {one.code for one in criteria}, opening.provisional_keys_count
    tasks = tasks_to_rate(session, opening.assessment_version_id, [one.code for one in criteria])
    rated = sum(bool(each.competencies) for each in tasks)
    if opening.score_rule != CELLS.name:
        return rated, 0
    return rated, sum(bool(counted_by_key(each.task, provisional=provisional) & codes) for each in tasks)


#: What was handed in for one task, without when and in which steps it came.
HANDED_IN = (
    select(AnswerRevision.part, AnswerRevision.value, AnswerMasks.masks)
    .outerjoin(AnswerMasks, masks_of_revision())
    .where(
        AnswerRevision.id.in_(
            select(func.max(AnswerRevision.id))
            .where(
                AnswerRevision.sitting_id == bindparam("sitting_id"),
                AnswerRevision.item_id == bindparam("item_id"),
                *counting(),
            )
            .group_by(AnswerRevision.part)
            .scalar_subquery()
        )
    )
)


@dataclass(frozen=True, slots=True)
class HandedInPart:
    """One part as it was handed in, with what reviewers must not read of it."""

    value: AnswerValue
    masks: tuple[Mask, ...] | None
    """None until it was looked through: then nobody may read it who must not know its writer."""

    def covered(self, part: PartOfTask, locale: str) -> AnswerValue | None:
        return None if self.masks is None else covered(part, self.value, self.masks, locale)


def handed_in(session: Session, sitting_id: int, item_id: int) -> dict[str, HandedInPart]:
    """Return what was handed in for one task, by part.

    A query of its own for reviewers: when and in which steps an answer came is not selected.
    """
    return by_part(session.execute(HANDED_IN, {"sitting_id": sitting_id, "item_id": item_id}))


def by_part(rows: Iterable[Any]) -> dict[str, HandedInPart]:
    """Return what rows of `HANDED_IN` say, by part."""
    return {
        row.part: HandedInPart(row.value, None if row.masks is None else masks_in(row.masks)) for row in rows
    }
