"""Give candidates more time: what they are granted, and minutes that they lost and get back."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.assessments.models import Section
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.rules import GrantedTime
from hiring.sittings import events
from hiring.sittings.actions.closing import close_when_over, look_again
from hiring.sittings.actions.locking import lock_sitting
from hiring.sittings.models import SectionClock, Sitting, SupersededReceipt
from hiring.sittings.rules import SittingState
from hiring.sittings.sealing import seals_taken_back


def lengthen_running(session: Session, application_id: int, before: GrantedTime, now: GrantedTime) -> int:
    """Give a section that runs what its candidate is granted beyond `before`; return how many minutes.

    Nobody loses time in a section that has begun: where less is granted than before, it ends as it
    would have ended.
    """
    sitting_id = session.scalar(select(Sitting.id).where(Sitting.application_id == application_id))
    if sitting_id is None:
        return 0
    sitting, given = lock_sitting(session, sitting_id), 0
    for each in sitting.sections:
        if sitting.handed_in_at is None and not each.time.over(clock.now()):
            minutes = session.get_one(Section, each.section_id).minutes
            given = max(0, now.minutes_of(minutes) - before.minutes_of(minutes))
            each.closes_at += timedelta(minutes=given)
    session.flush()
    look_again(session, sitting)
    return given


#: For so long a section whose time was over may be begun again.
BEGUN_AGAIN_WITHIN = timedelta(hours=48)


class NothingLost(HiringError):
    """No section of this candidate has begun."""

    sentence = N_(
        "This candidate has not begun a section, so there is nothing to give back. Grant time instead."
    )


class FinishedEarly(HiringError):
    """The candidate has left the section before its time was over."""

    sentence = N_(
        "This candidate finished the last section before its time was over, so no time in it was lost."
    )


class Given(StrEnum):
    """What became of minutes that were given back."""

    RUNNING = "running"
    """The section that runs ends so much later."""
    AGAIN = "again"
    """The section is over and may be begun again."""


def section_to_give_back(sitting: Sitting) -> SectionClock:
    """Return the section in which time was lost: the last that was begun.

    Raises NothingLost and FinishedEarly.
    """
    begun = max(sitting.sections, key=lambda each: each.started_at, default=None)
    if begun is None:
        raise NothingLost
    if begun.time.over(clock.now()) and not begun.time.by_clock():
        raise FinishedEarly
    return begun


def give_minutes_back(
    session: Session, sitting_id: int, minutes: int, *, grace: timedelta, by: Doer
) -> tuple[Given, str | None]:
    """Give minutes back that a candidate has lost; return what became of them and a receipt they supersede.

    A section that runs goes on so much longer. One that the clock has ended waits to be begun again;
    what was handed in is opened for that. The caller has made sure that nobody has rated anything.
    Raises NothingLost and FinishedEarly.
    """
    sitting = lock_sitting(session, sitting_id)
    begun = section_to_give_back(sitting)
    application = session.get_one(Application, sitting.application_id)
    code = None
    if begun.time.over(clock.now()):
        given = Given.AGAIN
        code = _open_again(session, application, sitting, by=by) if sitting.handed_in_at is not None else None
        begun.finished_at = begun.time.ended_at()
        begun.owed_minutes += minutes
        begun.owed_until = clock.now() + BEGUN_AGAIN_WITHIN
        session.flush()
        close_when_over(session, begun, grace=grace)
    else:
        given = Given.RUNNING
        begun.closes_at += timedelta(minutes=minutes)
        session.flush()
    position = session.get_one(Section, begun.section_id).position
    deed = events.MinutesGivenBack(application.opening_id, application.id, sitting.id, position, minutes)
    audit.record(session, deed, by=by)
    return given, code


def _open_again(session: Session, application: Application, sitting: Sitting, *, by: Doer) -> str:
    """Take the hand-in back and keep its receipt as superseded; return its code."""
    code = str(sitting.receipt_code)
    session.add(
        SupersededReceipt(
            sitting_id=sitting.id,
            code=code,
            receipt=sitting.receipt or [],
            handed_in_at=sitting.handed_in_at,
            by_clock=sitting.by_clock,
        )
    )
    sitting.state, sitting.by_clock = SittingState.RUNNING, False
    sitting.handed_in_at, sitting.receipt_code, sitting.receipt = None, None, None
    sitting.packed_at = None
    session.flush()
    openings.take_hand_in_back(session, application)
    opened = events.SittingOpenedAgain(application.opening_id, application.id, sitting.id, code)
    audit.record(session, opened, by=by, seals=seals_taken_back(sitting))
    return code
