"""A reviewer's queue as page and mail show it: openings, their tasks, and what is left in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hiring.banks.tasks import Task
from hiring.db.keyset import Cursor, Page
from hiring.i18n.localised import Localised
from hiring.scoring import queries
from hiring.scoring.queries.queue import OpeningInQueue, TaskInQueue
from hiring.scoring.rules import rated_competencies, review_minutes
from hiring.sittings.queries import read_task


@dataclass(frozen=True, slots=True)
class QueuedTask:
    """All of a reviewer's answers to one task, counted."""

    public_id: str
    title: Localised
    minutes_each: int
    open: int
    drafts: int
    locked: int
    next: str | None
    """The answer to begin with."""

    @property
    def all(self) -> int:
        return self.open + self.locked

    @property
    def minutes(self) -> int:
        """About how long the open ones take together."""
        return self.open * self.minutes_each


@dataclass(frozen=True, slots=True)
class QueuedOpening:
    public_id: str
    title: Localised
    tasks: tuple[QueuedTask, ...]
    due: datetime | None
    """Until when this is to be done."""
    zone: str
    controls: bool = False
    """Control answers may stand among them."""

    @property
    def open(self) -> int:
        return sum(task.open for task in self.tasks)

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)


def queue_of_reviewer(
    session: Session, reviewer_id: int, cursor: Cursor, *, size: int, done: bool = False
) -> Page[QueuedOpening]:
    """Return a page of the openings in which answers wait for this reviewer, or of those that are `done`."""
    page = queries.openings_in_queue(session, reviewer_id, cursor, size=size, done=done)
    opening_ids = [opening.id for opening in page.rows]
    tasks = queries.tasks_in_queue(session, reviewer_id, opening_ids)
    content = {each.item_id: read_task(session, each.item_id, each.content_hash) for each in tasks}
    return page.of(grouped(page.rows, tasks, content, queries.rubric_codes(session, opening_ids)))


def grouped(
    openings: Sequence[OpeningInQueue],
    tasks: Sequence[TaskInQueue],
    content: Mapping[int, Task],
    rubrics: Mapping[int, Sequence[str]],
) -> tuple[QueuedOpening, ...]:
    """Return the openings with their tasks, both in the order they come in."""
    return tuple(
        QueuedOpening(
            opening.public_id,
            opening.title,
            tuple(
                _queued_task(each, content[each.item_id], rubrics[opening.id])
                for each in tasks
                if each.opening_id == opening.id
            ),
            opening.due,
            opening.zone,
            opening.controls,
        )
        for opening in openings
    )


def _queued_task(counted: TaskInQueue, task: Task, rubric: Sequence[str]) -> QueuedTask:
    return QueuedTask(
        counted.public_id,
        counted.title,
        review_minutes(task, len(rated_competencies(task, rubric))),
        counted.open,
        counted.drafts,
        counted.locked,
        counted.next,
    )
