"""What a reviewer had put down earlier for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.scoring.models import EarlierDraft
from hiring.scoring.rules import DraftRating


@dataclass(frozen=True, slots=True)
class Earlier:
    """A draft that was written over."""

    number: int
    kept_at: datetime
    ratings: dict[str, DraftRating]
    """By the code of the competency; what was not rated then is not there."""


def earlier_drafts(session: Session, review_id: int) -> Sequence[Earlier]:
    """Return what is kept of a review, the latest first."""
    rows = session.scalars(
        select(EarlierDraft).where(EarlierDraft.review_id == review_id).order_by(EarlierDraft.number.desc())
    )
    return [_as_earlier(row) for row in rows]


def earlier_draft(session: Session, review_id: int, number: int) -> Earlier | None:
    """Return one of them."""
    row = session.scalar(select(EarlierDraft).filter_by(review_id=review_id, number=number))
    return _as_earlier(row) if row else None


def _as_earlier(row: EarlierDraft) -> Earlier:
    return Earlier(
        row.number, row.kept_at, {plain["competency"]: DraftRating(**plain) for plain in row.ratings}
    )
