"""Ring for a worker when new work is committed. Losing a ring is harmless: workers also look by themselves.

Huey carries the rings, in a file of its own (its reads lock the whole file, and
answers must not wait for that) or in Redis.
"""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, current_app, has_app_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from hiring.jobs.actions import TO_RING
from hiring.settings import Settings

log = structlog.get_logger(__name__)

#: A request that asks for thousands of jobs does not wait for thousands of rings.
MOST_RINGS = 50


def open_queue(settings: Settings) -> Any:
    """Return Huey on the queue of this installation."""
    import huey  # brings the Redis and PostgreSQL drivers where they are installed: half a second

    if settings.broker_url:
        from redis import ConnectionPool

        # Whoever rings is answering a person: a Redis that is away must not make them wait.
        pool = ConnectionPool.from_url(settings.broker_url, socket_connect_timeout=1, socket_timeout=5)
        return huey.RedisHuey("hiring", connection_pool=pool, results=False, read_timeout=1)
    return huey.SqliteHuey("hiring", filename=str(settings.instance / "queue.db"), fsync=False, results=False)


class Bell:
    """Says to whichever worker is free that a job is there. `answer` is what a worker does then."""

    def __init__(self, settings: Settings, answer: Callable[[int], object] | None = None) -> None:
        answered = answer or _nobody

        def job(job_id: int) -> None:  # Huey finds a task by its module and name: one for both sides
            answered(job_id)

        self.queue = open_queue(settings)
        self._ring = self.queue.task(name="job")(job)

    def ring(self, job_id: int) -> None:
        self._ring(job_id)

    def close(self) -> None:
        """Let go of this thread's connection."""
        self.queue.storage.close()


def _nobody(job_id: int) -> None:
    raise AssertionError("only a worker answers the bell")


def register(app: Flask) -> None:
    """Have every committed transaction ring for the jobs it asked for."""
    app.extensions["bell"] = None
    if not event.contains(Session, "after_commit", _ring_for_new_jobs):
        event.listen(Session, "after_commit", _ring_for_new_jobs)
        event.listen(Session, "after_rollback", _forget_new_jobs)


def _ring_for_new_jobs(session: Session) -> None:
    if session.in_nested_transaction():
        return
    job_ids = session.info.pop(TO_RING, None)
    if job_ids and has_app_context() and "bell" in current_app.extensions:
        _ring(current_app.extensions, job_ids)


def _ring(extensions: dict[str, Any], job_ids: list[int]) -> None:
    try:
        if extensions["bell"] is None:
            extensions["bell"] = Bell(extensions["settings"])
        for job_id in job_ids[:MOST_RINGS]:
            extensions["bell"].ring(job_id)
    except Exception as error:  # the work is safe in the database, and a worker will find it there
        log.warning("bell_not_heard", jobs=len(job_ids), error=str(error))


def _forget_new_jobs(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TO_RING, None)
