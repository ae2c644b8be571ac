"""A reviewer's queue: how much waits where, and what comes next. As blind as everything reviewers ask.

Counts come from an index over the reviewer's own reviews, and for as many openings as stand on a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from hiring import clock
from hiring.assessments.models import Section, SectionTask
from hiring.banks.models import BankItem
from hiring.db.distinct import distinct_values
from hiring.db.keyset import Cursor, Key, Page, read_counted_page, read_page, read_whole
from hiring.db.partial_index import written_out
from hiring.db.together import AnySelect, Together
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.queries import works_in
from hiring.openings.rules import UNDER_REVIEW, MemberRole, reviews_due
from hiring.rubrics.models import Competency
from hiring.scoring.models import IS_LIVE_ANSWER, Review
from hiring.scoring.queries.blind import still_in_panel
from hiring.scoring.queries.undoing import UNDOABLE, UndoableLock, lock_in
from hiring.scoring.rules import LIVE, OPEN, UNDO_FOR, QueuePlace, ReviewState
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class OpeningInQueue:
    id: int
    public_id: str
    title: Localised
    due: datetime | None
    zone: str
    controls: bool


@dataclass(frozen=True, slots=True)
class TaskInQueue:
    """How many of one reviewer's answers to a task are open, drafts, and locked; what comes next."""

    opening_id: int
    item_id: int
    public_id: str
    """Of the task, for addresses."""
    title: Localised
    content_hash: str
    open: int
    drafts: int
    locked: int
    next: str | None

    @property
    def all(self) -> int:
        return self.open + self.locked


@dataclass(frozen=True, slots=True)
class QueuedReview:
    """One line of the list of a task's answers."""

    public_id: str
    pseudonym: str
    state: ReviewState


@dataclass(frozen=True, slots=True)
class Position:
    """Where one answer stands among the reviewer's answers to its task."""

    number: int
    of: int
    open: int

    @property
    def first(self) -> bool:
        """Nothing of this task is locked yet."""
        return self.open == self.of


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reviewer is told beside one answer."""

    position: Position
    next: QueuePlace | None
    """What to review after it."""
    undoable: UndoableLock | None


IS_OPEN = Review.state.in_([written_out(state) for state in OPEN])


def openings_in_queue(
    session: Session, reviewer_id: int, cursor: Cursor, *, size: int, done: bool = False
) -> Page[OpeningInQueue]:
    """Return the openings in which answers wait for this reviewer, or those in which all is `done`."""
    of_reviewer = Review.reviewer_id == reviewer_id
    among = distinct_values(Review.opening_id, *([of_reviewer] if done else [of_reviewer, IS_OPEN]))
    dates = Opening.reviews_due_at, Opening.closes_at, Opening.closed_at
    wanted = (
        select(Opening.id, Opening.public_id, Opening.title, Opening.zone, Opening.control_share, *dates)
        .join(among, among.c.value == Opening.id)
        .where(works_in(Opening.id, reviewer_id, MemberRole.REVIEWER))
    )
    if done:
        locked = Review.state == ReviewState.LOCKED
        wanted = wanted.where(~_has_review(reviewer_id, IS_OPEN), _has_review(reviewer_id, locked))
    key = Key(Opening.id, read_whole, descending=done)
    page = read_counted_page(session, wanted, (key,), cursor, size=size)
    rows = ((row, reviews_due(row.reviews_due_at, row.closes_at, row.closed_at)) for row in page.rows)
    shown = ((row.id, row.public_id, row.title, due, row.zone, row.control_share > 0) for row, due in rows)
    return page.of([OpeningInQueue(*each) for each in shown])


def tasks_in_queue(session: Session, reviewer_id: int, opening_ids: Sequence[int]) -> list[TaskInQueue]:
    """Return the tasks of these openings in the order of work: few openings, as many as a page shows."""
    return _tasks(session, reviewer_id, Review.opening_id.in_(opening_ids))


def task_in_queue(session: Session, reviewer_id: int, public_id: str, task_id: str) -> TaskInQueue | None:
    """Return a task of an opening by their names, or None where this reviewer has nothing of it."""
    opening = (
        select(Opening.id)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .where(
            Opening.public_id == public_id,
            OpeningMember.user_id == reviewer_id,
            OpeningMember.role == MemberRole.REVIEWER,
        )
    )
    item = select(BankItem.id).where(BankItem.public_id == task_id)
    # No other task is counted: that would cost as much as they all have answers.
    of_task = (Review.opening_id == opening.scalar_subquery(), Review.item_id == item.scalar_subquery())
    return next(iter(_tasks(session, reviewer_id, *of_task)), None)


def _tasks(session: Session, reviewer_id: int, *which: ColumnElement[bool]) -> list[TaskInQueue]:
    counts = _counts(reviewer_id).where(*which).subquery()
    rows = session.execute(
        select(
            counts,
            BankItem.public_id,
            BankItem.title,
            BankItem.content_hash,
            _next_of_task(reviewer_id, counts.c),
        )
        .join(BankItem, BankItem.id == counts.c.item_id)
        .join(Opening, Opening.id == counts.c.opening_id)
        .join(Section, Section.version_id == Opening.assessment_version_id)
        .join(SectionTask, and_(SectionTask.section_id == Section.id, SectionTask.item_id == BankItem.id))
        .order_by(counts.c.opening_id, Section.position, SectionTask.position)
    )
    return [
        TaskInQueue(
            row.opening_id,
            row.item_id,
            row.public_id,
            row.title,
            row.content_hash,
            row.open,
            row.drafts,
            row.locked,
            row.next,
        )
        for row in rows
    ]


def answers_of_task(
    session: Session, reviewer_id: int, task: TaskInQueue, cursor: Cursor, *, size: int
) -> Page[QueuedReview]:
    """Return the reviewer's answers to one task, in the reviewer's own order; `task` says how many."""
    wanted = (
        select(Review.public_id, Review.pseudonym, Review.state)
        .join(OpeningMember, still_in_panel())
        .where(*_of_task(reviewer_id, task.opening_id, task.item_id), Review.state.in_(LIVE))
    )
    keys = (Key(Review.shuffle, read_whole), Key(Review.id, read_whole))
    page = read_page(session, wanted, keys, cursor, size=size, total=task.all)
    return page.of([QueuedReview(row.public_id, row.pseudonym, ReviewState(row.state)) for row in page.rows])


def standing_in_queue(session: Session, reviewer_id: int, here: QueuePlace) -> Standing:
    """Return where an answer stands, what comes after it, and which lock can still be taken back."""
    asked = _asked(reviewer_id, here)
    since = {"since": clock.now() - UNDO_FOR}
    [position], ahead, locks = _STANDING.read(session, asked | since)
    onward = QueuePlace(*ahead[0]) if ahead else _passed_over(session, reviewer_id, here)
    lock = lock_in(locks[0] if locks else None)
    return Standing(Position(position.before + 1, position.all, position.open), onward, lock)


def next_in_queue(session: Session, reviewer_id: int, here: QueuePlace) -> QueuePlace | None:
    """Return what to review after `here`: the task's other answers first, then the next task.

    Passed-over answers come again when the end of the task is reached.
    """
    found = session.execute(_AHEAD, _asked(reviewer_id, here)).one_or_none()
    return QueuePlace(*found) if found else _passed_over(session, reviewer_id, here)


def _passed_over(session: Session, reviewer_id: int, here: QueuePlace) -> QueuePlace | None:
    """Return what to review where nothing comes after `here` in its task."""
    asked = _asked(reviewer_id, here)
    if found := session.execute(_OTHERS, asked).one_or_none():
        return QueuePlace(*found)
    for opening_id, item_id in _open_tasks(session, reviewer_id):
        of_another = {**asked, "opening_id": opening_id, "item_id": item_id}
        if found := session.execute(_OTHERS, of_another).one_or_none():
            return QueuePlace(*found)
    return None


def rubric_codes(session: Session, opening_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the codes of the competencies of these few openings' rubrics, in their order."""
    codes: dict[int, list[str]] = {opening_id: [] for opening_id in opening_ids}
    for opening_id, code in session.execute(
        select(Opening.id, Competency.code)
        .join(Competency, Competency.version_id == Opening.rubric_version_id)
        .where(Opening.id.in_(opening_ids))
        .order_by(Opening.id, Competency.position)
    ):
        codes[opening_id].append(code)
    return codes


def _asked(reviewer_id: int, here: QueuePlace) -> dict[str, object]:
    return {
        "reviewer_id": reviewer_id,
        "public_id": here.public_id,
        "opening_id": here.opening_id,
        "item_id": here.item_id,
        "shuffle": here.shuffle,
    }


def _of_task(reviewer_id: Any, opening_id: Any, item_id: Any) -> tuple[ColumnElement[bool], ...]:
    return (Review.reviewer_id == reviewer_id, Review.opening_id == opening_id, Review.item_id == item_id)


def _has_review(reviewer_id: int, state: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = select(Review.id).where(Review.reviewer_id == reviewer_id, Review.opening_id == Opening.id, state)
    return mine.exists()


def _counts(reviewer_id: int) -> AnySelect:
    # One comparison for each state: SQLite takes twice as long to look through a list of them.
    allocated, drafts, locked = (
        func.count().filter(Review.state == state)
        for state in (ReviewState.ALLOCATED, ReviewState.DRAFT, ReviewState.LOCKED)
    )
    return (
        select(
            Review.opening_id,
            Review.item_id,
            (allocated + drafts).label("open"),
            drafts.label("drafts"),
            locked.label("locked"),
        )
        .where(Review.reviewer_id == reviewer_id, Review.state.in_(LIVE))
        .group_by(Review.opening_id, Review.item_id)
    )


def _next_of_task(reviewer_id: int, counts: Any) -> Any:
    other = aliased(Review)
    return (
        select(other.public_id)
        .where(
            other.reviewer_id == reviewer_id,
            other.opening_id == counts.opening_id,
            other.item_id == counts.item_id,
            other.state.in_(OPEN),
        )
        .order_by(other.shuffle)
        .limit(1)
        .scalar_subquery()
        .label("next")
    )


def _open_tasks(session: Session, reviewer_id: int) -> list[tuple[int, int]]:
    """Return (opening, task) of everything open, in the order of work."""
    waiting = (
        select(Review.opening_id, Review.item_id)
        .where(Review.reviewer_id == reviewer_id, Review.state.in_(OPEN))
        .distinct()
        .subquery()
    )
    rows = session.execute(
        select(waiting.c.opening_id, waiting.c.item_id)
        .join(Opening, Opening.id == waiting.c.opening_id)
        .join(Section, Section.version_id == Opening.assessment_version_id)
        .join(
            SectionTask,
            and_(SectionTask.section_id == Section.id, SectionTask.item_id == waiting.c.item_id),
        )
        .order_by(waiting.c.opening_id, Section.position, SectionTask.position)
    )
    return [(row.opening_id, row.item_id) for row in rows]


def _select_others() -> AnySelect:
    """The first answer of a task that is open, in the reviewer's own order, and is not the one here."""
    return (
        select(Review.public_id, Review.opening_id, Review.item_id, Review.shuffle)
        .join(OpeningMember, still_in_panel())
        .outerjoin(Sitting, Sitting.id == Review.sitting_id)
        .outerjoin(Application, Application.id == Sitting.application_id)
        .where(
            *_of_task(*_HERE),
            Review.state.in_(OPEN),
            or_(~IS_LIVE_ANSWER, Application.stage.in_(UNDER_REVIEW)),
            Review.public_id != bindparam("public_id"),
        )
        .order_by(Review.shuffle)
        .limit(1)
    )


def _select_position() -> AnySelect:
    return select(
        func.count().label("all"),
        func.coalesce(func.sum(case((Review.state.in_(OPEN), 1), else_=0)), 0).label("open"),
        func.coalesce(func.sum(case((Review.shuffle < bindparam("shuffle"), 1), else_=0)), 0).label("before"),
    ).where(*_of_task(*_HERE), Review.state.in_(LIVE))


#: Asked for every answer that is marked: put together once.
_HERE: tuple[Any, Any, Any] = (
    bindparam("reviewer_id"),
    bindparam("opening_id"),
    bindparam("item_id"),
)
_OTHERS = _select_others()
_AHEAD = _OTHERS.where(Review.shuffle > bindparam("shuffle"))
_STANDING = Together(_select_position(), _AHEAD, UNDOABLE)
