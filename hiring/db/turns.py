"""Whose turn it is to write, where SQLite has one write lock for everybody.

SQLite lets whoever finds it taken sleep longer and longer, and gives it to whoever
happens to ask at the right moment: beside a worker that writes without a pause, the
saves of candidates waited for seconds. So it is told not to wait, and we do: everybody
asks again every millisecond, and work in the background lets pages go first. As long as it
keeps meeting pages that wait, it leaves room for them between its transactions, too.

Pages that wait say so by a shared `flock` on the folder of the database. It is a courtesy:
SQLite's own lock alone keeps two from writing at once, and where there is no `flock` nobody
is let go first. A process that dies leaves nothing behind.
"""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from flask import has_request_context
from sqlalchemy import Connection, Engine, event

#: Execution option of a connection: its transaction may write.
WRITES = "writes"
#: Execution option of a connection: seconds to wait for others at most.
WAITS = "waits"
_LOOKS_AGAIN = 0.001
#: So long at most does work in the background let pages go first: it must get on, too.
_LONGEST_COURTESY = 0.2
#: Between two beginnings of what a process writes in the background, in seconds, while pages are about.
ROOM = 0.025
#: So long after a page was met waiting may another come at any moment.
_PAGES_ARE_ABOUT = 1.0
#: In the lowest byte of SQLite's extended error code.
_BUSY = sqlite3.SQLITE_BUSY
#: Waiting cannot help: this transaction has read what others have changed since.
_TOO_OLD = sqlite3.SQLITE_BUSY_SNAPSHOT


class Pages:
    """Tells work in the background, in whichever process, that a page waits to write."""

    def __init__(self, database: str | None) -> None:
        self._folder = Path(database or ":memory:").absolute().parent
        self.queues = {True: threading.Lock(), False: threading.Lock()}
        """Of the pages of this process, and of its work in the background: one of each asks for all."""
        self._lock = threading.Lock()
        self._files: tuple[int, int] | None = None
        self._here = 0
        self._in_line = threading.Lock()
        self._met = self._went = float("-inf")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Have the others know as long as the block runs."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def go_first(self) -> None:
        """Return when no page waits, or after the longest courtesy."""
        ends = time.monotonic() + _LONGEST_COURTESY
        while self.meets_somebody() and time.monotonic() < ends:
            time.sleep(_LOOKS_AGAIN)

    def leave_room(self) -> None:
        """Return when this piece of work may begin, one of a process at a time."""
        with self._in_line:
            if self.are_about():
                time.sleep(max(0.0, self._went + ROOM - time.monotonic()))
            self.go_first()
            self._went = time.monotonic()

    def are_about(self) -> bool:
        """Say whether a page has been met waiting lately."""
        return time.monotonic() - self._met < _PAGES_ARE_ABOUT

    def meets_somebody(self) -> bool:
        """Say whether a page waits, and remember when one did."""
        if met := self.somebody_waits():
            self._met = time.monotonic()
        return met

    def _count(self, change: int) -> None:
        with self._lock, suppress(OSError):
            self._here += change
            mine, _ = self._opened()
            fcntl.flock(mine, fcntl.LOCK_NB | (fcntl.LOCK_SH if self._here else fcntl.LOCK_UN))

    def somebody_waits(self) -> bool:
        """Say whether a page waits, in this process or in another."""
        with self._lock:
            try:
                _, asks = self._opened()
                fcntl.flock(asks, fcntl.LOCK_EX | fcntl.LOCK_NB)
                fcntl.flock(asks, fcntl.LOCK_UN)
            except BlockingIOError:
                return True
            except OSError:
                return False
        return False

    def _opened(self) -> tuple[int, int]:
        """Return the folder opened twice: to say that somebody waits, and to ask."""
        if self._files is None:
            self._files = (os.open(self._folder, os.O_RDONLY), os.open(self._folder, os.O_RDONLY))
        return self._files

    def close(self, _: Engine | None = None) -> None:
        """Let go of the folder; it is opened again when it is needed."""
        with self._lock:
            for number in self._files or ():
                os.close(number)
            self._files = None


def take_turns(engine: Engine, patience: float) -> None:
    """Have whoever finds the database taken wait for at most so many seconds. For SQLite only."""
    pages = Pages(engine.url.database)
    event.listen(engine, "do_execute", partial(_execute, pages, patience))
    event.listen(engine, "commit", partial(_look_who_waits, pages))
    event.listen(engine, "engine_disposed", pages.close)


def _look_who_waits(pages: Pages, connection: Connection) -> None:
    """Before the lock is given back: who waits now has waited for this work."""
    if not has_request_context() and connection.get_execution_options().get(WRITES):
        pages.meets_somebody()


def _execute(
    pages: Pages, patience: float, cursor: Any, statement: str, parameters: Any, context: Any
) -> bool:
    writes = context.isinsert or context.isupdate or context.isdelete
    if statement == "BEGIN IMMEDIATE" or (writes and not cursor.connection.in_transaction):
        _let_pages_go_first(pages.leave_room)
    try:
        cursor.execute(statement, parameters)
    except sqlite3.OperationalError as error:
        wait = context.execution_options.get(WAITS, patience)
        if not (_may_be_free_later(error) and wait):
            raise
        is_page, ends = has_request_context(), time.monotonic() + wait
        with pages.waiting() if is_page else nullcontext(), _first_in(pages.queues[is_page], wait) as in_time:
            if not in_time:
                raise
            _execute_later(pages, cursor, statement, parameters, ends)
    return True


@contextmanager
def _first_in(queue: threading.Lock, patience: float) -> Iterator[bool]:
    """Wait until nobody else of this process asks; say whether that was in time."""
    first = queue.acquire(timeout=patience)
    try:
        yield first
    finally:
        if first:
            queue.release()


def _let_pages_go_first(how: Callable[[], None]) -> None:
    if not has_request_context():
        how()


def _execute_later(pages: Pages, cursor: Any, statement: str, parameters: Any, ends: float) -> None:
    while True:
        time.sleep(_LOOKS_AGAIN)
        _let_pages_go_first(pages.go_first)
        try:
            cursor.execute(statement, parameters)
        except sqlite3.OperationalError as error:
            if not _may_be_free_later(error) or time.monotonic() > ends:
                raise
        else:
            return


def _may_be_free_later(error: sqlite3.OperationalError) -> bool:
    code = error.sqlite_errorcode
    return code & 0xFF == _BUSY and code != _TOO_OLD
