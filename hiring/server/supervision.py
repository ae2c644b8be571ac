"""Keep the processes of an installation alive: one parent that only watches, one child for each role.

The parent has loaded the application once and forks: a child is there in a moment
and shares what is only read. It has no threads and no open connection, or forking
would not be safe.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
#: A child that ran this long was well: the next one starts at once.
_WELL_AFTER = 60.0
#: What the children are given to finish what they are doing.
_PATIENCE = 40.0
_HEARD = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}


@dataclass(frozen=True, slots=True)
class ProcessRole:
    """What a child does. `work` returns, or raises SystemExit, some time after SIGTERM."""

    name: str
    work: Callable[[], None]


class _Place:
    """Where a child with a role belongs, and when the next may start there."""

    def __init__(self, role: ProcessRole) -> None:
        self.role = role
        self.pid: int | None = None
        self.started = 0.0
        self.not_before = 0.0
        self._pause = 0.0

    @property
    def loops(self) -> bool:
        """Whether the last child, and the one before it, ended soon after it was started."""
        return self._pause > _FIRST_PAUSE

    def ended(self, status: int) -> None:
        well = time.monotonic() - self.started > _WELL_AFTER
        self._pause = 0.0 if well else min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
        self.pid, self.not_before = None, time.monotonic() + self._pause
        log.error("process_died", role=self.role.name, status=status, starts_again_in=self._pause)


def in_a_fork(deed: Callable[[], object]) -> None:
    """Do something in a child and wait for it: the parent keeps neither threads nor connections of it.

    What the deed raises is told by the child in the usual way; the parent ends with its status.
    """
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        deed()
        sys.stdout.flush()
        os._exit(0)
    if status := os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
        raise SystemExit(status)


def keep_alive(roles: Iterable[ProcessRole], *, does_not_stay: Callable[[str], None]) -> None:
    """Start a child for each role, again whenever it dies; return once asked to stop and all have ended.

    `does_not_stay` hears the name of a role whose children end again and again.
    Must be called in the main thread of a process that has no other.
    """
    places = [_Place(role) for role in roles]
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    lifeline = os.pipe()
    asked_to_stop = False
    while not asked_to_stop:
        for place in places:
            if place.pid is None and time.monotonic() >= place.not_before:
                _start(place, lifeline)
        asked_to_stop = _heard(places) in {signal.SIGTERM, signal.SIGINT}
        for place in _bury(places, note=not asked_to_stop):
            if place.loops:
                does_not_stay(place.role.name)
    _stop(places, lifeline)


def _heard(places: list[_Place]) -> int:
    """Wait for a signal, or until a child may be started."""
    due = [place.not_before for place in places if place.pid is None]
    if not due:
        return signal.sigwait(_HEARD)
    found = signal.sigtimedwait(_HEARD, max(min(due) - time.monotonic(), 0.01))
    return found.si_signo if found else 0


def _bury(places: list[_Place], *, note: bool = True) -> list[_Place]:
    """Take leave of those who have ended; return the places of those who were not meant to."""
    died = []
    for place in places:
        if place.pid is None:
            continue
        pid, status = os.waitpid(place.pid, os.WNOHANG)
        if pid and note:
            place.ended(os.waitstatus_to_exitcode(status))
            died.append(place)
        elif pid:
            place.pid = None
    return died


def _stop(places: list[_Place], lifeline: tuple[int, int]) -> None:
    """Ask all children to end; a second SIGTERM or SIGINT, or too long a wait, ends them at once."""
    _tell(places, signal.SIGTERM)
    end = time.monotonic() + _PATIENCE
    while any(place.pid for place in places):
        found = signal.sigtimedwait(_HEARD, max(end - time.monotonic(), 0.0))
        if found is None or found.si_signo != signal.SIGCHLD:
            _tell(places, signal.SIGKILL)
        _bury(places, note=False)
    for end_of_it in lifeline:
        os.close(end_of_it)


def _tell(places: list[_Place], number: int) -> None:
    for place in places:
        if place.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(place.pid, number)


def _start(place: _Place, lifeline: tuple[int, int]) -> None:
    place.started = time.monotonic()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        place.pid = pid
        return
    status = 1
    try:
        _become(place.role, lifeline)
        place.role.work()
        status = 0
    except SystemExit as asked:
        status = asked.code if isinstance(asked.code, int) else 1
    except BaseException as error:
        log.error("process_failed", role=place.role.name, exc_info=error)
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _become(role: ProcessRole, lifeline: tuple[int, int]) -> None:
    """Turn the fork into a process of its own, that ends when its parent is gone."""
    os.close(lifeline[1])
    os.setsid()  # Ctrl-C is for the parent, which lets us finish
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"hiring-{role.name}", "ascii")  # what ps and top show
    threading.Thread(target=_end_with_parent, args=(lifeline[0],), name="lifeline", daemon=True).start()


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)


def _end_with_parent(lifeline: int) -> None:
    while os.read(lifeline, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
