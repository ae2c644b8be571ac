"""What a worker does for sittings when nobody is there: close, and hand in what is written."""

from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.actions import enqueue_all
from hiring.jobs.lanes import CLOCK
from hiring.jobs.registry import TryLater, job
from hiring.sittings import actions, queries
from hiring.timekeeping.actions import require_trusted

#: The work of seeing to one sitting when its opening has closed.
CLOSE_WITH_OPENING = "sittings.close_with_opening"


@job("sittings.close_overdue", lane=CLOCK)
def close_overdue(session: Session, *, clock_id: int) -> None:
    """Close one section when its time and the grace are over."""
    require_trusted(session)
    come_back = actions.close_section(session, clock_id, grace=grace())
    if come_back is not None:
        wait = max(come_back - clock.now(), timedelta(seconds=1))
        raise TryLater("This section has been given more time.", after=wait)


@job(CLOSE_WITH_OPENING, lane=CLOCK)
def close_one(session: Session, *, sitting_id: int) -> None:
    """Hand in a sitting whose next section can no longer begin."""
    require_trusted(session)
    actions.close_with_opening(session, sitting_id, grace=grace())


def close_with_opening(session: Session, opening_id: int) -> None:
    """See to every unfinished sitting of a closed opening: each by itself, so that others can write."""
    unfinished = queries.unfinished_sittings(session, opening_id)
    wanted = {f"{CLOSE_WITH_OPENING}:{number}": {"sitting_id": number} for number in unfinished}
    enqueue_all(session, CLOSE_WITH_OPENING, wanted)


def grace() -> timedelta:
    """Return how late an answer written in time may arrive."""
    return timedelta(seconds=current_app.extensions["settings"].grace_seconds)
