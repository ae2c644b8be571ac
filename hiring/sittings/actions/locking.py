"""Everybody who changes a sitting stands in line, in one order, so that no two wait for each other."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.openings.models import Application
from hiring.sittings.models import Sitting

_MAY_HAVE_CHANGED = ("state", "handed_in_at", "by_clock", "receipt_code", "receipt")


def lock_sitting(session: Session, sitting_id: int) -> Sitting:
    """Lock a sitting's application, then the sitting, and return it as it is now, with its clocks."""
    owner = select(Sitting.application_id).where(Sitting.id == sitting_id).scalar_subquery()
    session.execute(select(Application.id).where(Application.id == owner).with_for_update(key_share=True))
    session.execute(select(Sitting.id).where(Sitting.id == sitting_id).with_for_update(key_share=True))
    sitting = session.get_one(Sitting, sitting_id)
    session.refresh(sitting, [*_MAY_HAVE_CHANGED, "sections"])
    for running in sitting.sections:
        session.refresh(running, ["finished_at", "closes_at", "away_seconds", "owed_minutes", "owed_until"])
    return sitting
