"""Who may work on a job, for how long, and how it ends: the statements that hold the truth.

Jobs are taken by one statement, held by a lease that their worker renews, and left
only by whoever still has their token. So a worker that was thought dead and comes
back changes nothing.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Update, bindparam, func, select, tuple_, update

from hiring import clock
from hiring.db import writing
from hiring.db.installation import HELD
from hiring.jobs.models import Job, JobState

#: So often a job may fail or take its worker down; waiting for somebody else does not count.
MOST_ATTEMPTS = 5


class LeaseLost(Exception):
    """Another worker has taken the job over: what this one did must not be kept."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one job."""

    job_id: int
    token: str
    lane: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    put_off: int
    ahead: tuple[Any, ...] = ()
    """The answer of the work's `ahead`, where that has been done with the taking."""

    @property
    def counted(self) -> int:
        """How many attempts were spent, this one included."""
        return self.attempts - self.put_off


def _taking(*which: ColumnElement[bool]) -> Update:
    """Return the statement that takes such jobs as are due, the longest waiting first.

    On PostgreSQL workers step over each other's rows instead of waiting. The rows are
    chosen in a part of their own, which the planner may not run twice: more would be
    taken than were asked for.
    """
    due = (
        select(Job.id)
        .where(Job.state == JobState.QUEUED, Job.run_after <= bindparam("now"), ~HELD, *which)
        .order_by(Job.run_after, Job.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, key_share=True)
        .cte("due")
    )
    return (
        update(Job)
        .where(Job.id.in_(select(due.c.id)))
        .values(
            state=JobState.RUNNING,
            token=bindparam("new_token"),
            lease_until=bindparam("until"),
            attempts=Job.attempts + 1,
        )
        .returning(
            Job.run_after, Job.id, Job.token, Job.lane, Job.kind, Job.payload, Job.attempts, Job.put_off
        )
    )


# Put together once: building them anew for each job would cost more than running them.
_TAKE_IN_LANE = _taking(Job.lane == bindparam("in_lane"))
_TAKE_IN_ANY = _taking(Job.lane.in_(bindparam("lanes", expanding=True)))
_TAKE_ONE = _taking(Job.id == bindparam("one"))


def take(connection: Connection, lane: str, most: int, length: timedelta) -> list[Lease]:
    """Return the leases of at most so many jobs of this lane that are due, kept with the transaction."""
    return _taken(connection, _TAKE_IN_LANE, length, in_lane=lane, most=most)


def take_in_any(connection: Connection, lanes: Collection[str], length: timedelta) -> Lease | None:
    """Return the lease of the job in these lanes that has been due for longest, or None."""
    return next(iter(_taken(connection, _TAKE_IN_ANY, length, lanes=list(lanes), most=1)), None)


def take_one(connection: Connection, job_id: int, length: timedelta) -> Lease | None:
    """Return the lease of this job, or None when it is not to be had."""
    return next(iter(_taken(connection, _TAKE_ONE, length, one=job_id, most=1)), None)


def _taken(connection: Connection, statement: Update, length: timedelta, **asked: Any) -> list[Lease]:
    now = clock.now()
    given = {"now": now, "until": now + length, "new_token": str(uuid.uuid4()), **asked}
    rows = connection.execute(statement, given).all()
    return [Lease(*row[1:]) for row in sorted(rows, key=lambda row: row[:2])]


def renew(engine: Engine, leases: Collection[Lease], length: timedelta) -> None:
    """Push the end of these leases further away; those that are lost stay lost."""
    held = [(lease.job_id, lease.token) for lease in leases]
    with writing(engine) as connection:
        connection.execute(
            update(Job).where(tuple_(Job.id, Job.token).in_(held)).values(lease_until=clock.now() + length)
        )


def free_expired(engine: Engine) -> int:
    """Queue again what lay with workers that are silent for too long; return how many jobs."""
    expired = (Job.state == JobState.RUNNING) & (Job.lease_until < clock.now())
    with engine.connect() as connection:  # most looks find nothing, and disturb nobody
        if connection.scalar(select(Job.id).where(expired).limit(1)) is None:
            return 0
    lost = select(Job.id).where(expired).with_for_update(skip_locked=True, key_share=True).cte("lost")
    with writing(engine) as connection:
        freed = connection.scalars(
            update(Job)
            .where(Job.id.in_(select(lost.c.id)))
            .values(state=JobState.QUEUED, token=None, lease_until=None)
            .returning(Job.id)
        )
        return len(freed.all())


def next_due(engine: Engine, lanes: Collection[str]) -> dict[str, datetime]:
    """Return when the next job of each of these lanes is due, also where that moment has passed."""
    first = [
        select(func.min(Job.run_after))
        .where(Job.state == JobState.QUEUED, Job.lane == lane)
        .scalar_subquery()
        .label(lane)
        for lane in lanes
    ]
    with engine.connect() as connection:
        found = connection.execute(select(*first)).one()._mapping
    return {str(lane): moment for lane, moment in found.items() if moment is not None}


def finish(connection: Connection, lease: Lease) -> None:
    """Note in the caller's transaction that the job is done. Raises LeaseLost."""
    _leave(connection, _END, lease, state_now=JobState.DONE, reason=None, ended=clock.now())


def put_back(connection: Connection, lease: Lease, reason: str, next_try: datetime, *, counts: bool) -> None:
    """Let the job wait for another try; `counts` says whether this one was spent. Raises LeaseLost."""
    put_off = lease.put_off + (0 if counts else 1)
    _leave(connection, _WAIT, lease, reason=reason, next_try=next_try, times=put_off)


def mark_dead(connection: Connection, lease: Lease, reason: str) -> None:
    """Note that another try cannot help. Raises LeaseLost."""
    _leave(connection, _END, lease, state_now=JobState.DEAD, reason=reason, ended=clock.now())


_OWN = update(Job).where(Job.id == bindparam("job_id"), Job.token == bindparam("held"))
_FREED: dict[str, Any] = {"token": None, "lease_until": None, "error": bindparam("reason")}
_END = _OWN.values(state=bindparam("state_now"), done_at=bindparam("ended"), **_FREED)
_WAIT = _OWN.values(
    state=JobState.QUEUED, run_after=bindparam("next_try"), put_off=bindparam("times"), **_FREED
)


def _leave(connection: Connection, statement: Update, lease: Lease, **values: Any) -> None:
    left = connection.execute(statement, {"job_id": lease.job_id, "held": lease.token, **values})
    if left.rowcount != 1:
        raise LeaseLost
