"""A lane takes as many jobs as it has free places, pauses when it is told to, and is careful after it."""

import threading
import time
from datetime import timedelta

import pytest

from hiring.jobs.execution import Ended
from hiring.jobs.lanes import Lane
from hiring.jobs.leases import Lease
from hiring.jobs.running import Runner
from tests.running import wait_until

LANE = Lane("test", places=3)


class Line:
    """Jobs that wait, and what was asked of them."""

    def __init__(self, jobs: int) -> None:
        self.waiting = [Lease(n, str(n), "test", "test.none", {}, 1, 0) for n in range(jobs)]
        self.asked: list[int] = []
        self.begun: list[int] = []
        self.rests = 0
        self.gate = threading.Semaphore(0)
        self.answers: dict[int, Ended] = {}
        self._lock = threading.Lock()

    def take(self, most: int) -> list[Lease]:
        with self._lock:
            self.asked.append(most)
            taken, self.waiting = self.waiting[:most], self.waiting[most:]
            return taken

    def perform(self, lease: Lease, go_on: bool) -> Ended:
        self.begun.append(lease.job_id)
        self.gate.acquire()
        return self.answers.get(lease.job_id, Ended())

    def rest(self) -> None:
        self.rests += 1


@pytest.fixture
def at_work():
    """Return a function that sets a lane to work on a line; it is stopped at the end."""
    runners = []

    def at_work(line: Line) -> Runner:
        runners.append((Runner(LANE, line.take, line.perform, line.rest), line))
        runners[-1][0].start()
        runners[-1][0].ring()
        return runners[-1][0]

    yield at_work
    for runner, line in runners:
        runner.stop()
        line.gate.release(100)
        runner.join(time.monotonic() + 60)


def test_a_lane_takes_no_more_than_it_has_free_places(at_work):
    line = Line(5)
    at_work(line)
    wait_until(lambda: len(line.begun) == 3, "the lane to be full")
    assert (line.asked, len(line.waiting)) == ([3], 2)

    line.gate.release()
    wait_until(lambda: len(line.begun) == 4, "the free place to be taken")

    assert (line.asked, len(line.waiting)) == ([3, 1], 1)


def test_the_end_of_a_job_may_bring_the_next_one_without_another_look(at_work):
    line = Line(1)
    line.answers[0] = Ended(following=Lease(7, "7", "test", "test.none", {}, 1, 0))
    line.gate.release(2)
    at_work(line)

    wait_until(lambda: line.begun == [0, 7], "the one that follows")


def test_a_lane_that_pauses_begins_nothing_until_it_is_over_and_then_one_job_only(at_work):
    line = Line(8)
    line.answers = {n: Ended(pause=timedelta(seconds=0.3)) for n in range(4)}
    line.gate.release(3)
    at_work(line)
    wait_until(lambda: len(line.begun) == 4, "the pause to be over")
    assert line.asked == [3, 1]

    line.gate.release()  # this one says again that there is to be a pause
    wait_until(lambda: len(line.begun) == 5, "the second pause to be over")
    assert line.asked == [3, 1, 1]
    line.gate.release()  # and this one that all is well

    wait_until(lambda: len(line.begun) == 8, "all places to be used")


def test_what_is_kept_between_jobs_is_let_go_of_when_nothing_is_left(at_work):
    line = Line(2)
    at_work(line)
    wait_until(lambda: len(line.begun) == 2, "both")
    assert line.rests == 0

    line.gate.release(2)

    wait_until(lambda: line.rests > 0, "the rest")
    assert line.waiting == []


def test_a_lane_that_is_stopped_finishes_what_it_has_begun_and_takes_nothing_more(at_work):
    line = Line(5)
    runner = at_work(line)
    wait_until(lambda: len(line.begun) == 3, "the lane to be full")

    runner.stop()
    line.gate.release(3)
    runner.join(time.monotonic() + 60)

    assert sorted(line.begun) == [0, 1, 2]
    assert len(line.waiting) == 2


def test_a_lane_outlives_a_database_that_is_away(at_work):
    line = Line(1)
    take, away = line.take, [True]

    def hindered(most: int) -> list[Lease]:
        if away.pop() if away else False:
            raise OSError("the database is away")
        return take(most)

    line.take = hindered
    line.gate.release()
    runner = at_work(line)
    wait_until(lambda: not away, "the first look")

    runner.ring()

    wait_until(lambda: line.begun == [0], "the job")
