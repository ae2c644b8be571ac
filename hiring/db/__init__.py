"""The database: one handle, one base class, one set of column types."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    Executable,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as DatabaseTimeout
from sqlalchemy.orm import DeclarativeBase, Session, registry

from hiring.db.append_only import (
    APPEND_ONLY,
    append_only_until,
    emptying,
    erased,
    erased_application,
    protect_new_tables,
)
from hiring.db.patience import Patience, give_time
from hiring.db.transactions import (
    NotWriting,
    Writing,
    check_before_writing,
    give_up_writing,
    let_others_write,
    set_writing,
    single_statements,
    stop_writing,
    watch_writing,
    writing,
    writing_always,
    writing_unless_busy,
)
from hiring.db.transactions import begin_writing as _begin_writing
from hiring.db.turns import WRITES, take_turns
from hiring.i18n.localised import Localised

__all__ = [
    "APPEND_ONLY",
    "Base",
    "LocalisedText",
    "NotWriting",
    "Patience",
    "PublicId",
    "UtcDateTime",
    "Writing",
    "append_only_until",
    "begin_writing",
    "check_before_writing",
    "current_session",
    "db",
    "durability_faults",
    "empty_the_log",
    "emptying",
    "erased",
    "erased_application",
    "give_up_writing",
    "let_others_write",
    "new_public_id",
    "open_database",
    "prepare_engine",
    "set_writing",
    "single_statements",
    "size_of_file",
    "stop_writing",
    "write_anew",
    "writing",
    "writing_always",
    "writing_fault",
    "writing_unless_busy",
]


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: must know its zone going in, is always UTC coming out (SQLite forgets zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LocalisedText(TypeDecorator[Localised]):
    """A text in both languages, kept as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Localised | None, dialect: Any) -> Any:
        return None if value is None else value.as_json()

    def process_result_value(self, value: Any, dialect: Any) -> Localised | None:
        return None if value is None else Localised.from_json(value)


def new_public_id() -> str:
    """Return an id for an address: 128 random bits, so that nobody can guess a neighbour's.

    None begins with a hyphen: on the command line it would pass for an option.
    """
    while (drawn := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return drawn


PublicId = String(22)

_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    # A registry, not a class-level type_annotation_map: Flask-SQLAlchemy subclasses
    # Base, and SQLAlchemy refuses a map that is inherited that way.
    registry = registry(
        metadata=MetaData(naming_convention=_NAMES),
        type_annotation_map={
            datetime: UtcDateTime,
            Localised: LocalisedText,
            dict[str, Any]: JSON,
            list[Any]: JSON,
            list[str]: JSON,
        },
    )


protect_new_tables(Base.metadata)

# An edge commits and then still speaks about what it loaded: nothing expires under its feet.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


#: So many bytes tell whether there is room on a disk.
_PROBE = 65_536


def current_session() -> Session:
    """Return the session of this request, job or command; it is closed when that ends."""
    return db.session()


def begin_writing() -> Session:
    """Go from reading to writing, after everything slow, and return the session; see `transactions`.

    What was loaded is read again when it is next looked at, and who may do what is asked again.
    """
    return _begin_writing(db.session())


def prepare_engine(engine: Engine, patience: Patience | None = None) -> None:
    """Make `engine` keep what it acknowledges: called once, before the first connection."""
    patience = patience or Patience()
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        take_turns(engine, patience.lock)
    watch_writing(engine)
    give_time(engine, patience)


@contextmanager
def open_database(url: str) -> Iterator[Engine]:
    """Give an engine to a command that needs no application, and close its connections afterwards."""
    engine = create_engine(url, hide_parameters=True, connect_args=Patience().connect_args(url))
    prepare_engine(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def _prepare_sqlite(patience: Patience, connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        f"busy_timeout={patience.lock * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten, not only given free
        "cache_size=-16000",
        "busy_timeout=0",  # we wait ourselves: see `turns`
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def empty_the_log(engine: Engine) -> bool:
    """Have nothing of earlier writing stand beside the database (SQLite's log); say whether that was done.

    Others who read or write just now are not disturbed: then it is done another time.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        row = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row[0] == 0)
    finally:
        connection.close()


def size_of_file(engine: Engine) -> int:
    """Return how many bytes an SQLite database has on the disk, its log left out; 0 where it is no file."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(file).stat().st_size if file else 0


def write_anew(engine: Engine, *, wait: float) -> bool:
    """Write an SQLite file anew, so that nothing is left between its rows; say whether that was done.

    Where a page was divided it keeps copies of rows that went to the next one, and `secure_delete` does not
    reach these. Nobody else can write meanwhile; whoever writes just now is waited for, so many seconds.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
        cursor.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    else:
        return True
    finally:
        cursor.execute("PRAGMA busy_timeout=0")
        connection.close()


def writing_fault(engine: Engine, probe: Executable | None = None) -> str | None:
    """Return why nothing can be written now, or None.

    A row is really written (by `probe`) and taken back, and where the database is a file of
    ours a few bytes beside it reach the disk: only there a full one shows.
    """
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            if _lets_itself_only_be_read(connection):
                return "the database only lets itself be read"
            if probe is not None:
                connection.execute(probe)  # never committed: closing the connection takes it back
        if engine.dialect.name == "sqlite" and engine.url.database:
            # Without a buffer: one that a full disk does not take would keep the file from being closed.
            with NamedTemporaryFile(
                dir=Path(engine.url.database).parent, prefix=".probe-", buffering=0
            ) as beside:
                left = memoryview(bytes(_PROBE))
                while left:
                    left = left[beside.write(left) :]
                os.fsync(beside.fileno())
    except DBAPIError as error:
        return str(error.orig)
    except (OSError, DatabaseTimeout) as error:
        return str(error)
    return None


def _lets_itself_only_be_read(connection: Connection) -> bool:
    asks = connection.dialect.name == "postgresql"
    return asks and connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"


def durability_faults(session: Session) -> list[str]:
    """Return what keeps an acknowledged answer from surviving a power cut; empty when all is well."""
    bind = session.connection()
    if bind.dialect.name == "sqlite":
        expected = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}, "foreign_keys": {"1"}}
        found = {name: str(bind.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in expected}
    else:
        expected = {"synchronous_commit": {"on", "remote_apply", "remote_write"}, "fsync": {"on"}}
        found = {name: str(bind.exec_driver_sql(f"SHOW {name}").scalar()) for name in expected}
    return [
        f"{name} is {found[name]}, must be {' or '.join(sorted(allowed))}"
        for name, allowed in expected.items()
        if found[name] not in allowed
    ]
