"""Work that the clock alone asks for: once in each stretch of time, however many workers ask."""

from datetime import datetime

from sqlalchemy.orm import Session

from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JOBS


def enqueue_periodic(session: Session, now: datetime) -> None:
    """Ask for every kind of work that recurs, unless it was asked for in the present stretch of time."""
    for work in JOBS.behind(session):
        if work.every is not None:
            stretch = int(now.timestamp() // work.every.total_seconds())
            enqueue(session, work.kind, key=f"{work.kind}:{stretch}")
