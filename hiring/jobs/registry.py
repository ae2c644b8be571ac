"""Which function does which kind of work; filled by the `jobs.py` of every capability."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

Handler = Callable[..., None]
"""`(session, **payload)`; runs inside one transaction that ends together with the job's state."""

HANDLERS: dict[str, Handler] = {}


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does `kind`. It may be run twice: it must not mind."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


class TryLater(Exception):
    """The work could not be done now; `reason` is shown to people, the job waits and tries again."""


class GiveUp(Exception):
    """Another try cannot help; the job is dead and a person must look."""


def perform(session: Session, kind: str, payload: dict[str, Any]) -> None:
    """Do the work of one job in the caller's transaction."""
    HANDLERS[kind](session, **payload)
