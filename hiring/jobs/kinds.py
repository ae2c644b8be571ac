"""What a kind of background work is, who does it, and how to say that it could not be done.

Actions ask for work by its `JobKind`; the `jobs.py` of their capability says how it is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType
from typing import Any

from flask import Flask

from hiring.capability import ExtensionPoint
from hiring.jobs.lanes import Lane

Handler = Callable[..., Any]
"""`(session, **payload)`; runs inside one transaction that ends together with the job's state."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of work, as whoever asks for it names it."""

    name: str
    """As it stands in the queue, e.g. `mail.send`: it is kept for good."""
    lane: Lane
    title: str
    """What people read, in source text."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Work:
    """How one kind of work is done, and what its thing hears when it is not."""

    kind: JobKind
    effects: Handler
    """`(session, **payload)`, or `(session, found, **payload)` where there is a `first`."""
    first: Handler | None = None
    """`(session, **payload)`: the slow part, outside the transaction of the effects."""
    ahead: Handler | None = None
    """`(connection, **payload)`: what is noted before `first`, which gets the answer after its session."""
    put_off: Handler | None = None
    """`(session, reason, next_try, **payload)`: the work waits for another try."""
    given_up: Handler | None = None
    """`(session, reason, **payload)`: the work is dead, a person must look."""
    every: timedelta | None = None
    """How often it is asked for by the clock alone."""
    light: bool = False
    """Done without a session: `first` gets only the answer of `ahead`, the effects get a connection."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What is to be let go of when nothing is left to do in a lane for now."""

    lane: Lane
    let_go: Callable[[], None]


JOBS: ExtensionPoint[Work] = ExtensionPoint("background work")
AHEAD: ExtensionPoint[Callable[[Flask], None]] = ExtensionPoint("what is looked at before each job")
RESTS: ExtensionPoint[Rest] = ExtensionPoint("what lanes let go of when they rest")


def job(
    kind: JobKind,
    *,
    first: Handler | None = None,
    ahead: Handler | None = None,
    put_off: Handler | None = None,
    given_up: Handler | None = None,
    every: timedelta | None = None,
    light: bool = False,
) -> Callable[[Handler], Work]:
    """Make a function the one that does `kind`. It may be run twice: it must not mind.

    Its effects and the job's state are committed in one transaction, which on
    SQLite keeps every other writer waiting. So what takes long (a mail server, a
    PDF) belongs into `first`, whose answer the function gets as its second
    argument; `first` asks by `begin_writing()` and commits by itself if it writes.
    What must be noted before `first` belongs into `ahead`: where the transaction that ends a
    job takes the next one, it rides along, and must not raise.
    `put_off` and `given_up` run in the transaction that notes the failure on the job.
    With `every`, workers ask for the work by themselves, once in each such stretch of
    time. `light` is for work that there are thousands of and that records no event: it
    gets no session, which takes longer to make and to end than its few statements.
    """

    def make(effects: Handler) -> Work:
        return Work(kind, effects, first, ahead, put_off, given_up, every, light)

    return make


def jobs_in(room: ModuleType) -> list[Work]:
    """Return all work that is defined in the `jobs.py` of a capability."""
    return [each for each in vars(room).values() if isinstance(each, Work)]


def work_of(app: Flask, name: str) -> Work | None:
    """Return how work of this kind is done, or None where nobody knows."""
    return next((work for work in JOBS.of(app) if work.kind.name == name), None)


def titles() -> Mapping[str, str]:
    """Return what people read of each kind of work, in source text."""
    return {work.kind.name: work.kind.title for work in JOBS.here()}


def rest(app: Flask, lane: str) -> None:
    """Let go of what is kept between one job of this lane and the next."""
    for each in RESTS.of(app):
        if each.lane.name == lane:
            each.let_go()


class TryLater(Exception):
    """The work could not be done now: it waits and tries again, as often as this is said.

    `reason` is shown to people. `after` is how long to wait; by default longer each
    time. What hinders all work of the lane says so with `pause`: none of it is begun
    for so long.
    """

    def __init__(
        self, reason: str, *, after: timedelta | None = None, pause: timedelta | None = None
    ) -> None:
        super().__init__(reason)
        self.reason, self.after, self.pause = reason, after, pause


class GiveUp(Exception):
    """Another try cannot help; the job is dead and a person must look."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
