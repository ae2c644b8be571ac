"""Ask for work, or take the asking back, inside the transaction of its cause."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.models import Job, JobState

#: Where a session keeps the jobs to ring for once its transaction is committed.
TO_RING = "jobs to ring for"
#: A worker that was woken finds the rest by itself.
_MOST_RINGS = 50


def enqueue(
    session: Session, kind: str, *, key: str, run_after: datetime | None = None, **payload: Any
) -> Job:
    """Have a worker do `kind` with `payload` (plain values) once, not before `run_after`.

    A second call with the same `key` returns the job of the first.
    """
    wanted = select(Job).where(Job.key == key)
    known = session.scalar(wanted)
    if known is not None:
        return known
    job = Job(kind=kind, key=key, payload=payload, run_after=run_after or clock.now())
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # somebody asked for the same at the same moment, and was first
        return session.scalars(wanted).one()
    if run_after is None:
        _ring_later(session, job)
    return job


def enqueue_all(session: Session, kind: str, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Have a worker do `kind` once for each key of `wanted` with its payload: thousands in few statements.

    Whoever may be asking for the same at the same moment must be kept out by the caller's locks.
    """
    keys = list(wanted)
    known: set[str] = set()
    for start in range(0, len(keys), 500):
        known.update(session.scalars(select(Job.key).where(Job.key.in_(keys[start : start + 500]))))
    rows = [{"kind": kind, "key": key, "payload": dict(wanted[key])} for key in keys if key not in known]
    if rows:
        session.execute(insert(Job), rows)
        first = [row["key"] for row in rows[:_MOST_RINGS]]
        session.info.setdefault(TO_RING, []).extend(session.scalars(select(Job.id).where(Job.key.in_(first))))


def cancel(session: Session, key: str) -> None:
    """Take back a job that has not begun."""
    session.execute(
        update(Job)
        .where(Job.key == key, Job.state == JobState.QUEUED)
        .values(state=JobState.CANCELLED, done_at=clock.now())
    )


def run_again(session: Session, job: Job) -> None:
    """Give a dead job a fresh start."""
    job.state, job.error, job.run_after, job.done_at = JobState.QUEUED, None, clock.now(), None
    job.attempts = job.put_off = 0
    session.flush()
    _ring_later(session, job)


def _ring_later(session: Session, job: Job) -> None:
    session.info.setdefault(TO_RING, []).append(job.id)
