"""Ask for work, or take the asking back, inside the transaction of its cause."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.models import Job, JobState


def enqueue(
    session: Session, kind: str, *, key: str, run_after: datetime | None = None, **payload: Any
) -> Job:
    """Have a worker do `kind` with `payload` (plain values) once, not before `run_after`.

    A second call with the same `key` returns the job of the first.
    """
    known = session.scalar(select(Job).where(Job.key == key))
    if known is not None:
        return known
    job = Job(kind=kind, key=key, payload=payload, run_after=run_after or clock.now())
    session.add(job)
    session.flush()
    return job


def cancel(session: Session, key: str) -> None:
    """Take back a job that has not begun."""
    session.execute(
        update(Job)
        .where(Job.key == key, Job.state == JobState.QUEUED)
        .values(state=JobState.CANCELLED, done_at=clock.now())
    )


def run_again(session: Session, job: Job) -> None:
    """Give a dead job a fresh start."""
    job.state, job.attempts, job.error, job.run_after = JobState.QUEUED, 0, None, clock.now()
    session.flush()
