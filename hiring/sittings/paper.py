"""The paper of an assessment: its sections and their tasks in order, as candidates meet them.

What is published never changes. So a process reads a paper once and keeps it, and the pages
of candidates ask for none of it. Drafts, which only a preview could ever show, are read anew.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.banks.documents import task_from_json
from hiring.banks.measured import counted_by_key, rated_in
from hiring.banks.models import BankItem
from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised
from hiring.versions.rules import VersionState


@dataclass(frozen=True, slots=True)
class PaperTask:
    """One task in its place; `public_id` is that of the place, and its address."""

    public_id: str
    item_id: int
    bank_id: int
    code: str
    title: Localised
    content_hash: str
    measures: frozenset[str]
    """Codes of the competencies that something in it counts for."""
    by_provisional_key: frozenset[str] = frozenset()
    """Codes of those for which it counts only where keys count that experts have not confirmed."""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Tasks that share one clock."""

    id: int
    public_id: str
    position: int
    title: Localised
    minutes: int
    tasks: tuple[PaperTask, ...]


Paper = tuple[PaperSection, ...]


class PaperVersion(Protocol):
    """What a paper is known by: the row of its version, or just these columns of it."""

    @property
    def id(self) -> int: ...
    @property
    def public_id(self) -> str: ...
    @property
    def state(self) -> str: ...


#: By public ids, which are never given twice: there are as many as assessments were published.
_READ: dict[str, Paper] = {}

_PAPER = (
    select(
        Section.id,
        Section.public_id,
        Section.position,
        Section.title,
        Section.minutes,
        SectionTask.public_id.label("place"),
        SectionTask.item_id,
        BankItem.bank_id,
        BankItem.code,
        BankItem.title.label("task_title"),
        BankItem.content_hash,
        BankItem.content,
    )
    .outerjoin(SectionTask, SectionTask.section_id == Section.id)
    .outerjoin(BankItem, BankItem.id == SectionTask.item_id)
    .where(Section.version_id == bindparam("version_id"))
    .order_by(Section.position, Section.id, SectionTask.position, SectionTask.id)
)


def learn_paper(session: Session, version: PaperVersion) -> None:
    """Read the paper of `version`, unless it is known and cannot have changed."""
    if version.public_id in _READ and version.state != VersionState.DRAFT:
        return
    rows = session.execute(_PAPER, {"version_id": version.id}).all()
    sections = (list(of_one) for _id, of_one in groupby(rows, key=lambda row: row.id))
    _READ[version.public_id] = tuple(_section(of_one) for of_one in sections)


def known_paper(version: PaperVersion) -> Paper:
    """Return what `learn_paper` has read."""
    return _READ[version.public_id]


def _section(rows: list[Any]) -> PaperSection:
    tasks = tuple(
        PaperTask(
            row.place,
            row.item_id,
            row.bank_id,
            row.code,
            row.task_title,
            row.content_hash,
            *_measures(task_from_json(row.content)),
        )
        for row in rows
        if row.place is not None
    )
    first = rows[0]
    return PaperSection(first.id, first.public_id, first.position, first.title, first.minutes, tasks)


def _measures(task: Task) -> tuple[frozenset[str], frozenset[str]]:
    return rated_in(task) | counted_by_key(task), counted_by_key(task, provisional=True)
