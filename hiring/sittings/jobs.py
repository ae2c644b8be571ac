"""What a worker does for sittings when nobody is there: close, and hand in what is written."""

from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.lanes import CLOCK
from hiring.jobs.registry import TryLater, job
from hiring.sittings import actions


@job("sittings.close_overdue", lane=CLOCK)
def close_overdue(session: Session, *, clock_id: int) -> None:
    """Close one section when its time and the grace are over."""
    come_back = actions.close_section(session, clock_id, grace=grace())
    if come_back is not None:
        wait = max(come_back - clock.now(), timedelta(seconds=1))
        raise TryLater("This section has been given more time.", after=wait)


def close_with_opening(session: Session, opening_id: int) -> None:
    """Hand in what waits for sections that can no longer begin; follows the closing of an opening."""
    actions.close_opening(session, opening_id, grace=grace())


def grace() -> timedelta:
    """Return how late an answer written in time may arrive."""
    return timedelta(seconds=current_app.extensions["settings"].grace_seconds)
