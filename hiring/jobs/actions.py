"""Ask for work, or take the asking back, inside the transaction of its cause."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db.once import insert_once
from hiring.db.pieces import in_pieces
from hiring.jobs import wakeup
from hiring.jobs.kinds import JobKind
from hiring.jobs.models import Job, JobState


def enqueue(
    session: Session, kind: JobKind, *, key: str, run_after: datetime | None = None, **payload: Any
) -> Job:
    """Have a worker do `kind` with `payload` (plain values) once, not before `run_after`.

    A second call with the same `key` returns the job of the first.
    """
    row = _row(kind, key, payload, run_after)
    job: Job | None = session.scalar(insert_once(session, Job, "key").values(row).returning(Job))
    if job is None:
        return session.scalars(select(Job).where(Job.key == key)).one()
    if run_after is None:
        wakeup.call(session, job.lane)
    return job


def enqueue_for_address(session: Session, kind: JobKind, address: str, *, again: int) -> None:
    """Have a worker do `kind` for whoever has this e-mail address; within `again` seconds only once."""
    moment = int(clock.now().timestamp()) // again
    key = hashlib.sha256(f"{address}:{moment}".encode()).hexdigest()
    enqueue(session, kind, key=f"{kind}:{key}", address=address)


def enqueue_all(
    session: Session,
    kind: JobKind,
    wanted: Mapping[str, Mapping[str, Any]],
    *,
    run_after: datetime | None = None,
) -> None:
    """Have a worker do `kind` once for each key of `wanted` with its payload: thousands in few statements."""
    if wanted:
        rows = [_row(kind, key, payload, run_after) for key, payload in wanted.items()]
        session.execute(insert_once(session, Job, "key"), rows)
        if run_after is None:
            wakeup.call(session, kind.lane.name)


def reschedule(session: Session, kind: JobKind, keys: Sequence[str], run_after: datetime) -> None:
    """Have those of the jobs that have not begun be done at another moment."""
    for some in in_pieces(keys):
        waiting = update(Job).where(Job.key.in_(some), Job.state == JobState.QUEUED)
        session.execute(waiting.values(run_after=run_after))
    wakeup.call(session, kind.lane.name)


def _row(
    kind: JobKind, key: str, payload: Mapping[str, Any], run_after: datetime | None = None
) -> dict[str, Any]:
    return {
        "lane": kind.lane.name,
        "kind": kind.name,
        "key": key,
        "payload": dict(payload),
        "run_after": run_after or clock.now(),
    }


def cancel(session: Session, key: str) -> None:
    """Take back a job that has not begun."""
    cancel_all(session, [key])


def cancel_all(session: Session, keys: Sequence[str]) -> None:
    """Take back those of many jobs that have not begun, in few statements."""
    for some in in_pieces(keys):
        session.execute(
            update(Job)
            .where(Job.key.in_(some), Job.state == JobState.QUEUED)
            .values(state=JobState.CANCELLED, done_at=clock.now())
        )


def look_again(session: Session, reasons: Collection[str]) -> None:
    """Let work that was put off for one of `reasons` be due at once."""
    waits = Job.state == JobState.QUEUED, Job.error.in_(reasons)
    due = update(Job).where(*waits).values(run_after=clock.now()).returning(Job.lane)
    for lane in set(session.scalars(due)):
        wakeup.call(session, lane)


def run_again(session: Session, job: Job) -> None:
    """Give a dead job a fresh start."""
    job.state, job.error, job.run_after, job.done_at = JobState.QUEUED, None, clock.now(), None
    job.attempts = job.put_off = 0
    session.flush()
    wakeup.call(session, job.lane)
