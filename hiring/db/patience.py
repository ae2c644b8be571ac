"""How long the database is waited for: whoever waits longer than a person would is better told so."""

from dataclasses import dataclass
from typing import Any

from flask import has_request_context
from sqlalchemy import Connection, Engine, event, make_url

#: Work in the background and commands may take so many times as long as a page for one statement.
_BEHIND_THE_SCENES = 15
#: Seconds more than the server's own limit, so that it can say itself that a statement took too long.
ON_THE_WAY = 0.3


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


def limit_waits(engine: Engine, patience: Patience) -> None:
    """Have pages wait no longer than that for a server that is there and does not answer.

    Its own limit for a statement stands still with it (a paused machine, a disk that hangs), and its
    machine goes on confirming what arrives. Work in the background waits: nobody sits before it.
    """

    import psycopg  # comes with PostgreSQL only

    class PatientConnection(psycopg.Connection[Any]):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            if timeout is None and has_request_context():
                # Whether it is there is asked outside a transaction: in less time, another is tried next.
                timeout = patience.connect if self.autocommit else patience.statement + ON_THE_WAY
            try:
                return super().wait(gen, interval, timeout)
            except psycopg.OperationalError:
                if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                    self.pgconn.finish()  # its answer would come to the next question
                raise

    def connected(dialect: Any, record: Any, arguments: Any, options: Any) -> Any:
        return PatientConnection.connect(*arguments, **options)

    event.listen(engine, "do_connect", connected)


def give_time(engine: Engine, patience: Patience) -> None:
    """Let statements of jobs and commands take longer than those of pages, which somebody waits for."""
    longer = f"SET LOCAL statement_timeout = '{patience.statement * _BEHIND_THE_SCENES}s'"

    def begun(connection: Connection) -> None:
        if not has_request_context() and connection.get_isolation_level() != "AUTOCOMMIT":
            connection.exec_driver_sql(longer)

    if engine.dialect.name == "postgresql":
        event.listen(engine, "begin", begun)
        limit_waits(engine, patience)
