"""What is said to the database, noted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from hiring.db import db


@contextmanager
def statements_noted() -> Iterator[list[str]]:
    """Note every statement that is sent to the database meanwhile."""
    made: list[str] = []

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        made.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield made
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
