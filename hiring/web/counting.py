"""Rate limits counted in one file, so that they hold for all web processes of a machine together."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from limits.storage import Storage

_TABLE = "CREATE TABLE IF NOT EXISTS knock (door TEXT PRIMARY KEY, number INTEGER, ends REAL) WITHOUT ROWID"
#: A window that ends far later than a new one would was begun before the clock was set back: it is over, too.
_COUNT = """
INSERT INTO knock VALUES (:door, :amount, :now + :lasts) ON CONFLICT DO UPDATE SET
    number = iif(ends BETWEEN :now AND :now + 2 * :lasts, number, 0) + :amount,
    ends = iif(ends BETWEEN :now AND :now + 2 * :lasts, ends, :now + :lasts)
RETURNING number
"""


class FileCounts(Storage):
    """Counts in a small SQLite file beside the database, which waits neither for its lock nor for the disk.

    What is lost with the power is a few minutes of counting; a file that has
    become unreadable by it is begun anew. While it cannot be written at all,
    Flask-Limiter counts in the memory of each process.
    """

    STORAGE_SCHEME = ["counts"]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self.path = Path(uri.removeprefix("counts://"))

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return (sqlite3.Error,)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        values = {"door": key, "amount": amount, "now": time.time(), "lasts": expiry}
        with self._file() as file:
            number: int = file.execute(_COUNT, values).fetchone()[0]
            if number == amount:  # windows begin more seldom than they are counted in
                file.execute("DELETE FROM knock WHERE ends < :now", values)
            return number

    def get(self, key: str) -> int:
        return int(self._kept(key)[0])

    def get_expiry(self, key: str) -> float:
        return float(self._kept(key)[1])

    def check(self) -> bool:
        with contextlib.suppress(sqlite3.Error), self._file():
            return True
        return False

    def forget_what_is_over(self) -> int:
        """Forget every address whose window is over, and return how many there were."""
        with self._file() as file:
            return file.execute("DELETE FROM knock WHERE ends < ?", (time.time(),)).rowcount

    def reset(self) -> int:
        with self._file() as file:
            return file.execute("DELETE FROM knock").rowcount

    def clear(self, key: str) -> None:
        with self._file() as file:
            file.execute("DELETE FROM knock WHERE door = ?", (key,))

    def _kept(self, key: str) -> Any:
        with self._file() as file:
            asked = "SELECT number, ends FROM knock WHERE door = ? AND ends > ?"
            return file.execute(asked, (key, time.time())).fetchone() or (0, time.time())

    @contextlib.contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one deed: nothing is held by threads or inherited by processes."""
        with contextlib.closing(sqlite3.connect(self.path, timeout=1, isolation_level=None)) as file:
            try:
                file.execute("PRAGMA synchronous = OFF")
                file.execute("PRAGMA secure_delete = ON")  # an address is gone, not only out of sight
                file.execute(_TABLE)
                yield file
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.path.unlink(missing_ok=True)
                raise
