"""A reviewer's latest lock, while it can still be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.scoring.models import Review
from hiring.scoring.rules import UNDO_FOR


@dataclass(frozen=True, slots=True)
class UndoableLock:
    public_id: str
    pseudonym: str
    until: datetime


#: The latest lock of a reviewer that can be taken back.
UNDOABLE = (
    select(Review.public_id, Review.pseudonym, Review.locked_at)
    .where(Review.reviewer_id == bindparam("reviewer_id"), Review.locked_at > bindparam("since"))
    .order_by(Review.locked_at.desc(), Review.id.desc())
    .limit(1)
)


def undoable_lock(session: Session, reviewer_id: int) -> UndoableLock | None:
    """Return the reviewer's latest lock while it can still be taken back."""
    asked = {"reviewer_id": reviewer_id, "since": clock.now() - UNDO_FOR}
    return lock_in(session.execute(UNDOABLE, asked).one_or_none())


def lock_in(row: Any) -> UndoableLock | None:
    """Return what a row of `UNDOABLE` says, if there is one."""
    return UndoableLock(row.public_id, row.pseudonym, row.locked_at + UNDO_FOR) if row else None
