"""Watch what happens while the write lock is held: nothing slow, and nothing that waits.

The lock counts from the moment a transaction may hold others up (on SQLite BEGIN IMMEDIATE,
on PostgreSQL the first statement that writes or locks a row) to its end. What the interpreter
tells of itself (files, sockets, processes, sleep) is heard by an audit hook; hashing and CSV,
of which it does not tell, are wrapped.
"""

import csv
import functools
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from argon2 import PasswordHasher
from flask import before_render_template
from sqlalchemy import Connection, Engine, event

from hiring.store.transactions import WRITES

#: What the interpreter says of itself that has no place under the lock, by the start of its name.
_SLOW = (
    "open",
    "os.",
    "socket.",
    "subprocess.",
    "time.sleep",
    "shutil.",
    "tempfile.",
    "smtplib.",
    "sqlite3.connect",
)
#: Modules that are loaded at their first use: once in the life of a process.
_MODULES = (".py", ".pyc", ".so", "__pycache__")


@dataclass
class Watch:
    """What was seen: deeds under the lock that do not belong there, and how long it was held (seconds)."""

    slow: list[str] = field(default_factory=list)
    held: list[float] = field(default_factory=list)


class _Mine(threading.local):
    """The lock this thread holds, if any, and who watches."""

    since: float | None = None
    watch: Watch | None = None
    deaf = False


_mine = _Mine()


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch this thread."""
    _install()
    before, _mine.watch = _mine.watch, Watch()
    try:
        yield _mine.watch
    finally:
        _mine.watch = before


def _note(what: str) -> None:
    if _mine.since is not None and _mine.watch is not None:
        _mine.watch.slow.append(what)


def _heard(name: str, arguments: tuple[Any, ...]) -> None:
    if _mine.since is None or _mine.deaf or not name.startswith(_SLOW):
        return
    _mine.deaf = True  # what it takes to write this down is not what is looked for
    try:
        if not (name == "open" and str(arguments[0]).endswith(_MODULES)) and name not in {
            "os.listdir",
            "os.scandir",
        }:
            _note(f"{name} {arguments[0] if arguments else ''}".strip())
    finally:
        _mine.deaf = False


@functools.cache
def _install() -> None:
    sys.addaudithook(_heard)
    event.listen(Engine, "after_cursor_execute", _begun)
    event.listen(Engine, "before_cursor_execute", _written)
    event.listen(Engine, "commit", _ended)
    event.listen(Engine, "rollback", _ended)
    for owner, name in ((PasswordHasher, "hash"), (PasswordHasher, "verify"), (csv, "reader"), (os, "fsync")):
        setattr(owner, name, _told(getattr(owner, name), f"{owner.__name__}.{name}"))
    before_render_template.connect(_drawn)


def _told(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def told(*args: Any, **kwargs: Any) -> Any:
        _note(name)
        return function(*args, **kwargs)

    return told


def _drawn(sender: Any, template: Any, **_: Any) -> None:
    _note(f"drawing {template.name}")


def _asked(connection: Connection) -> bool:
    """Only requests, jobs and commands ask; what a test writes by itself is not watched."""
    return bool(connection.get_execution_options().get(WRITES))


def _begun(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    if statement == "BEGIN IMMEDIATE" and _asked(connection):
        _mine.since = time.perf_counter()


def _written(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    writes = context is not None and (context.isinsert or context.isupdate or context.isdelete)
    locks = " FOR UPDATE" in statement or " FOR NO KEY UPDATE" in statement
    if _mine.since is None and _asked(connection) and (writes or locks):
        _mine.since = time.perf_counter()


def _ended(connection: Connection) -> None:
    if _mine.since is not None and _asked(connection):
        if _mine.watch is not None:
            _mine.watch.held.append(time.perf_counter() - _mine.since)
        _mine.since = None
