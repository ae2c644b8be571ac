"""Make things the way tests want to say them; one module per capability. Nothing surprising in here."""

from pathlib import Path
from typing import Any

from factory.alchemy import SQLAlchemyModelFactory
from sqlalchemy.orm import Session

_session: Any = None
empty_database: Path | None = None
#: How many factories are at work, one for the other.
_depth = 0


def use_session(session: Any, empty: Path | None = None) -> None:
    """Have every factory write into `session`; `empty`: the file of which its SQLite database is a copy."""
    global _session, empty_database
    _session, empty_database = session, empty


def current_session() -> Session:
    """Return the session of the test that runs."""
    return _session if isinstance(_session, Session) else _session()


class ModelFactory(SQLAlchemyModelFactory):
    """A factory that flushes, so that tests see what the database sees.

    What it makes on the way, such as the rubric of an opening, goes with it: one flush for all.
    """

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: _session  # noqa: E731  (read anew each time)

    @classmethod
    def _generate(cls, *given: Any) -> Any:
        global _depth  # noqa: PLW0603  (tests make one thing at a time)
        _depth += 1
        try:
            made = super()._generate(*given)
        finally:
            _depth -= 1
        if _depth == 0:
            _session.flush()
        return made
