"""Do one job: take it, keep its lease alive, do the work, end both in one transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hiring import clock
from hiring.jobs import leases
from hiring.jobs.leases import MOST_ATTEMPTS, Lease, LeaseLost
from hiring.jobs.registry import WORK, GiveUp, TryLater, Work
from hiring.settings import Settings
from hiring.store import begin_writing, current_session, db

log = structlog.get_logger(__name__)

#: The wait doubles with every attempt, up to so many times the first: nothing waits much
#: longer than ten minutes once the mail server is back.
LONGEST_WAIT = 8


def perform(app: Flask, job_id: int) -> bool:
    """Work on one job, whatever comes of it; return whether it was there to be taken."""
    settings: Settings = app.extensions["settings"]
    engine = _engine_of(app)
    length = timedelta(seconds=settings.lease_seconds)
    lease = leases.take(engine, job_id, length)
    if lease is None:
        return False
    logged = log.bind(job=job_id, kind=lease.kind, attempt=lease.attempts)
    try:
        with _kept_alive(engine, lease, length):
            _attempt(app, lease, settings)
    except LeaseLost:
        logged.warning("job_taken_over")
    except SQLAlchemyError as error:  # not even the failure could be noted: the lease will run out
        logged.error("job_not_noted", error=str(error))
    return True


def _attempt(app: Flask, lease: Lease, settings: Settings) -> None:
    work = WORK.get(lease.kind)
    logged = log.bind(job=lease.job_id, kind=lease.kind, attempt=lease.attempts)
    if work is None:
        return _bury(app, Work(_nothing), lease, f"There is no work of the kind {lease.kind}.")
    if lease.counted > MOST_ATTEMPTS:
        return _bury(app, work, lease, "The worker stopped each time while it worked on this.")
    try:
        _carry_out(app, work, lease)
    except LeaseLost:
        raise
    except TryLater as answer:
        _put_back(app, work, lease, answer.reason, answer.after or wait_after(lease, settings), counts=False)
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


def _carry_out(app: Flask, work: Work, lease: Lease) -> None:
    found: tuple[object, ...] = ()
    if work.first is not None:
        with app.app_context():
            found = (work.first(current_session(), **lease.payload),)
    with app.app_context():
        session = begin_writing()
        work.effects(session, *found, **lease.payload)
        session.flush()
        leases.finish(session, lease)
        session.commit()


def _put_back(app: Flask, work: Work, lease: Lease, reason: str, wait: timedelta, *, counts: bool) -> None:
    next_try = clock.now() + wait
    with app.app_context():
        session = begin_writing()
        if work.put_off is not None:
            work.put_off(session, reason, next_try, **lease.payload)
        leases.put_back(session, lease, reason, next_try, counts=counts)
        session.commit()


def _bury(app: Flask, work: Work, lease: Lease, reason: str) -> None:
    with app.app_context():
        session = begin_writing()
        if work.given_up is not None:
            work.given_up(session, reason, **lease.payload)
        leases.bury(session, lease, reason)
        session.commit()


def _nothing() -> None:
    """Stand in for work that nobody knows."""


@contextmanager
def _kept_alive(engine: Engine, lease: Lease, length: timedelta) -> Iterator[None]:
    """Renew the lease until the block ends."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(length.total_seconds() / 3):
            try:
                leases.renew(engine, lease, length)
            except LeaseLost:
                return
            except SQLAlchemyError as error:
                log.warning("lease_not_renewed", job=lease.job_id, error=str(error))

    heart = threading.Thread(target=renew, name=f"lease-{lease.job_id}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        ended.set()
        heart.join()


def _engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine
