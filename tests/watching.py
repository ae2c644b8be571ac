"""Watch what happens while the write lock is held: nothing slow, and nothing that waits.

The lock counts from the moment a transaction may hold others up (on SQLite BEGIN IMMEDIATE,
on PostgreSQL the first statement that writes or locks a row) to its end. What the interpreter
tells of itself (files, sockets, processes, sleep) is heard by an audit hook; hashing, CSV and
what is said on a terminal, of which it does not tell, are wrapped.
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

import click
from argon2 import PasswordHasher
from flask import before_render_template
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect

from hiring.db.transactions import BEGINS
from hiring.db.turns import WRITES

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
#: Modules and catalogues are loaded at their first use: once in the life of a process.
_MODULES = (".py", ".pyc", ".so", ".mo", "__pycache__")
#: Tables that may be written once the end of the trail is held: the trail itself, and what follows from it.
_LAST = {"audit_head", "audit_entry", "audit_detail", "job"}


@dataclass
class Watch:
    """What was seen in transactions that asked to write."""

    slow: list[str] = field(default_factory=list)
    """Deeds under the lock that do not belong there."""
    held: list[float] = field(default_factory=list)
    """How long each held the lock (seconds)."""
    asked: list[int] = field(default_factory=list)
    """How many statements each asked while it held the lock."""
    written: set[str] = field(default_factory=set)
    """What was kept, as verb and table: `INSERT opening`."""
    too_late: list[str] = field(default_factory=list)
    """Statements that wanted other rows while the end of the audit trail was held."""


class _Mine(threading.local):
    """The lock this thread holds, if any, and who watches."""

    since: float | None = None
    committing: float | None = None
    watch: Watch | None = None
    deaf = False
    trail_held = False
    asked = 0

    def __init__(self) -> None:
        self.written: set[str] = set()


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


@contextmanager
def watching_threads() -> Iterator[Watch]:
    """Watch every thread that begins inside this block."""
    _install()
    before, _Mine.watch = _Mine.watch, Watch()
    try:
        yield _Mine.watch
    finally:
        _Mine.watch = before


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
    event.listen(Engine, "after_cursor_execute", _done)
    event.listen(Engine, "commit", _kept)
    event.listen(Engine, "rollback", _ended)
    for owner, name in (
        (PasswordHasher, "hash"),
        (PasswordHasher, "verify"),
        (csv, "reader"),
        (csv, "writer"),
        (os, "fsync"),
        (click, "echo"),
    ):
        setattr(owner, name, _told(getattr(owner, name), f"{owner.__name__}.{name}"))
    DefaultDialect.do_commit = _timed(DefaultDialect.do_commit)
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


def _by_statements(connection: Connection) -> bool:
    """Say whether each statement is a transaction of its own."""
    options = connection.get_execution_options()
    return options.get(BEGINS) is False or options.get("isolation_level") == "AUTOCOMMIT"


def _begun(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    if statement == "BEGIN IMMEDIATE" and _asked(connection):
        _mine.since = time.perf_counter()


def _written(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    if not _asked(connection):
        return
    writes = context is not None and (context.isinsert or context.isupdate or context.isdelete)
    locks = _locks(statement, context)
    if _mine.since is None and (writes or locks):
        _mine.since = time.perf_counter()
    _mine.asked += _mine.since is not None
    table = _table(context) if writes else ""
    if writes:
        _mine.written.add(f"{statement.split(None, 1)[0]} {table}")
    if "audit_head" in statement:
        _mine.trail_held = True
    elif _mine.trail_held and (writes or locks) and table not in _LAST and _mine.watch is not None:
        _mine.watch.too_late.append(statement[:200])


def _locks(statement: str, context: Any) -> bool:
    """Say whether the statement holds rows; SQLite has no words for it, but it was asked for all the same."""
    compiled = getattr(context, "compiled", None)
    asked = getattr(getattr(compiled, "statement", None), "_for_update_arg", None)
    return asked is not None or " FOR UPDATE" in statement or " FOR NO KEY UPDATE" in statement


def _table(context: Any) -> str:
    compiled = getattr(context, "compiled", None)
    return str(getattr(getattr(compiled, "statement", None), "table", ""))


def _done(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    if _mine.since is not None and _asked(connection) and _by_statements(connection):
        if _mine.watch is not None:
            _mine.watch.written |= _mine.written
        _ended(connection)


def _kept(connection: Connection) -> None:
    """Hear that a transaction is about to be committed; its lock is held until that is on the disk."""
    if _asked(connection):
        if _mine.watch is not None:
            _mine.watch.written |= _mine.written
        _mine.committing = _mine.since
        _note_number()
        _forget()


def _timed(commit: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(commit)
    def timed(*args: Any) -> Any:
        try:
            return commit(*args)
        finally:
            _note_length(_mine.committing)
            _mine.committing = None

    return timed


def _ended(connection: Connection) -> None:
    if _asked(connection):
        _note_length(_mine.since)
        _note_number()
        _forget()


def _note_length(since: float | None) -> None:
    if since is not None and _mine.watch is not None:
        _mine.watch.held.append(time.perf_counter() - since)


def _note_number() -> None:
    if _mine.since is not None and _mine.watch is not None:
        _mine.watch.asked.append(_mine.asked)


def _forget() -> None:
    _mine.since, _mine.trail_held, _mine.asked, _mine.written = None, False, 0, set()
