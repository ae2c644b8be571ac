"""Wake a worker for what has been committed. A lost call is harmless: workers also look by themselves.

PostgreSQL tells workers itself (LISTEN and NOTIFY: sent with the commit, forgotten with
a rollback). With SQLite a worker asks four times a second whether anybody has committed
anything: that reads one number and takes no lock.
"""

import threading
import time
from collections.abc import Collection
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

log = structlog.get_logger(__name__)

_CHANNEL = "hiring_job"
_SQLITE_ASKS_EVERY = 0.25
#: A worker that is asked to stop is not kept longer by a silent database, in seconds.
_LONGEST_SILENCE = 1.0


def call(session: Session, lane: str) -> None:
    """Have workers look into this lane once the caller's transaction is committed."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(_CHANNEL, lane)))


class Listener:
    """Hears that there may be work. It keeps one connection open, and opens another when that breaks."""

    def __init__(self, engine: Engine, stopping: threading.Event) -> None:
        self._engine = engine
        self._stopping = stopping
        self._connection: Connection | None = None
        self._version: object = None

    def wait(self, seconds: float) -> Collection[str] | None:
        """Wait for a call, but no longer than so many seconds, or until the worker stops.

        Returns the lanes that were called for; None when work may be in any of them.
        """
        try:
            if self._connection is None:
                self._connection = self._connected()
                return None  # what was called for before is to be looked for
            return self._heard(self._connection.connection.dbapi_connection, seconds)
        except Exception as error:  # whatever a connection that broke may raise; the worker stays
            log.warning("not_listening", error=str(error))
            self.close()
            self._stopping.wait(seconds)
            return None

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()
            self._connection = None

    def _connected(self) -> Connection:
        """Return a connection outside the pool: nobody else may get one that listens."""
        connection = self._engine.connect()
        if self._engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        connection.detach()
        return connection

    def _heard(self, connection: Any, seconds: float) -> Collection[str] | None:
        if self._engine.dialect.name == "postgresql":
            patience = min(seconds, _LONGEST_SILENCE)
            return {call.payload for call in connection.notifies(timeout=patience, stop_after=1)}
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and not self._stopping.wait(_SQLITE_ASKS_EVERY):
            [version] = connection.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._version = version
                return None
        return ()
