"""Find assessments and their versions, and read what a version measures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, object_session, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import AssessmentContent, CoveredCompetency, SectionContent, TaskContent
from hiring.banks.documents import task_from_json
from hiring.banks.measured import (
    counted_by_key,
    has_provisional_key,
    keyed_in,
    named_in,
    rated_in,
    shares_of_keys,
)
from hiring.banks.models import BankItem, ItemKind
from hiring.banks.queries import current_rubric
from hiring.i18n.localised import Localised
from hiring.rubrics.models import Competency, RubricVersion
from hiring.versions.queries import lock_row, read_again
from hiring.versions.rules import VersionState


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


def uses_bank(session: Session, bank_id: int) -> bool:
    """Say whether any assessment holds a task of a question bank."""
    used = select(SectionTask.id).join(BankItem, BankItem.id == SectionTask.item_id)
    return session.scalar(used.where(BankItem.bank_id == bank_id).limit(1)) is not None


def measures_against(session: Session, rubric_id: int) -> bool:
    """Say whether any assessment goes by a version of a rubric."""
    used = select(AssessmentVersion.id).join(AssessmentVersion.rubric_version)
    return session.scalar(used.where(RubricVersion.rubric_id == rubric_id).limit(1)) is not None


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


#: So many versions are offered where one is chosen, the latest first.
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a list shows it: what it holds is counted, not read."""

    version: AssessmentVersion
    sections: int
    tasks: int
    minutes: int


def offered_versions(session: Session, chosen: int | None) -> list[VersionLine]:
    """Return the latest published versions an opening may use, newest first, and the one chosen before.

    Each comes with its rubric and the competencies of that.
    """
    published = AssessmentVersion.state == VersionState.PUBLISHED
    newest = (AssessmentVersion.published_at.desc(), AssessmentVersion.id.desc())
    latest = select(AssessmentVersion.id).where(published).order_by(*newest).limit(_OFFERED)
    versions = session.scalars(
        select(AssessmentVersion)
        .where(AssessmentVersion.id.in_(latest) | (AssessmentVersion.id == chosen))
        .options(joinedload(AssessmentVersion.rubric_version).selectinload(RubricVersion.competencies))
        .order_by((AssessmentVersion.id == chosen) & ~published, *newest)
    ).all()
    lines = version_lines(session, versions)
    return [lines[version.id] for version in versions]


def version_lines(session: Session, versions: Sequence[AssessmentVersion]) -> dict[int, VersionLine]:
    """Count what each of a page's versions holds, by its id."""
    tasks = select(func.count(SectionTask.id)).where(SectionTask.section_id == Section.id).scalar_subquery()
    rows = session.execute(
        select(Section.version_id, func.count(Section.id), func.sum(tasks), func.sum(Section.minutes))
        .where(Section.version_id.in_([version.id for version in versions]))
        .group_by(Section.version_id)
    )
    counted = {row[0]: (row[1], int(row[2]), int(row[3])) for row in rows}
    return {each.id: VersionLine(each, *counted.get(each.id, (0, 0, 0))) for each in versions}


def content_of(version: AssessmentVersion, *, provisional_keys: bool = False) -> AssessmentContent:
    """Return what a whole version says, as plain values.

    `provisional_keys` = what keys give counts also where no panel of experts has confirmed them.
    """
    rubric = version.rubric_version
    return AssessmentContent(
        title=version.title,
        sections=tuple(
            SectionContent(
                each.title, each.minutes, tuple(_task(one, provisional_keys) for one in each.tasks)
            )
            for each in version.sections
        ),
        competencies=tuple(
            CoveredCompetency(each.code, each.name, each.weight) for each in rubric.competencies
        ),
        rubric_state=VersionState(rubric.state),
        rubric_hash=rubric.content_hash,
        elsewhere=_names_elsewhere(version),
    )


def _names_elsewhere(version: AssessmentVersion) -> dict[str, Localised]:
    """Return the names that the banks of a version give competencies outside its rubric."""
    scored = {each.code for each in version.rubric_version.competencies}
    items = [task.item for section in version.sections for task in section.tasks]
    banks = {item.bank_id for item in items if named_in(task_from_json(item.content)) - scored}
    session = object_session(version)
    if session is None or not banks:
        return {}
    rubrics = (rubric for bank_id in sorted(banks) if (rubric := current_rubric(session, bank_id)))
    return {one.code: one.name for rubric in rubrics for one in rubric.everyone if one.code not in scored}


def _task(chosen: SectionTask, provisional_keys: bool) -> TaskContent:
    item, task = chosen.item, task_from_json(chosen.item.content)
    counted = rated_in(task) | counted_by_key(task, provisional=provisional_keys)
    named = {one.competency: one.weight for one in task.measures}
    return TaskContent(
        key=item_key(item),
        content_hash=item.content_hash,
        title=item.title,
        minutes=task.minutes,
        measures={code: weight for code, weight in named.items() if code in counted},
        keyed=shares_of_keys(task, provisional=provisional_keys),
        unconfirmed=has_provisional_key(task),
        named=named_in(task),
        unscored=frozenset(chosen.unscored),
        practice=task.practice,
        current=item.current,
    )


def versions_with_content(session: Session, version_ids: Iterable[int]) -> dict[int, AssessmentVersion]:
    """Return few versions with everything they hold, by id."""
    wanted = select(AssessmentVersion).where(AssessmentVersion.id.in_(set(version_ids))).options(*_whole())
    return {version.id: version for version in session.scalars(wanted).unique()}


def tasks_with_provisional_keys(session: Session, version_ids: Iterable[int]) -> dict[int, list[Localised]]:
    """Return the titles of tasks whose key no panel of experts has confirmed, of few versions.

    Only those are named whose closed parts would count otherwise: they tell about a competency of
    the rubric.
    """
    key, scored = BankItem.content["key"], _codes_of_rubrics(session, version_ids)
    rows = session.execute(
        select(Section.version_id, BankItem.title, BankItem.content)
        .join(SectionTask, SectionTask.section_id == Section.id)
        .join(BankItem, BankItem.id == SectionTask.item_id)
        .where(Section.version_id.in_(set(version_ids)), key["provisional"].as_boolean())
        .order_by(Section.version_id, Section.position, SectionTask.position)
    )
    found: dict[int, list[Localised]] = {}
    for version_id, title, content in rows:
        task = task_from_json(content)
        if has_provisional_key(task) and keyed_in(task) & scored[version_id]:
            found.setdefault(version_id, []).append(title)
    return found


def _codes_of_rubrics(session: Session, version_ids: Iterable[int]) -> dict[int, set[str]]:
    """Return the codes that the rubric of each of few versions scores."""
    rows = session.execute(
        select(AssessmentVersion.id, Competency.code)
        .join(Competency, Competency.version_id == AssessmentVersion.rubric_version_id)
        .where(AssessmentVersion.id.in_(set(version_ids)))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for version_id, code in rows:
        found[version_id].add(code)
    return found


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


def lock_version(session: Session, version: AssessmentVersion) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends."""
    lock_row(session, version, "sections")
    session.refresh(version.rubric_version, ["state", "content_hash"])
    for section in version.sections:
        read_again(session, section, "tasks")
        for task in section.tasks:
            read_again(session, task)
    _bring_items(session, version)


def _bring_items(session: Session, version: AssessmentVersion) -> None:
    """Load the texts of the tasks again: somebody else may have put one in meanwhile."""
    tasks = [task for section in version.sections for task in section.tasks]
    wanted = select(BankItem).where(BankItem.id.in_({task.item_id for task in tasks}))
    items = {item.id: item for item in session.scalars(wanted.options(joinedload(BankItem.bank)))}
    for task in tasks:
        set_committed_value(task, "item", items[task.item_id])


def item_beside_tasks(session: Session, version_id: int | None, kind: ItemKind) -> BankItem | None:
    """Return what the bank of a version's tasks now holds of a kind, such as its reference form."""
    banks = (
        select(BankItem.bank_id)
        .join(SectionTask, SectionTask.item_id == BankItem.id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == version_id)
    )
    return session.scalar(
        select(BankItem)
        .where(BankItem.kind == kind, BankItem.current, BankItem.bank_id.in_(banks))
        .order_by(BankItem.id.desc())
        .limit(1)
    )
