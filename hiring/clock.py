"""The only place that reads the time, so that tests and the demo can say what time it is."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_held: contextvars.ContextVar[datetime | None] = contextvars.ContextVar("held", default=None)


def now() -> datetime:
    """Return the present moment in UTC."""
    return _held.get() or datetime.now(UTC)


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
