"""The only place that reads the time, so that tests and the demo can say what time it is.

The clock on the wall can be set while the program runs. What has elapsed since the machine was switched
on cannot: where the two disagree, the time goes on as it went before, so that nobody's section ends, no
session and no link dies because somebody has set a clock. `hiring.timekeeping` says what is held then,
and how a person says that the clock is right.
"""

import contextvars
import ctypes
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: What time servers and leap seconds may move the clock by.
TOLERANCE = timedelta(seconds=5)
_NOT_SYNCHRONISED = 5  # TIME_ERROR of adjtimex

_held: contextvars.ContextVar[datetime | None] = contextvars.ContextVar("held", default=None)


def since_boot() -> float:
    """Return the seconds since the machine was switched on, its sleep included where the system counts it."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SteadyClock:
    """The clock on the wall, as long as it agrees with what has elapsed.

    It is anchored at a moment of the wall at which so many seconds had `elapsed`.
    """

    def __init__(self, elapsed: Callable[[], float] = since_boot) -> None:
        self._elapsed = elapsed
        self._anchor = (time.time(), elapsed())
        #: Whether it has been compared with what the database knows of this machine.
        self.compared = False

    def now(self) -> datetime:
        wall, expected = self._both()
        return datetime.fromtimestamp(expected if _differ(wall, expected) else wall, UTC)

    def step(self) -> timedelta:
        """Return by how much the wall was set since the anchor; nothing within the tolerance."""
        wall, expected = self._both()
        return timedelta(seconds=wall - expected) if _differ(wall, expected) else timedelta(0)

    def anchor(self, at: datetime, elapsed: float) -> None:
        """Let it have been `at` when so many seconds had elapsed."""
        self._anchor, self.compared = (at.timestamp(), elapsed), True

    def here(self) -> tuple[datetime, float]:
        """Return the wall's moment and the seconds elapsed: what it can be anchored at later."""
        return datetime.fromtimestamp(time.time(), UTC), self._elapsed()

    def _both(self) -> tuple[float, float]:
        at, elapsed = self._anchor
        return time.time(), at + self._elapsed() - elapsed


def _differ(wall: float, expected: float) -> bool:
    return abs(wall - expected) > TOLERANCE.total_seconds()


MACHINE = SteadyClock()


def now() -> datetime:
    """Return the present moment in UTC."""
    return _held.get() or MACHINE.now()


def _boot_id() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return ""


#: Read once: no file is opened while others wait to write.
_BOOT_ID = _boot_id()


def boot() -> str:
    """Return what names this run of the machine, from being switched on to being switched off."""
    return _BOOT_ID or f"process {os.getpid()}"


def synchronised() -> bool:
    """Say whether the system keeps its clock by a time server that answers."""
    try:
        state = int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(1024)))
    except (OSError, AttributeError):
        return False
    return state not in {-1, _NOT_SYNCHRONISED}


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Have it be `moment` inside this block: how the demo gives its people a past."""
    if moment.tzinfo is None:
        raise ValueError("a moment knows its zone")
    token = _held.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)
