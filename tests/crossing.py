"""Two deeds that cross: one has taken some of its rows when the other comes, at every point there is."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hiring.db import begin_writing, db
from hiring.errors import HiringError
from tests.running import PATIENCE, wait_until

Deed = Callable[[Session], object]
_TAKES = (" FOR UPDATE", " FOR NO KEY UPDATE", "INSERT ", "UPDATE ", "DELETE ")


class _Somebody:
    """Does a deed in a thread and a transaction of their own, on PostgreSQL."""

    def __init__(self, app: Flask, deed: Deed, stops_after: int = 0) -> None:
        self._app, self._deed, self._left = app, deed, stops_after
        self._paused, self._go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.outcome, self.backend = "", 0

    def start(self) -> None:
        self._thread.start()

    def has_stopped(self) -> bool:
        return self._paused.is_set() or not self._thread.is_alive()

    def is_in_the_middle(self) -> bool:
        return self._paused.is_set()

    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def finish(self) -> str:
        self._go.set()
        self._thread.join(PATIENCE)
        return self.outcome or "is still waiting"

    def _run(self) -> None:
        with self._app.app_context():
            try:
                session = begin_writing()
                self.backend = session.scalar(text("SELECT pg_backend_pid()")) or 0
                event.listen(session.connection(), "after_cursor_execute", self._executed)
                self._deed(session)
                session.commit()
                self.outcome = "done"
            except (HiringError, DBAPIError) as error:
                self.outcome = type(error.orig if isinstance(error, DBAPIError) else error).__name__
            finally:
                db.session.remove()

    def _executed(self, connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if any(words in statement for words in _TAKES):
            self._left -= 1
            if self._left == 0:
                self._paused.set()
                self._go.wait(PATIENCE)


def crossing(app: Flask, first: Deed, then: Deed, *, after: int) -> tuple[str, str] | None:
    """Do `first` until it has taken rows `after` times, `then` as far as it comes, and both to their ends.

    Returns "done" or the name of the error of each; None where `first` ends before that point.
    """
    one, other = _Somebody(app, first, stops_after=after), _Somebody(app, then)
    one.start()
    wait_until(one.has_stopped, "the first to take its rows")
    if not one.is_in_the_middle():
        return None
    other.start()
    wait_until(lambda: other.has_ended() or _waits(app, other.backend), "the other to end or to wait")
    return one.finish(), other.finish()


def _waits(app: Flask, backend: int) -> bool:
    with app.app_context(), db.engine.connect() as connection:
        waits = text("SELECT cardinality(pg_blocking_pids(:backend)) > 0")
        return bool(connection.scalar(waits, {"backend": backend}))
