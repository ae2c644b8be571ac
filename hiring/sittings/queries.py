"""Read sittings: a candidate's whole journey, the answers as they stand, what was handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from hiring.assessments.models import AssessmentVersion, SectionTask
from hiring.banks.documents import task_from_json
from hiring.banks.kinds import kind_of
from hiring.banks.models import BankItem, ItemKind
from hiring.banks.tasks import Part, Task
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting, SupersededReceipt
from hiring.sittings.paper import Paper, known_paper, learn_paper
from hiring.sittings.rules import SectionState, SectionTime, in_break, section_states

#: Tasks by the hash of their content: they never change, and reading one takes a millisecond.
_READ_TASKS: dict[str, Task] = {}

PRACTICE_CODE = "P00"


def application_of(session: Session, application_id: int) -> Application | None:
    """Return an application with its candidate and opening; `sections_of` knows its paper then."""
    application = session.scalar(_APPLICATION, {"application_id": application_id})
    version = application.opening.assessment_version if application is not None else None
    if version is not None:
        learn_paper(session, version)
    return application


def sitting_of(session: Session, application_id: int) -> Sitting | None:
    """Return the sitting of an application with its clocks, if it has begun."""
    return session.scalars(_SITTING, {"application_id": application_id}).unique().one_or_none()


def _select_application() -> Select[Application]:
    opening = joinedload(Application.opening, innerjoin=True)
    version = opening.joinedload(Opening.assessment_version)
    return (
        select(Application)
        .where(Application.id == bindparam("application_id"))
        .options(
            joinedload(Application.candidate, innerjoin=True),
            joinedload(Application.allowance),
            opening,
            version.load_only(AssessmentVersion.public_id, AssessmentVersion.state),
        )
    )


#: Every page of a candidate begins with these two: put together once, like those of a save.
_APPLICATION = _select_application()
_SITTING = (
    select(Sitting)
    .where(Sitting.application_id == bindparam("application_id"))
    .options(joinedload(Sitting.sections))
)


def known_task(content_hash: str) -> Task | None:
    """Return a task that this process has read before."""
    return _READ_TASKS.get(content_hash)


def read_task(session: Session, item_id: int, content_hash: str) -> Task:
    """Return one task by the hash of its content: no statement at all once it is known."""
    if content_hash not in _READ_TASKS:
        content = session.execute(select(BankItem.content).where(BankItem.id == item_id)).scalar_one()
        _READ_TASKS[content_hash] = task_from_json(content)
    return _READ_TASKS[content_hash]


def read_task_of(session: Session, item_id: int) -> Task:
    content_hash = session.execute(select(BankItem.content_hash).where(BankItem.id == item_id)).scalar_one()
    return read_task(session, item_id, content_hash)


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One part of one task of an assessment, in its place."""

    section_id: int
    section_task: str
    """Public id of the task in its section: its address."""
    item_id: int
    code: str
    task: Task
    part: Part

    @property
    def key(self) -> tuple[int, str]:
        """Return how answers are filed."""
        return self.item_id, self.part.key


def sections_of(application: Application) -> Paper:
    """Return the sections of an application loaded by `application_of`, in order."""
    version = application.opening.assessment_version
    return known_paper(version) if version is not None else ()


def states_of(application: Application, sitting: Sitting | None, now: datetime) -> list[SectionState]:
    """Return where each section stands for this candidate."""
    begun = {each.section_id: each.time for each in sitting.sections} if sitting else {}
    times = [begun.get(section.id) for section in sections_of(application)]
    accepted = application.may_begin_at(now) or in_break(times, application.granted.break_minutes, now)
    return section_states(times, now=now, may_begin=accepted)


def paper_of(session: Session, application: Application) -> list[PaperPart]:
    """Return every part of every task, in the order in which candidates meet them."""
    return [
        PaperPart(section.id, place.public_id, place.item_id, place.code, task, part)
        for section in sections_of(application)
        for place in section.tasks
        for task in [read_task(session, place.item_id, place.content_hash)]
        for part in task.parts
    ]


def practice_task(session: Session, bank_ids: Iterable[int]) -> Task | None:
    """Return the current practice task of these banks, if there is one."""
    item = session.scalar(
        select(BankItem)
        .where(
            BankItem.bank_id.in_(set(bank_ids)),
            BankItem.kind == ItemKind.TASK,
            BankItem.code == PRACTICE_CODE,
            BankItem.current,
        )
        .order_by(BankItem.id.desc())
        .limit(1)
    )
    return None if item is None else read_task(session, item.id, item.content_hash)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One part of one answer as it stands."""

    item_id: int
    part: str
    revision: int
    value: Mapping[str, Any]
    sha256: str
    words: int
    saved_at: datetime


Answers = dict[tuple[int, str], KeptAnswer]


def answers_of(session: Session, sitting_id: int) -> Answers:
    """Return the answers that count, by item and part: the newest that came in time and was not put aside.

    Once a sitting is handed in this is what was handed in: nothing that comes later counts.
    """
    found = session.execute(_ANSWERS, {"sitting_id": sitting_id})
    return {(row.item_id, row.part): KeptAnswer(*row) for row in found}


def answers_to(
    session: Session, sitting_id: int, item_id: int, parts: Sequence[str]
) -> dict[str, KeptAnswer]:
    """Return the answers to some parts of one task that count, by part. Part of the hot path.

    Each is found by one look into an index, however often it was saved: who writes for an hour
    and a half leaves a thousand revisions, and comes back to the page again and again.
    """
    asked: dict[str, Any] = {"sitting_id": sitting_id, "item_id": item_id}
    asked |= {f"part_{number}": part for number, part in enumerate(parts)}
    found = session.connection().execute(_answers_to(len(parts)), asked)
    return {row.part: KeptAnswer(*row) for row in found}


def what_counts(
    session: Session, sitting_id: int, item_id: int, part: str
) -> tuple[KeptAnswer | None, str | None]:
    """Return the answer of one part that counts and the operation that brought it. Part of the hot path."""
    row = session.execute(
        _answer_columns()
        .add_columns(AnswerRevision.operation_id)
        .where(*_counting(sitting_id), AnswerRevision.item_id == item_id, AnswerRevision.part == part)
        .order_by(AnswerRevision.revision.desc())
        .limit(1)
    ).one_or_none()
    return (None, None) if row is None else (KeptAnswer(*row[:-1]), row.operation_id)


def late_answers(session: Session, sitting_id: int | ScalarSelect[int]) -> list[KeptAnswer]:
    """Return what came after its time, the newest of each part: kept, and not part of what counts."""
    newest = (
        select(func.max(AnswerRevision.id))
        .where(AnswerRevision.sitting_id == sitting_id, AnswerRevision.late)
        .group_by(AnswerRevision.item_id, AnswerRevision.part)
        .scalar_subquery()
    )
    found = session.execute(
        _answer_columns().where(AnswerRevision.id.in_(newest)).order_by(AnswerRevision.id)
    )
    return [KeptAnswer(*row) for row in found]


@dataclass(frozen=True, slots=True)
class LateText:
    """One part that came too late, in words."""

    place: PaperPart
    saved_at: datetime
    text: str


def late_texts(session: Session, application: Application, locale: str) -> list[LateText]:
    """Return what came too late, to be read: needs what `application_of` loads."""
    own = select(Sitting.id).where(Sitting.application_id == application.id)
    late = late_answers(session, own.scalar_subquery())
    places = {place.key: place for place in paper_of(session, application)} if late else {}
    return [
        LateText(place, answer.saved_at, kind_of(place.part).in_words(place.part, answer.value, locale))
        for answer in late
        if (place := places.get((answer.item_id, answer.part)))
    ]


def _answer_columns() -> Select[Any]:
    return select(
        AnswerRevision.item_id,
        AnswerRevision.part,
        AnswerRevision.revision,
        AnswerRevision.value,
        AnswerRevision.sha256,
        AnswerRevision.words,
        AnswerRevision.saved_at,
    )


def counting() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a revision counts; the newest of a part that does is its answer."""
    return AnswerRevision.late.is_(False), AnswerRevision.superseded.is_(False)


def _counting(sitting_id: Any) -> tuple[ColumnElement[bool], ...]:
    return AnswerRevision.sitting_id == sitting_id, *counting()


def _select_answers() -> Select[Any]:
    newest = (
        select(func.max(AnswerRevision.id))
        .where(*_counting(bindparam("sitting_id")))
        .group_by(AnswerRevision.item_id, AnswerRevision.part)
        .scalar_subquery()
    )
    return _answer_columns().where(AnswerRevision.id.in_(newest))


_ANSWERS = _select_answers()


@cache
def _answers_to(parts: int) -> Select[Any]:
    """Return the statement for so many parts of one task."""
    newest = (
        select(AnswerRevision.id)
        .where(
            *_counting(bindparam("sitting_id")),
            AnswerRevision.item_id == bindparam("item_id"),
            AnswerRevision.part == bindparam(f"part_{number}"),
        )
        .order_by(AnswerRevision.revision.desc())
        .limit(1)
        .scalar_subquery()
        for number in range(parts)
    )
    return _answer_columns().where(AnswerRevision.id.in_(list(newest)))


class WritingPlace(NamedTuple):
    """The sitting an answer is meant for: columns, not entities, as this is the hot path."""

    id: int
    application_id: int
    zone: str


def writing_place(session: Session, public_id: str, application_id: int) -> WritingPlace | None:
    """Return a sitting by its public id, if it is that of the application."""
    row = session.execute(
        select(Sitting.id, Sitting.application_id, Opening.zone)
        .join(Application, Application.id == Sitting.application_id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(Sitting.public_id == public_id, Sitting.application_id == application_id)
    ).one_or_none()
    return None if row is None else WritingPlace(*row)


def time_of_task(session: Session, sitting_id: int, task: str) -> SectionTime | None:
    """Return the clock of the section that a task belongs to."""
    running = session.scalar(
        select(SectionClock)
        .join(SectionTask, SectionTask.section_id == SectionClock.section_id)
        .where(SectionClock.sitting_id == sitting_id, SectionTask.public_id == task)
    )
    return None if running is None else running.time


def superseded_receipts(session: Session, sitting_id: int) -> list[SupersededReceipt]:
    """Return the receipts of hand-ins that were opened again, the newest first."""
    return list(
        session.scalars(
            select(SupersededReceipt)
            .where(SupersededReceipt.sitting_id == sitting_id)
            .order_by(SupersededReceipt.id.desc())
        )
    )


def unfinished_sittings(session: Session, opening_id: int) -> list[int]:
    """Return ids of the sittings of an opening that wait to be handed in."""
    return list(
        session.scalars(
            select(Sitting.id)
            .join(Application, Application.id == Sitting.application_id)
            .where(Application.opening_id == opening_id, Application.stage == Stage.SITTING)
            .order_by(Sitting.id)
        )
    )


def somebody_writes(session: Session, now: datetime) -> bool:
    """Say whether a section of any candidate is running."""
    running = SectionClock.finished_at.is_(None), SectionClock.closes_at > now
    return session.scalar(select(SectionClock.id).where(*running).limit(1)) is not None


def section_clock(session: Session, clock_id: int) -> SectionClock | None:
    return session.scalar(
        select(SectionClock).where(SectionClock.id == clock_id).options(joinedload(SectionClock.section))
    )
