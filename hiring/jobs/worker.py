"""The worker: answers the bell, looks for work by itself, says that it is alive, stops cleanly."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask, has_app_context
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from hiring import clock
from hiring.jobs import leases
from hiring.jobs.bell import Bell
from hiring.jobs.models import WorkerSeen
from hiring.jobs.performing import perform
from hiring.store import begin_writing, current_session, db, writing

log = structlog.get_logger(__name__)

#: How many jobs one worker does at the same time, besides those it finds by itself.
THREADS = 2
LOOK_EVERY = 2.0
SEEN_EVERY = 10.0
#: A job that is due this long was not rung for.
NOT_RUNG_FOR = timedelta(seconds=2)
#: Longest wait for running jobs when the worker is asked to stop; what is cut off then is done again.
LAST_CALL = 20.0


def run_due(app: Flask) -> int:
    """Do every job that is due, here and now, and return how many were done or tried.

    For tests, the demo and commands. The caller must have committed: a job runs
    in a transaction of its own.
    """
    if has_app_context() and current_session().in_transaction():
        raise RuntimeError(
            "commit before run_due: its jobs cannot see, and may not wait for, your transaction"
        )
    with app.app_context():
        engine = db.engine
    done = 0
    while found := leases.due_ids(engine):
        done += sum(perform(app, job_id) for job_id in found)
    return done


class Worker:
    """One worker of an installation; several may run beside each other."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stopping = threading.Event()
        with app.app_context():
            self._engine = db.engine
        self._bell = Bell(app.extensions["settings"], answer=lambda job_id: perform(app, job_id))
        self._consumer = _consumer_of(self._bell)
        self._own_threads = [
            threading.Thread(target=self._every, args=(seconds, deed), name=deed.__name__, daemon=True)
            for seconds, deed in ((LOOK_EVERY, self._look_for_work), (SEEN_EVERY, self._show_life))
        ]

    def run(self) -> None:
        """Work until asked to stop: by SIGINT, SIGTERM, or `stop` from another thread.

        Must be called in the main thread. Jobs that are being done are finished.
        """
        log.info("worker_started", worker=self.name)
        self._consumer.start()
        for number in (signal.SIGINT, signal.SIGTERM):  # Huey's own way is to cut tasks off
            signal.signal(number, lambda *_: self.stop())
        for thread in self._own_threads:
            thread.start()
        while not self._stopping.wait(SEEN_EVERY):
            self._consumer.check_worker_health()
        self._consumer.stop(graceful=True)
        for thread in self._own_threads:
            thread.join(LAST_CALL)
        self._sign_off()
        log.info("worker_stopped", worker=self.name)

    def stop(self) -> None:
        """Ask the worker to finish what it is doing and end."""
        self._stopping.set()

    def _every(self, seconds: float, deed: Callable[[], None]) -> None:
        while True:
            try:
                deed()
            except Exception as error:  # the database may be away for a while; the worker stays
                log.warning("worker_hindered", deed=deed.__name__, error=str(error))
            if self._stopping.wait(seconds):
                return

    def _look_for_work(self) -> None:
        """Do what nobody was rung for: retries that fall due, jobs of dead workers, lost rings."""
        found = leases.due_ids(self._engine, overdue=NOT_RUNG_FOR)
        self._share(found[1:])
        for job_id in found:
            if self._stopping.is_set():
                return
            perform(self.app, job_id)

    def _share(self, job_ids: list[int]) -> None:
        """Ring for what the other threads may take: twice does no harm, and neither does never."""
        try:
            for job_id in job_ids:
                self._bell.ring(job_id)
        except Exception as error:
            log.warning("bell_not_heard", jobs=len(job_ids), error=str(error))

    def _show_life(self) -> None:
        now = clock.now()
        with self.app.app_context():
            session = begin_writing()
            session.execute(delete(WorkerSeen).where(WorkerSeen.seen_at < now - timedelta(days=1)))
            session.merge(WorkerSeen(name=self.name, seen_at=now))
            try:
                session.commit()
            except IntegrityError:  # two workers of the same name: either sign of life will do
                session.rollback()

    def _sign_off(self) -> None:
        try:
            with writing(self._engine) as connection:
                connection.execute(delete(WorkerSeen).where(WorkerSeen.name == self.name))
        except SQLAlchemyError as error:
            log.warning("worker_not_signed_off", error=str(error))


def _consumer_of(bell: Bell) -> Any:
    return bell.queue.create_consumer(
        workers=THREADS,
        periodic=False,
        initial_delay=0.1,
        max_delay=0.5,
        scheduler_interval=60,
        shutdown_timeout=LAST_CALL,
    )
