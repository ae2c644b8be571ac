"""Read first, write late: what kind a transaction is, and how a page goes from reading to writing.

SQLite has one write lock for everybody. So a transaction reads unless it was asked to
write, and the asking comes when all slow work (hashing, files, parsing) is done:
`begin_writing()`. Whoever forgets to ask is told so by the first statement that writes.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session

from hiring.db.turns import WAITS, WRITES

#: Execution option of a connection: False = each of its statements stands for itself.
BEGINS = "begins"
#: Where a session keeps what must still be so when it begins to write.
_CHECKS = "checks before writing"
#: Where a session keeps what those checks load again: the things, and which of their relationships.
_LOADED = "loaded again before writing"
#: Seconds between two pieces of a long deed.
_PAUSE = 0.03
#: On a connection: its transaction has written something.
_WROTE = "wrote"


class Writing(Enum):
    """When the transactions of this thread may write."""

    NEVER = "never"
    """A page that is only looked at."""
    ASKED = "asked"
    """From `begin_writing()` to the end of the transaction."""
    ALWAYS = "always"
    """Nobody else is there to be kept waiting: the demo is told, a test prepares its things."""


_writing: ContextVar[Writing] = ContextVar("writing", default=Writing.ASKED)


class NotWriting(RuntimeError):
    """A fault in the program: it writes, or locks a row, in a transaction that was only to read."""


def set_writing(when: Writing) -> None:
    """Say when transactions may write that this thread begins from now on."""
    _writing.set(when)


@contextmanager
def writing_always() -> Iterator[None]:
    """Let the transactions begun inside this block write without being asked."""
    token = _writing.set(Writing.ALWAYS)
    try:
        yield
    finally:
        _writing.reset(token)


def check_before_writing(
    session: Session, check: Callable[[Session], None], *, loads_again: bool = False
) -> None:
    """Have `check` called, in the writing transaction, before anything else is done in it.

    With `loads_again` it loads whatever the session holds now once more, so that its
    relationships, too, are then as others have left them.
    """
    session.info.setdefault(_CHECKS, []).append(check)
    if loads_again:
        found = ((thing, _relationships(thing)) for thing in session)
        session.info.setdefault(_LOADED, []).extend(each for each in found if each[1])


def begin_writing(session: Session) -> Session:
    """End the reading transaction of `session`, begin one that writes, and return the session.

    What was loaded stays loaded, but its columns are read again when they are next looked at:
    others may have changed them. The checks of the session are run again, too, and raise what
    they raise. A session that writes already just goes on.
    """
    if _writing.get() is Writing.NEVER:
        raise NotWriting("a page that is only looked at must not write")
    if session.in_transaction() and _writes(session.connection()):
        return session
    if session.new or session.deleted or any(session.is_modified(thing) for thing in session.dirty):
        raise NotWriting("something was changed before begin_writing()")
    session.commit()
    session.connection(execution_options={WRITES: True})
    _forget_what_may_be_old(session)
    for check in session.info.get(_CHECKS, ()):
        check(session)
    return session


def let_others_write(session: Session) -> None:
    """Pause between two pieces of a long deed, so that whoever waits for SQLite's write lock gets it.

    Raises NotWriting inside a transaction: nobody waits while others wait for them.
    """
    if session.in_transaction():
        raise NotWriting("commit a piece before others are let in")
    if session.get_bind().dialect.name == "sqlite":  # who waits there looks again every few milliseconds
        time.sleep(_PAUSE)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection of its own for a short writing transaction; it is committed at the end."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def single_statements(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which every statement is a transaction of its own, kept once it has returned.

    For hot paths: no lock is held between two statements, and BEGIN and COMMIT take no trips of their own.
    """
    # On SQLite the driver never begins by itself: it is enough that we do not either.
    mine = {BEGINS: False} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    with engine.connect().execution_options(**mine, **{WRITES: True}) as connection:
        yield connection


@contextmanager
def writing_unless_busy(engine: Engine) -> Iterator[Connection]:
    """As `writing`, but where somebody else is writing raise OperationalError at once instead of waiting."""
    with (
        engine.connect().execution_options(**{WRITES: True, WAITS: 0}) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = '1ms'")
        yield connection


def watch_writing(engine: Engine) -> None:
    """Have SQLite take its write lock where writing begins, and refuse to write anywhere else."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "begin", _note_beginning)
    event.listen(engine, "before_cursor_execute", _refuse_unasked)


def stop_writing(session: Session) -> None:
    """End a writing transaction in which nothing was written; what was loaded stays.

    A deed that was refused must not hold the lock while a page says why. Raises
    NotWriting where something was written that is neither kept nor taken back.
    """
    if not session.in_transaction() or not session.connection().get_execution_options().get(WRITES):
        return
    if session.connection().info.get(_WROTE):
        raise NotWriting("commit or roll back before a page is drawn")
    session.commit()


def give_up_writing(session: Session) -> None:
    """End a writing transaction whose deed was refused, and take back what it had written."""
    try:
        stop_writing(session)
    except NotWriting:
        session.rollback()


def _writes(connection: Connection) -> bool:
    asked = bool(connection.get_execution_options().get(WRITES))
    return asked or _writing.get() is Writing.ALWAYS


def _note_beginning(connection: Connection) -> None:
    connection.info.pop(_WROTE, None)


def _begin_sqlite(connection: Connection) -> None:
    # At once, not at the first statement that writes: a transaction that has read before
    # would fail with "database is locked", whatever the time-out.
    if not connection.get_execution_options().get(BEGINS, True):
        return
    if _writes(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # waits for nobody and touches no file: straight to the driver, as every page begins so
        connection.connection.cursor().execute("BEGIN").close()


def _refuse_unasked(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    if context is None or not (context.isinsert or context.isupdate or context.isdelete or _locks(context)):
        return
    connection.info[_WROTE] = connection.info.get(_WROTE) or not _locks(context)
    if not _writes(connection):
        raise NotWriting(f"call begin_writing() before: {statement[:200]}")


def _locks(context: Any) -> bool:
    return (
        context.compiled is not None
        and getattr(context.compiled.statement, "_for_update_arg", None) is not None
    )


def _forget_what_may_be_old(session: Session) -> None:
    """Have columns be read again; of relationships those that the checks load again, the rest stays."""
    for thing in session:
        session.expire(thing, [attribute.key for attribute in inspect(type(thing)).column_attrs])
    for thing, relationships in session.info.get(_LOADED, ()):
        if thing in session:
            session.expire(thing, relationships)


def _relationships(thing: object) -> list[str]:
    return [each.key for each in inspect(type(thing)).relationships if each.key in vars(thing)]
