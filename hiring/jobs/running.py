"""One lane at work: takes as many jobs as it has free places, and does them in threads of its own."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

import structlog

from hiring.jobs.execution import Ended
from hiring.jobs.lanes import Lane
from hiring.jobs.leases import Lease

log = structlog.get_logger(__name__)


class Runner:
    """Does the work of one lane until it is stopped.

    `take` returns the leases of at most so many jobs that are due; `perform` does one job
    and never raises, its second argument says whether it may take the next; `rest` is called
    when nothing is left to do for now.
    """

    def __init__(
        self,
        lane: Lane,
        take: Callable[[int], list[Lease]],
        perform: Callable[[Lease, bool], Ended],
        rest: Callable[[], None],
    ) -> None:
        self.lane = lane
        self._take, self._perform, self._rest = take, perform, rest
        self._rung, self._stopping = threading.Event(), threading.Event()
        self._begun: SimpleQueue[Lease | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._busy = 0
        self._paused_until = 0.0
        self._careful = False
        names = [f"{lane.name}-{number}" for number in range(lane.places)]
        self._threads = [threading.Thread(target=self._serve, name=name, daemon=True) for name in names]
        self._threads.append(threading.Thread(target=self._deal, name=lane.name, daemon=True))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def ring(self) -> None:
        """Have the lane look for work; never waits."""
        self._rung.set()

    def stop(self) -> None:
        """Take nothing more; what has begun is finished."""
        self._stopping.set()
        self._rung.set()
        for _ in range(self.lane.places):
            self._begun.put(None)

    def join(self, ends: float) -> None:
        """Wait until everything is finished, but no longer than to this moment of the monotonic clock."""
        for thread in self._threads:
            thread.join(max(0.0, ends - time.monotonic()))

    def _deal(self) -> None:
        while not self._stopping.is_set():
            self._rung.wait()
            self._rung.clear()
            self._stopping.wait(max(0.0, self._paused_until - time.monotonic()))
            try:
                self._fill()
            except Exception as error:  # the database may be away for a while; the lane stays
                log.warning("lane_hindered", lane=self.lane.name, error=str(error))

    def _fill(self) -> None:
        while not self._stopping.is_set() and (free := self._free()):
            taken = self._take(free)
            with self._lock:
                self._busy += len(taken)
                idle = self._busy == 0
            for lease in taken:
                self._begun.put(lease)
            if idle:
                self._rest()
            if len(taken) < free:
                return

    def _free(self) -> int:
        """Return how many jobs may begin; after a pause only one, to see whether the hindrance is gone."""
        with self._lock:
            if self._paused_until > time.monotonic():
                return 0
            return max(0, (1 if self._careful else self.lane.places) - self._busy)

    def _serve(self) -> None:
        while (lease := self._begun.get()) is not None:
            ended = Ended(following=lease)
            while ended.following is not None:
                ended = self._perform(ended.following, self._goes_on())
            with self._lock:
                self._busy -= 1
                self._careful = ended.pause is not None
                if ended.pause is not None:
                    self._paused_until = time.monotonic() + ended.pause.total_seconds()
            self._rung.set()

    def _goes_on(self) -> bool:
        with self._lock:
            return not (self._stopping.is_set() or self._careful or self._paused_until > time.monotonic())
