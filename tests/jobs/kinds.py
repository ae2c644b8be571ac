"""Work for tests, done by real workers: it leaves a trace where it begins and where it ends."""

import os
import signal
import time
from pathlib import Path

from hiring import capabilities
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.events import EVENTS, event
from hiring.capability import Capability
from hiring.jobs.kinds import JOBS, job
from hiring.jobs.lanes import LANES
from tests.contributing import kind


@event("test.work_done", "Work %(name)s was done.")
class WorkDone:
    name: str


def note(path: str, line: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line} {os.getpid()}\n")


def _slowly(session, *, name, path, seconds=0.0):
    note(path, f"begin {name}")
    time.sleep(seconds)


def leave_a_trace(session, found, *, name, path, seconds=0.0):
    """Say that the work began, take some time, and note its end in the transaction."""
    record(session, WorkDone(name), by=SYSTEM)


def leave_a_trace_at_last(session, found, *, name, path, gate):
    """Say that the gate was opened."""
    record(session, WorkDone(name), by=SYSTEM)


def _wait_at_the_gate(session, *, name, path, gate):
    note(path, f"begin {name}")
    while not Path(gate).exists():
        time.sleep(0.05)


@job(kind("test.crash"))
def crash_once(session, *, name, path):
    """Take the whole process down at the first try, as a fault in a C library would."""
    if f"begin {name}" not in (Path(path).read_text("utf-8") if Path(path).exists() else ""):
        note(path, f"begin {name}")
        os.kill(os.getpid(), signal.SIGSEGV)
    record(session, WorkDone(name), by=SYSTEM)


#: The same in every lane: "test.trace" among the events, "test.trace.mail" where mails go.
TRACES = [
    kind("test.trace"),
    *(kind(f"test.trace.{lane.name}", lane) for lane in LANES.values()),
]


def work():
    """Contribute what tests have workers do."""
    yield EVENTS(WorkDone)
    yield JOBS(*(job(each, first=_slowly)(leave_a_trace) for each in TRACES))
    yield JOBS(job(kind("test.gate.mail", LANES["mail"]), first=_wait_at_the_gate)(leave_a_trace_at_last))
    yield JOBS(crash_once)


def contribute() -> None:
    """Have applications that are made from now on know this work, too."""
    capabilities.CAPABILITIES = (*capabilities.CAPABILITIES, Capability("tests", work=work))
