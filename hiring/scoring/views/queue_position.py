"""The place of one answer in the queue of its reviewer, as several pages need it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.scoring import queries
from hiring.scoring.queries import BlindAnswer, UndoableLock
from hiring.scoring.rules import review_minutes


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
