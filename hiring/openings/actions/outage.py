"""Give the time of an outage back to openings that would have closed in it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.openings.actions.openings import extend_closing
from hiring.openings.models import Opening
from hiring.openings.rules import OpeningState


def give_openings_time_back(session: Session, since: datetime) -> int:
    """Move the closing of every open opening whose moment came after `since` by the time that has passed.

    Returns how many were given time.
    """
    now = clock.now()
    wanted = select(Opening).where(
        Opening.state == OpeningState.OPEN, Opening.closes_at > since, Opening.closes_at <= now
    )
    found = session.scalars(wanted.order_by(Opening.id)).all()
    for opening in found:
        if opening.closes_at is not None:
            extend_closing(session, opening, opening.closes_at + (now - since), by=SYSTEM)
    return len(found)
