"""How long the database is waited for: whoever waits longer than a person would is better told so."""

from dataclasses import dataclass
from typing import Any

from flask import has_request_context
from sqlalchemy import Connection, Engine, event, make_url

#: Work in the background and commands may take so many times as long as a page for one statement.
_BEHIND_THE_SCENES = 15


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to reach the database, for a lock somebody else holds, for one statement of a page.

    Together they stay below the five seconds after which a page must have answered.
    """

    connect: int = 2
    lock: int = 4
    statement: int = 4

    def connect_args(self, url: str) -> dict[str, Any]:
        """Return what the driver must be told so that it gives up in time."""
        if make_url(url).get_backend_name() != "postgresql":
            return {}
        return {
            "connect_timeout": self.connect,
            # A machine that vanished says nothing: without these a connection would wait for minutes.
            "tcp_user_timeout": self.connect * 1000,
            "keepalives_idle": 5,
            "keepalives_interval": 1,
            "keepalives_count": 3,
            "options": f"-c lock_timeout={self.lock}s -c statement_timeout={self.statement}s",
        }


def give_time(engine: Engine, patience: Patience) -> None:
    """Let statements of jobs and commands take longer than those of pages, which somebody waits for."""
    longer = f"SET LOCAL statement_timeout = '{patience.statement * _BEHIND_THE_SCENES}s'"

    def begun(connection: Connection) -> None:
        if not has_request_context() and connection.get_isolation_level() != "AUTOCOMMIT":
            connection.exec_driver_sql(longer)

    if engine.dialect.name == "postgresql":
        event.listen(engine, "begin", begun)
