"""A reviewer's queue and the place of one answer in it, as several pages need it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Page
from hiring.scoring import queries
from hiring.scoring.queries import BlindAnswer, UndoableLock
from hiring.scoring.queue import QueuedOpening, grouped
from hiring.scoring.rules import review_minutes
from hiring.sittings.queries import read_task


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where an answer stands in the reviewer's queue."""

    number: int
    of: int
    minutes_left: int
    first: bool
    """Nothing of this task is locked yet: its material is shown unfolded."""
    next: str | None
    """The answer that comes after this one."""
    undoable: UndoableLock | None
    """The reviewer's latest lock, while it can still be taken back."""


def queue_of_reviewer(
    session: Session, reviewer_id: int, cursor: Cursor, *, size: int, done: bool = False
) -> Page[QueuedOpening]:
    """Return a page of the openings in which answers wait for this reviewer, or of those that are `done`."""
    page = queries.openings_in_queue(session, reviewer_id, cursor, size=size, done=done)
    opening_ids = [opening.id for opening in page.rows]
    tasks = queries.tasks_in_queue(session, reviewer_id, opening_ids)
    content = {each.item_id: read_task(session, each.item_id, each.content_hash) for each in tasks}
    return page.of(grouped(page.rows, tasks, content, queries.rubric_codes(session, opening_ids)))


def standing_of(session: Session, reviewer_id: int, answer: BlindAnswer) -> QueuePosition:
    """Return where an answer stands."""
    standing = queries.standing_in_queue(session, reviewer_id, answer.place)
    position, onward = standing.position, standing.next
    return QueuePosition(
        position.number,
        position.of,
        position.open * review_minutes(answer.task, len(answer.criteria)),
        first=position.first,
        next=onward.public_id if onward else None,
        undoable=standing.undoable,
    )
