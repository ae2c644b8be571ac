"""Keep the leases of one worker from running out: all of them with one statement."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hiring.jobs import leases
from hiring.jobs.leases import Lease

log = structlog.get_logger(__name__)


class Held:
    """The leases of the jobs that are being done here; any thread may add one or drop it."""

    def __init__(self, engine: Engine, length: timedelta) -> None:
        self.length = length
        self._engine = engine
        self._lock = threading.Lock()
        self._leases: dict[int, Lease] = {}

    def add(self, taken: Collection[Lease]) -> None:
        with self._lock:
            self._leases.update({lease.job_id: lease for lease in taken})

    def drop(self, lease: Lease) -> None:
        """Forget a job that has ended, unless it has been taken again meanwhile."""
        with self._lock:
            if self._leases.get(lease.job_id) is lease:
                del self._leases[lease.job_id]

    def renew(self) -> None:
        with self._lock:
            held = list(self._leases.values())
        if held:
            leases.renew(self._engine, held, self.length)

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Renew from a thread of its own until the block ends: for whoever has no clock running."""
        ended = threading.Event()

        def keep() -> None:
            while not ended.wait(self.length.total_seconds() / 3):
                try:
                    self.renew()
                except SQLAlchemyError as error:
                    log.warning("leases_not_renewed", error=str(error))

        thread = threading.Thread(target=keep, name="leases", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
