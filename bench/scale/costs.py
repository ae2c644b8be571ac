"""What one page costs: statements, CPU of the application and of the database, bytes, memory."""

import os
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text

_OF_TRANSACTIONS = {"BEGIN", "COMMIT", "ROLLBACK", "SET"}
#: psycopg prepares a statement at its sixth use, and PostgreSQL keeps a plan for it five uses later.
_UNTIL_SETTLED = 12
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one request, after the first: milliseconds of CPU, kilobytes."""

    statements: int
    cpu: float
    """Median of the application's."""
    database_cpu: float
    """Mean of the database server's; 0 where it is SQLite, which works inside the application."""
    html: float
    memory: float
    """At most held at once, beyond what was there before."""

    @property
    def cpu_of_both(self) -> float:
        return self.cpu + self.database_cpu

    def as_plain(self) -> dict[str, float]:
        return asdict(self)


class Meter:
    """Measures requests of one client on one database."""

    def __init__(self, client: FlaskClient, engine: Engine) -> None:
        self.client, self.engine = client, engine
        self.cpu: list[float] = []
        self.statements = 0
        self.database = 0.0
        self.rounds = 0

    def warm_up(self, address: str) -> str:
        """Ask often enough that what is done once per process or connection is done; return the page."""
        for _ in range(_UNTIL_SETTLED):
            reply = self.client.get(address)
        if reply.status_code != 200:
            raise RuntimeError(f"{address}: {reply.status_code}")
        return reply.text

    def ask(self, address: str, times: int) -> None:
        """Ask `times` times, one after the other."""
        before = self._of_database()
        for _ in range(times):
            begun = time.process_time()
            self.client.get(address)
            self.cpu.append(1000 * (time.process_time() - begun))
        self.database += self._of_database() - before
        self.rounds += times

    def cost(self, address: str) -> Cost:
        """Ask twice more, counting; return everything."""
        with counted(self.engine) as statements:
            html = len(self.client.get(address).data)
        tracemalloc.start()
        self.client.get(address)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return Cost(
            len(statements),
            median(self.cpu),
            1000 * self.database / max(self.rounds, 1),
            html / 1000,
            peak / 1000,
        )

    def _of_database(self) -> float:
        """Return the seconds of CPU that the server's processes for this database have used."""
        if self.engine.dialect.name != "postgresql":
            return 0.0
        with self.engine.connect() as connection:
            pids = connection.scalars(
                text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            ).all()
        return sum(_cpu_of(pid) for pid in pids)


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    except OSError:  # it has just ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are sent meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0] not in _OF_TRANSACTIONS:
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
