"""Do one job whose lease is held: the slow part first, then its effects and its end in one transaction.

That transaction may also take the next job of the lane: one commit less for each.
"""

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from hiring import clock
from hiring.db import begin_writing, current_session, db, single_statements, writing
from hiring.i18n import N_
from hiring.jobs import leases
from hiring.jobs.kinds import AHEAD, GiveUp, TryLater, Work, work_of
from hiring.jobs.leases import MOST_ATTEMPTS, Lease, LeaseLost
from hiring.settings import Settings, settings_of

log = structlog.get_logger(__name__)

#: The wait doubles with every attempt, up to so many times the first: nothing waits much
#: longer than ten minutes once the mail server is back.
LONGEST_WAIT = 8
#: Why work is given up that has not failed by itself, in source text.
NO_SUCH_WORK = N_("This version of the program does not know this kind of work.")
WORKER_STOPPED = N_("The background process stopped each time while it worked on this.")
_one_writes = threading.Lock()


@dataclass(frozen=True, slots=True)
class Ended:
    """What there is to know once a job has been worked on, whatever came of it."""

    pause: timedelta | None = None
    """None of the lane is to be begun for so long."""
    following: Lease | None = None
    """The next job of the lane, taken with the end of this one."""


def perform(app: Flask, lease: Lease, *, go_on: bool = False) -> Ended:
    """Work on the job; with `go_on` take the next one of its lane when it is done.

    Whoever calls keeps the leases alive.
    """
    logged = log.bind(job=lease.job_id, kind=lease.kind, attempt=lease.attempts)
    for look in AHEAD.of(app):
        look(app)
    try:
        return Ended(following=_attempt(app, lease, settings_of(app), go_on=go_on))
    except TryLater as answer:
        return Ended(pause=answer.pause)
    except LeaseLost:
        logged.warning("job_taken_over")
    except SQLAlchemyError as error:  # not even the failure could be noted: the lease will run out
        logged.error("job_not_noted", error=str(error))
    return Ended()


def _attempt(app: Flask, lease: Lease, settings: Settings, *, go_on: bool) -> Lease | None:
    """Try, and note how it went; return the next job. Raises TryLater once that is noted, and LeaseLost."""
    work = work_of(app, lease.kind)
    logged = log.bind(job=lease.job_id, kind=lease.kind, attempt=lease.attempts)
    if work is None:
        _bury(app, None, lease, NO_SUCH_WORK)
        return None
    if lease.counted > MOST_ATTEMPTS:
        _bury(app, work, lease, WORKER_STOPPED)
        return None
    try:
        return _carry_out(app, work, lease, timedelta(seconds=settings.lease_seconds) if go_on else None)
    except LeaseLost:
        raise
    except TryLater as answer:
        _put_back(app, work, lease, answer.reason, answer.after or wait_after(lease, settings), counts=False)
        raise
    except GiveUp as answer:
        _bury(app, work, lease, answer.reason)
    except Exception as error:  # a fault of ours: other jobs must go on, and a person must learn of it
        logged.error("job_failed", exc_info=error)
        reason = f"{type(error).__name__}: {error}"[:1000]
        if lease.counted >= MOST_ATTEMPTS:
            _bury(app, work, lease, reason)
        else:
            _put_back(app, work, lease, reason, wait_after(lease, settings), counts=True)
    return None


def wait_after(lease: Lease, settings: Settings) -> timedelta:
    """Return how long to wait before the next attempt: doubled each time, up to a limit."""
    factor = min(2 ** max(lease.attempts - 1, 0), LONGEST_WAIT)
    return timedelta(seconds=settings.retry_seconds * factor)


def _carry_out(app: Flask, work: Work, lease: Lease, next_lease: timedelta | None) -> Lease | None:
    if work.light:
        return _carry_out_lightly(app, work, lease, next_lease)
    found: tuple[object, ...] = ()
    if work.first is not None:
        with app.app_context():
            found = (work.first(current_session(), *_ahead(work, lease), **lease.payload),)
    with app.app_context():
        session = begin_writing()
        work.effects(session, *found, **lease.payload)
        session.flush()
        following = _ended(app, session.connection(), lease, next_lease)
        session.commit()
    return following


def _carry_out_lightly(app: Flask, work: Work, lease: Lease, next_lease: timedelta | None) -> Lease | None:
    with app.app_context():
        found = () if work.first is None else (work.first(*_ahead(work, lease), **lease.payload),)
        with _in_turn(db.engine), writing(db.engine) as connection:
            work.effects(connection, *found, **lease.payload)
            return _ended(app, connection, lease, next_lease)


def _in_turn(engine: Engine) -> AbstractContextManager[object]:
    """Have one thread at a time ask for SQLite's one lock: asking again and again takes the processor."""
    return _one_writes if engine.dialect.name == "sqlite" else nullcontext()


def _ended(app: Flask, connection: Connection, lease: Lease, next_lease: timedelta | None) -> Lease | None:
    leases.finish(connection, lease)
    return _taken(app, connection, lease.lane, next_lease) if next_lease else None


def _taken(app: Flask, connection: Connection, lane: str, length: timedelta) -> Lease | None:
    """Take the next job, and note what it begins with: one commit less.

    Not on PostgreSQL: we would hold the job and wait for its thing, while somebody
    who holds the thing may wait for the job.
    """
    taken = next(iter(leases.take(connection, lane, 1, length)), None)
    work = work_of(app, taken.kind) if taken is not None else None
    if taken is None or work is None or work.ahead is None or connection.dialect.name != "sqlite":
        return taken
    return replace(taken, ahead=(work.ahead(connection, **taken.payload),))


def _ahead(work: Work, lease: Lease) -> tuple[Any, ...]:
    if work.ahead is None or lease.ahead:
        return lease.ahead
    with single_statements(db.engine) as connection:
        return (work.ahead(connection, **lease.payload),)


def _put_back(app: Flask, work: Work, lease: Lease, reason: str, wait: timedelta, *, counts: bool) -> None:
    next_try = clock.now() + wait
    with app.app_context():
        session = begin_writing()
        if work.put_off is not None:
            work.put_off(session, reason, next_try, **lease.payload)
        session.flush()
        leases.put_back(session.connection(), lease, reason, next_try, counts=counts)
        session.commit()


def _bury(app: Flask, work: Work | None, lease: Lease, reason: str) -> None:
    with app.app_context():
        session = begin_writing()
        if work is not None and work.given_up is not None:
            work.given_up(session, reason, **lease.payload)
        session.flush()
        leases.mark_dead(session.connection(), lease, reason)
        session.commit()
