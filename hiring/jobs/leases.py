"""Who may work on a job, for how long, and how it ends: the statements that hold the truth.

A job is taken by one compare-and-set, held by a lease that its owner renews, and
left only by whoever still has its token. So a worker that was thought dead and
comes back changes nothing.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.models import Job, JobState
from hiring.store import writing
from hiring.store.installation import HELD

#: So often a job may fail or take its worker down; waiting for somebody else does not count.
MOST_ATTEMPTS = 5


class LeaseLost(Exception):
    """Another worker has taken the job over: what this one did must not be kept."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one job."""

    job_id: int
    token: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    put_off: int

    @property
    def counted(self) -> int:
        """How many attempts were spent, this one included."""
        return self.attempts - self.put_off


def take(engine: Engine, job_id: int, length: timedelta) -> Lease | None:
    """Return the lease of a job that is due or was left lying, or None when it is not to be had."""
    now, token = clock.now(), str(uuid.uuid4())
    with writing(engine) as connection:
        taken = connection.execute(
            update(Job)
            .where(Job.id == job_id, _to_be_had(now), ~HELD)
            .values(state=JobState.RUNNING, token=token, lease_until=now + length, attempts=Job.attempts + 1)
        )
        if taken.rowcount != 1:
            return None
        row = connection.execute(
            select(Job.kind, Job.payload, Job.attempts, Job.put_off).where(Job.id == job_id)
        ).one()
    return Lease(job_id, token, *row)


def renew(engine: Engine, lease: Lease, length: timedelta) -> None:
    """Push the end of the lease further away. Raises LeaseLost."""
    with writing(engine) as connection:
        renewed = connection.execute(_held(lease).values(lease_until=clock.now() + length))
    if renewed.rowcount != 1:
        raise LeaseLost


def finish(session: Session, lease: Lease) -> None:
    """Note in the caller's transaction that the job is done. Raises LeaseLost."""
    _leave(session, lease, state=JobState.DONE, error=None, done_at=clock.now())


def put_back(session: Session, lease: Lease, reason: str, next_try: datetime, *, counts: bool) -> None:
    """Let the job wait for another try; `counts` says whether this one was spent. Raises LeaseLost."""
    _leave(
        session,
        lease,
        state=JobState.QUEUED,
        error=reason,
        run_after=next_try,
        put_off=lease.put_off + (0 if counts else 1),
    )


def bury(session: Session, lease: Lease, reason: str) -> None:
    """Note that another try cannot help. Raises LeaseLost."""
    _leave(session, lease, state=JobState.DEAD, error=reason, done_at=clock.now())


def due_ids(engine: Engine, *, overdue: timedelta = timedelta(0), limit: int = 100) -> list[int]:
    """Return jobs nobody works on that have been due for `overdue`, longest waiting first."""
    now = clock.now()
    waiting = and_(Job.state == JobState.QUEUED, Job.run_after <= now - overdue)
    found = (
        select(Job.id)
        .where(or_(waiting, _left_lying(now)), ~HELD)
        .order_by(Job.run_after, Job.id)
        .limit(limit)
    )
    with engine.connect() as connection:
        return list(connection.scalars(found))


def _to_be_had(now: datetime) -> ColumnElement[bool]:
    return or_(and_(Job.state == JobState.QUEUED, Job.run_after <= now), _left_lying(now))


def _left_lying(now: datetime) -> ColumnElement[bool]:
    return and_(Job.state == JobState.RUNNING, Job.lease_until < now)


def _held(lease: Lease) -> Any:
    return update(Job).where(Job.id == lease.job_id, Job.token == lease.token)


def _leave(session: Session, lease: Lease, **values: Any) -> None:
    left = session.execute(
        _held(lease).values(token=None, lease_until=None, **values),
        execution_options={"synchronize_session": False},
    )
    if not isinstance(left, CursorResult) or left.rowcount != 1:
        raise LeaseLost
