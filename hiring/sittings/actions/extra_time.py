"""Give candidates more time: what they were granted reaches a section that is running at once."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.assessments.models import Section
from hiring.openings.rules import GrantedTime
from hiring.sittings.actions.closing import look_again
from hiring.sittings.actions.locking import lock_sitting
from hiring.sittings.models import Sitting


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
