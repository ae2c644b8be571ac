"""Which function does which kind of work; filled by the `jobs.py` of every capability."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hiring.jobs.lanes import EVENTS, Lane

Handler = Callable[..., Any]
"""`(session, **payload)`; runs inside one transaction that ends together with the job's state."""


@dataclass(frozen=True, slots=True)
class Work:
    """How one kind of work is done, and what its thing hears when it is not."""

    effects: Handler
    """`(session, **payload)`, or `(session, found, **payload)` where there is a `first`."""
    lane: Lane = EVENTS
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


WORK: dict[str, Work] = {}


def job(
    kind: str,
    *,
    lane: Lane,
    first: Handler | None = None,
    ahead: Handler | None = None,
    put_off: Handler | None = None,
    given_up: Handler | None = None,
    every: timedelta | None = None,
) -> Callable[[Handler], Handler]:
    """Register the function that does `kind`. It may be run twice: it must not mind.

    Its effects and the job's state are committed in one transaction, which on
    SQLite keeps every other writer waiting. So what takes long (a mail server, a
    PDF) belongs into `first`, whose answer the function gets as its second
    argument; `first` asks by `begin_writing()` and commits by itself if it writes.
    What must be noted before `first` belongs into `ahead`: where the transaction that ends a
    job takes the next one, it rides along, and must not raise.
    `put_off` and `given_up` run in the transaction that notes the failure on the job.
    With `every`, workers ask for the work by themselves, once in each such stretch of
    time.
    """

    def register(effects: Handler) -> Handler:
        WORK[kind] = Work(effects, lane, first, ahead, put_off, given_up, every)
        return effects

    return register


def lane_of(kind: str) -> Lane:
    """Return where work of this kind waits; what nobody knows waits to be given up among the events."""
    return WORK[kind].lane if kind in WORK else EVENTS


_RESTS: dict[str, list[Callable[[], None]]] = {}


def when_resting(lane: Lane) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register what is to be let go of when nothing is left to do in a lane for now."""

    def register(let_go: Callable[[], None]) -> Callable[[], None]:
        _RESTS.setdefault(lane.name, []).append(let_go)
        return let_go

    return register


def rest(lane: str) -> None:
    """Let go of what is kept between one job of this lane and the next."""
    for let_go in _RESTS.get(lane, ()):
        let_go()


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
