"""Make things the way tests want to say them; one module per capability. Nothing surprising in here."""

from typing import Any

from factory.alchemy import SQLAlchemyModelFactory

_session: Any = None


def use_session(session: Any) -> None:
    """Have every factory write into `session`."""
    global _session  # noqa: PLW0603  (one session per test, set by conftest)
    _session = session


class ModelFactory(SQLAlchemyModelFactory):
    """A factory that flushes, so that tests see what the database sees."""

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: _session  # noqa: E731
        sqlalchemy_session_persistence = "flush"
