"""Which function does which kind of work; filled by the `jobs.py` of every capability."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Handler = Callable[..., Any]
"""`(session, **payload)`; runs inside one transaction that ends together with the job's state."""


@dataclass(frozen=True, slots=True)
class Work:
    """How one kind of work is done, and what its thing hears when it is not."""

    effects: Handler
    """`(session, **payload)`, or `(session, found, **payload)` where there is a `first`."""
    first: Handler | None = None
    """`(session, **payload)`: the slow part, outside the transaction of the effects."""
    put_off: Handler | None = None
    """`(session, reason, next_try, **payload)`: the work waits for another try."""
    given_up: Handler | None = None
    """`(session, reason, **payload)`: the work is dead, a person must look."""


WORK: dict[str, Work] = {}


def job(
    kind: str,
    *,
    first: Handler | None = None,
    put_off: Handler | None = None,
    given_up: Handler | None = None,
) -> Callable[[Handler], Handler]:
    """Register the function that does `kind`. It may be run twice: it must not mind.

    Its effects and the job's state are committed in one transaction, which on
    SQLite keeps every other writer waiting. So what takes long (a mail server, a
    PDF) belongs into `first`, whose answer the function gets as its second
    argument; `first` asks by `begin_writing()` and commits by itself if it writes.
    `put_off` and `given_up` run in the transaction that notes the failure on the job.
    """

    def register(effects: Handler) -> Handler:
        WORK[kind] = Work(effects, first, put_off, given_up)
        return effects

    return register


class TryLater(Exception):
    """The work could not be done now: it waits and tries again, as often as this is said.

    `reason` is shown to people. `after` is how long to wait; by default longer each time.
    """

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason, self.after = reason, after


class GiveUp(Exception):
    """Another try cannot help; the job is dead and a person must look."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
