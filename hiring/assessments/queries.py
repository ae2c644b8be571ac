"""Find assessments and their versions, and read what a version measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import AssessmentContent, ScoredCompetency, SectionContent, TaskContent
from hiring.banks.documents import task_from_json
from hiring.banks.models import BankItem, ItemKind
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.rules import VersionState


def _whole() -> tuple[Any, ...]:
    """Return what brings a version with its family, its rubric, its sections, tasks and their texts."""
    return (
        joinedload(AssessmentVersion.assessment).selectinload(Assessment.versions),
        joinedload(AssessmentVersion.rubric_version).options(
            joinedload(RubricVersion.rubric), selectinload(RubricVersion.competencies)
        ),
        selectinload(AssessmentVersion.sections)
        .selectinload(Section.tasks)
        .joinedload(SectionTask.item)
        .joinedload(BankItem.bank),
    )


def version_with_sections(session: Session, version_id: int) -> AssessmentVersion | None:
    """Return a version with everything it holds."""
    return session.scalar(
        select(AssessmentVersion).where(AssessmentVersion.id == version_id).options(*_whole())
    )


def version_by_public_id(session: Session, public_id: str) -> AssessmentVersion | None:
    """Return a version with everything it holds."""
    return session.scalar(
        select(AssessmentVersion).where(AssessmentVersion.public_id == public_id).options(*_whole())
    )


def section_by_public_id(session: Session, public_id: str) -> Section | None:
    """Return a section; its version comes with everything it holds."""
    return session.scalar(
        select(Section)
        .where(Section.public_id == public_id)
        .options(joinedload(Section.version).options(*_whole()))
    )


def published_versions(session: Session) -> list[AssessmentVersion]:
    """Return the versions an opening may use, with everything they hold, newest first."""
    return list(
        session.scalars(
            select(AssessmentVersion)
            .where(AssessmentVersion.state == VersionState.PUBLISHED)
            .options(*_whole())
            .order_by(AssessmentVersion.published_at.desc(), AssessmentVersion.id.desc())
        )
    )


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment as the list shows it, its newest version first."""

    assessment: Assessment
    versions: tuple[AssessmentVersion, ...]


def all_assessments(session: Session) -> list[AssessmentLine]:
    """Return every assessment with its versions and their sections."""
    families = session.scalars(
        select(Assessment)
        .options(
            selectinload(Assessment.versions)
            .selectinload(AssessmentVersion.sections)
            .selectinload(Section.tasks)
        )
        .order_by(Assessment.id)
    )
    return [AssessmentLine(each, tuple(reversed(each.versions))) for each in families if each.versions]


def content_of(version: AssessmentVersion) -> AssessmentContent:
    """Return what a whole version says, as plain values."""
    rubric = version.rubric_version
    return AssessmentContent(
        title=version.title,
        sections=tuple(
            SectionContent(each.title, each.minutes, tuple(_task(task.item) for task in each.tasks))
            for each in version.sections
        ),
        competencies=tuple(
            ScoredCompetency(each.code, each.name, each.weight) for each in rubric.competencies
        ),
        rubric_state=VersionState(rubric.state),
        rubric_hash=rubric.content_hash,
    )


def _task(item: BankItem) -> TaskContent:
    task = task_from_json(item.content)
    return TaskContent(
        key=item_key(item),
        content_hash=item.content_hash,
        title=item.title,
        minutes=task.minutes,
        measures={measure.competency: measure.weight for measure in task.measures},
        practice=task.practice,
        current=item.current,
    )


def item_key(item: BankItem) -> str:
    """Return what all versions of one task's text have in common."""
    return f"{item.bank_id}/{item.code}"


def newer_items(session: Session, items: Iterable[BankItem]) -> dict[int, BankItem]:
    """Return the text that the bank holds now for each of `items` that has become old, by old id."""
    old = [item for item in items if not item.current]
    if not old:
        return {}
    now = session.scalars(
        select(BankItem)
        .where(
            BankItem.bank_id.in_({item.bank_id for item in old}),
            BankItem.kind == ItemKind.TASK,
            BankItem.current,
        )
        .options(joinedload(BankItem.bank))
    )
    current = {item_key(item): item for item in now}
    return {item.id: current[item_key(item)] for item in old if item_key(item) in current}


def lock_assessment(session: Session, assessment: Assessment) -> None:
    """Read the list of versions again, and let nobody else add one until this transaction ends."""
    session.execute(select(Assessment.id).where(Assessment.id == assessment.id).with_for_update())
    session.refresh(assessment, ["versions"])
    for version in assessment.versions:
        session.refresh(version, ["state", "number"])


def lock_version(session: Session, version: AssessmentVersion) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends."""
    session.execute(select(AssessmentVersion.id).where(AssessmentVersion.id == version.id).with_for_update())
    session.refresh(version, [*inspect(AssessmentVersion).column_attrs.keys(), "sections"])
    session.refresh(version.rubric_version, ["state", "content_hash"])
    for section in version.sections:
        session.refresh(section, [*inspect(Section).column_attrs.keys(), "tasks"])
        for task in section.tasks:
            session.refresh(task, inspect(SectionTask).column_attrs.keys())
    _bring_items(session, version)


def _bring_items(session: Session, version: AssessmentVersion) -> None:
    """Load the texts of the tasks again: somebody else may have put one in meanwhile."""
    tasks = [task for section in version.sections for task in section.tasks]
    wanted = select(BankItem).where(BankItem.id.in_({task.item_id for task in tasks}))
    items = {item.id: item for item in session.scalars(wanted.options(joinedload(BankItem.bank)))}
    for task in tasks:
        set_committed_value(task, "item", items[task.item_id])
