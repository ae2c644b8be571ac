"""What the clock does by itself: close sections whose time is over, hand in, close with the opening.

Each of these may be asked too early or twice (a worker died): they look again
at what is true now.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import SYSTEM
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.queries import granted_to
from hiring.openings.rules import Stage
from hiring.sittings import events, queries
from hiring.sittings.actions.handing_in import hand_in
from hiring.sittings.actions.locking import lock_sitting
from hiring.sittings.models import SectionClock, Sitting
from hiring.sittings.rules import SectionState, break_ends_at, seconds_used

CLOSE_OVERDUE = JobKind("sittings.close_overdue", CLOCK, N_("Hand in for candidates whose time is over"))
CLOSE_WITH_OPENING = JobKind(
    "sittings.close_with_opening", CLOCK, N_("Hand in what waits when an opening has closed")
)


def close_when_over(session: Session, running: SectionClock, *, grace: timedelta) -> None:
    """Have a worker see to a section when its time is over, or when it may no longer be begun again."""
    first = running.away_seconds == 0 and running.owed_until is None
    due = (running.owed_until or running.closes_at) + grace
    key = f"{CLOSE_OVERDUE}:{running.id}" if first else f"{CLOSE_OVERDUE}:{running.id}:{due.isoformat()}"
    enqueue(session, CLOSE_OVERDUE, key=key, run_after=due, clock_id=running.id)


def close_section(session: Session, clock_id: int, *, grace: timedelta) -> datetime | None:
    """Close a section whose time and grace are over; hand in when it was the last to be done.

    Returns the moment at which to come back when it is too early, else None.
    """
    running = queries.section_clock(session, clock_id)
    if running is None:
        return None
    sitting = lock_sitting(session, running.sitting_id)
    due = (running.owed_until or running.closes_at) + grace
    if clock.now() < due:
        return due
    application = queries.application_of(session, sitting.application_id)
    if application is None or application.stage != Stage.SITTING:
        return None
    if running.finished_at is None:
        _note_time_over(session, application, sitting, running)
    _hand_in_when_done(session, application, sitting)
    return None


def close_with_opening(session: Session, sitting_id: int, *, grace: timedelta) -> None:
    """Once its opening has closed, hand in a sitting that waits for a section that can no longer begin.

    A section that is running may be finished: its own clock sees to it.
    """
    sitting = lock_sitting(session, sitting_id)
    application = queries.application_of(session, sitting.application_id)
    still_counting = any(clock.now() < each.time.ended_at() + grace for each in sitting.sections)
    if application is not None and application.stage == Stage.SITTING and not still_counting:
        _hand_in_when_done(session, application, sitting)


def resume(session: Session, application_id: int) -> None:
    """Have the clock see again to a sitting whose application goes on: what came due meanwhile was left."""
    sitting = queries.sitting_of(session, application_id)
    if sitting is None or sitting.handed_in_at is not None:
        return
    mark = clock.now().isoformat()
    for running in sitting.sections:
        if running.finished_at is None:
            key = f"{CLOSE_OVERDUE}:{running.id}:resumed:{mark}"
            enqueue(session, CLOSE_OVERDUE, key=key, clock_id=running.id)
    key = f"{CLOSE_WITH_OPENING}:{sitting.id}:resumed:{mark}"
    enqueue(session, CLOSE_WITH_OPENING, key=key, sitting_id=sitting.id)


def look_again(session: Session, sitting: Sitting) -> None:
    """Have a worker come back when somebody who was granted more may begin no further section.

    Needs `sections` loaded. For everybody else that is when the opening closes, which is heard of.
    """
    granted = granted_to(session, sitting.application_id)
    ends = break_ends_at((each.time for each in sitting.sections), granted.break_minutes)
    moment = max(filter(None, (granted.closes_at, ends)), default=None)
    if moment is None or moment <= clock.now():
        return
    key = f"{CLOSE_WITH_OPENING}:{sitting.id}:{moment.isoformat()}"
    enqueue(session, CLOSE_WITH_OPENING, key=key, run_after=moment, sitting_id=sitting.id)


def _note_time_over(
    session: Session, application: Application, sitting: Sitting, running: SectionClock
) -> None:
    running.finished_at = running.closes_at
    session.flush()
    used = seconds_used((each.time for each in sitting.sections), clock.now())
    openings.note_progress(session, application, seconds_used=used)
    position = running.section.position
    audit.record(
        session,
        events.SectionTimeOver(application.opening_id, application.id, sitting.id, position),
        by=SYSTEM,
    )


def _hand_in_when_done(session: Session, application: Application, sitting: Sitting) -> None:
    states = queries.states_of(application, sitting, clock.now())
    if set(states) <= {SectionState.OVER, SectionState.MISSED}:
        hand_in(session, sitting, by=SYSTEM, by_clock=True)
    else:
        look_again(session, sitting)
