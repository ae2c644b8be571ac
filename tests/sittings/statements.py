"""What the server asks its database for."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from hiring.db import db


@contextmanager
def statements_seen(work) -> Iterator[list[str]]:
    """Collect the first word of every statement; what the test itself must know of `work` is read before."""
    seen: list[str] = []
    work.audience()

    def see(connection, cursor, statement, *_):
        seen.append(statement.split()[0])

    event.listen(db.engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", see)
