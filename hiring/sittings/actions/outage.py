"""Give the time of an outage back to whoever was writing when it began."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import record_all
from hiring.openings.models import Application
from hiring.sittings import events
from hiring.sittings.models import SectionClock, Sitting


def give_time_back(session: Session, since: datetime) -> int:
    """Move the end of every section that was running at `since` by the time that has passed.

    So a candidate finds as much time left as there was then. Returns how many
    sections were given time.
    """
    passed = clock.now() - since
    running = session.execute(
        select(SectionClock, Sitting.application_id, Application.opening_id)
        .join(Sitting, Sitting.id == SectionClock.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            SectionClock.finished_at.is_(None),
            SectionClock.started_at <= since,
            SectionClock.closes_at > since,
            Sitting.handed_in_at.is_(None),
        )
        .order_by(SectionClock.id)
        .with_for_update(of=SectionClock, key_share=True)
    ).all()
    told = []
    for section, application_id, opening_id in running:
        section.closes_at += passed
        told.append(
            events.TimeGivenBack(
                opening_id, application_id, section.sitting_id, round(passed.total_seconds() / 60)
            )
        )
    session.flush()
    record_all(session, told, by=SYSTEM)
    return len(told)
