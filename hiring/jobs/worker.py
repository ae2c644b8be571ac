"""The worker: does what is due lane by lane, keeps its leases, says that it is alive, stops cleanly."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Collection
from datetime import timedelta

import structlog
from flask import Flask, has_app_context
from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from hiring import clock
from hiring.db import begin_writing, current_session, db, writing
from hiring.jobs import leases
from hiring.jobs.execution import Ended, perform
from hiring.jobs.keeping import Held
from hiring.jobs.kinds import rest
from hiring.jobs.lanes import LANES, Lane
from hiring.jobs.leases import Lease
from hiring.jobs.models import WorkerSeen
from hiring.jobs.periodic import enqueue_periodic
from hiring.jobs.running import Runner
from hiring.jobs.wakeup import Listener
from hiring.settings import settings_of

log = structlog.get_logger(__name__)

#: Longest time without a look at what is due, in seconds: for calls that were lost.
LOOK_EVERY = 5.0
SEEN_EVERY = 10.0
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
    engine = _engine_of(app)
    leases.free_expired(engine)
    held, done, lanes = _held_by(app, engine), 0, set(LANES)
    with held.renewed():
        while lease := _taken_in_any(engine, lanes, held.length):
            done += 1
            if _done(app, held, lease, go_on=False).pause is not None:
                lanes.discard(lease.lane)
    for lane in LANES:
        rest(app, lane)
    return done


def run_one(app: Flask, job_id: int) -> bool:
    """Do this job here and now, whatever comes of it; return whether it was there to be taken."""
    engine = _engine_of(app)
    held = _held_by(app, engine)
    leases.free_expired(engine)
    with writing(engine) as connection:
        lease = leases.take_one(connection, job_id, held.length)
    if lease is None:
        return False
    with held.renewed():
        _done(app, held, lease, go_on=False)
    rest(app, lease.lane)
    return True


def _taken_in_any(engine: Engine, lanes: Collection[str], length: timedelta) -> Lease | None:
    with writing(engine) as connection:
        return leases.take_in_any(connection, lanes, length)


def _done(app: Flask, held: Held, lease: Lease, *, go_on: bool) -> Ended:
    """Do the job, and hold its lease meanwhile, and that of the one that follows it."""
    held.add([lease])
    ended = Ended()
    try:
        ended = perform(app, lease, go_on=go_on)
    finally:
        held.add([] if ended.following is None else [ended.following])
        held.drop(lease)
    return ended


def _held_by(app: Flask, engine: Engine) -> Held:
    return Held(engine, timedelta(seconds=settings_of(app).lease_seconds))


def _engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


class Worker:
    """One worker of an installation; several may run beside each other, each with all lanes or some."""

    def __init__(self, app: Flask, lanes: Collection[Lane] = tuple(LANES.values())) -> None:
        self.app = app
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._engine = _engine_of(app)
        self._held = _held_by(app, self._engine)
        self._stopping, self._ended = threading.Event(), threading.Event()
        self._runners = {lane.name: self._runner(lane) for lane in lanes}
        self._seen_at = -SEEN_EVERY
        self._own_threads = [
            threading.Thread(target=target, name=target.__name__.strip("_"), daemon=True)
            for target in (self._keep_time, self._listen)
        ]

    def run(self) -> None:
        """Work until asked to stop: by SIGINT, SIGTERM, or `stop` from another thread.

        Must be called in the main thread. Jobs that are being done are finished.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop())
        log.info("worker_started", worker=self.name, lanes=sorted(self._runners))
        self.start()
        while not self._stopping.wait(SEEN_EVERY):
            pass
        self.finish()
        log.info("worker_stopped", worker=self.name)

    def start(self) -> None:
        """Begin to work, in threads of its own."""
        for thread in self._own_threads:
            thread.start()
        for runner in self._runners.values():
            runner.start()

    def stop(self) -> None:
        """Ask the worker to finish what it is doing and end."""
        self._stopping.set()

    def finish(self) -> None:
        """Stop; return once what was begun is finished, or the last call is over."""
        self.stop()
        ends = time.monotonic() + LAST_CALL
        for runner in self._runners.values():
            runner.stop()
        for runner in self._runners.values():
            runner.join(ends)
        self._ended.set()  # only now: leases are kept until their jobs have ended
        for thread in self._own_threads:
            thread.join(max(1.0, ends - time.monotonic()))
        self._sign_off()

    def _runner(self, lane: Lane) -> Runner:
        def take(places: int) -> list[Lease]:
            with writing(self._engine) as connection:
                taken = leases.take(connection, lane.name, places, self._held.length)
            self._held.add(taken)
            return taken

        def work_on(lease: Lease, go_on: bool) -> Ended:
            return _done(self.app, self._held, lease, go_on=go_on)

        return Runner(lane, take, work_on, rest=lambda: rest(self.app, lane.name))

    def _listen(self) -> None:
        """Ring for the lanes in which work has come, or has fallen due."""
        listener, look_at = Listener(self._engine, self._stopping), 0.0
        while not self._stopping.is_set():
            called = listener.wait(max(0.0, look_at - time.monotonic()))
            if called is None or time.monotonic() >= look_at:
                look_at = time.monotonic() + self._look()
            else:
                self._ring(called)
        listener.close()

    def _look(self) -> float:
        """Ring for what is due; return after how many seconds to look again."""
        try:
            due = leases.next_due(self._engine, list(self._runners))
        except SQLAlchemyError as error:
            log.warning("worker_hindered", error=str(error))
            return LOOK_EVERY
        waits = {lane: (moment - clock.now()).total_seconds() for lane, moment in due.items()}
        self._ring([lane for lane, wait in waits.items() if wait <= 0])
        return min([LOOK_EVERY, *(wait for wait in waits.values() if wait > 0)])

    def _ring(self, lanes: Collection[str]) -> None:
        for lane in lanes:
            if lane in self._runners:
                self._runners[lane].ring()

    def _keep_time(self) -> None:
        """Renew leases, take over what silent workers hold, show life, ask for what is due by the clock."""
        every = min(self._held.length.total_seconds() / 3, SEEN_EVERY)
        while True:
            for deed in (self._held.renew, self._take_over, self._show_life):
                self._tried(deed)
            if self._ended.wait(every):
                return

    def _tried(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except Exception as error:  # the database may be away for a while; the worker stays
            log.warning("worker_hindered", deed=deed.__name__, error=str(error))

    def _take_over(self) -> None:
        if leases.free_expired(self._engine):
            self._ring(list(self._runners))

    def _show_life(self) -> None:
        if time.monotonic() - self._seen_at < SEEN_EVERY:
            return
        now, lanes = clock.now(), ",".join(sorted(self._runners))
        with self.app.app_context():
            session = begin_writing()
            session.execute(delete(WorkerSeen).where(WorkerSeen.seen_at < now - timedelta(days=1)))
            session.merge(WorkerSeen(name=self.name, lanes=lanes, seen_at=now))
            enqueue_periodic(session, now)
            try:
                session.commit()
            except IntegrityError:  # two workers of the same name: either sign of life will do
                session.rollback()
        self._seen_at = time.monotonic()

    def _sign_off(self) -> None:
        try:
            with writing(self._engine) as connection:
                connection.execute(delete(WorkerSeen).where(WorkerSeen.name == self.name))
        except SQLAlchemyError as error:
            log.warning("worker_not_signed_off", error=str(error))
