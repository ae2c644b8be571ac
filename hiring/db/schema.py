"""Bring a database to the tables this version of the program needs, or say that it is not there yet."""

import re
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from hiring import __version__
from hiring.db import Base
from hiring.paths import PACKAGE

_SCRIPTS = PACKAGE / "db" / "migrations"
_REVISION = re.compile(r"^revision = (.+)$", re.MULTILINE)
_FOLLOWS = re.compile(r"^down_revision = (.+)$", re.MULTILINE)
#: Two migrations at the same time wait for each other; any number will do.
_LOCK = 7_415_901


class MigrationFailed(Exception):
    """The migration could not be done and was taken back whole; the text says why."""


class BrokenReferences(MigrationFailed):
    """After the migration some rows would point nowhere; it was taken back."""


class SchemaState(StrEnum):
    """How the tables of a database stand to this version of the program."""

    FITTING = "fitting"
    OLDER = "older"
    """They lack migrations that this version brings; also: there are none."""
    NEWER = "newer"
    """They are at a revision that this version has never heard of."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations up to `to`: all of them or, when killed or failing, none.

    Raises MigrationFailed.
    """
    from alembic import command

    with migrating(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Take migrations back down to `to` ("base" = an empty database). Raises MigrationFailed."""
    from alembic import command

    with migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def current(engine: Engine) -> str | None:
    """Return the revision the database is at, or None where no migration was ever run."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@cache
def revisions() -> tuple[str, ...]:
    """Return the revisions this version of the program brings, the oldest first.

    Read from the files themselves: Alembic takes half a second to load, and
    every start of the server asks. Kept: a running program stays the version
    it was started as, whatever is installed over it.
    """
    return revisions_on_disk()


def revisions_on_disk() -> tuple[str, ...]:
    """Return the revisions that the files of the program name now, the oldest first."""
    after: dict[str | None, str] = {}
    for path in (_SCRIPTS / "versions").glob("[0-9]*.py"):
        written = path.read_text("utf-8")
        after[_named(_FOLLOWS, written)] = _named(_REVISION, written)
    chain: list[str] = []
    while (following := after.get(chain[-1] if chain else None)) is not None:
        chain.append(following)
    return tuple(chain)


def _named(what: re.Pattern[str], written: str) -> Any:
    found = what.search(written)
    if found is None:
        raise ValueError(f"a migration has no line {what.pattern}")
    return literal_eval(found[1])


def head() -> str | None:
    """Return the newest revision this version of the program brings."""
    return revisions()[-1] if revisions() else None


def standing(now: str | None) -> SchemaState:
    """Say how a database at the revision `now` stands to this program."""
    if now == head():
        return SchemaState.FITTING
    return SchemaState.OLDER if now is None or now in revisions() else SchemaState.NEWER


def misfit(engine: Engine) -> str | None:
    """Return why this program must not work on the database, with what to do, or None when it may."""
    now = current(engine)
    match standing(now):
        case SchemaState.FITTING:
            return None
        case SchemaState.OLDER:
            return "The database is not up to date: run `hiring migrate` first."
        case SchemaState.NEWER:
            return (
                f"The database is at revision {now}, newer than this program: hiring {__version__} knows "
                f"up to {head()}. Start the version that migrated it, or restore the backup taken before."
            )


def at_head(engine: Engine) -> bool:
    return current(engine) == head()


def make_revision(connection: Connection, message: str) -> None:
    """Write the migration that leads from the database's tables to the models'."""
    from alembic import command

    config = _config(connection)
    config.attributes["metadata"] = all_metadata()
    command.revision(config, message, autogenerate=True)


def differences(engine: Engine) -> list[Any]:
    """Return what is different between the database and the models; empty when nothing is."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from hiring.db.migrations import protection

    protection.register()
    metadata = all_metadata()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def all_metadata() -> MetaData:
    """Return the tables of every capability."""
    for models in sorted(PACKAGE.glob("*/models.py")):
        import_module(f"{PACKAGE.name}.{models.parent.name}.models")
    return Base.metadata


def _config(connection: Connection | None) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Give one connection, alone with the database, whose transaction is kept whole or not at all."""
    own = create_engine(engine.url, poolclass=NullPool)
    if own.dialect.name == "sqlite":
        event.listen(own, "connect", _prepare_sqlite)
        event.listen(own, "begin", _begin_sqlite)
    begun = False
    try:
        with own.begin() as connection:
            if own.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            begun = True
            yield connection
            if own.dialect.name == "sqlite":
                _check_references(connection)
    except MigrationFailed:
        raise
    except Exception as error:  # whatever a migration may raise: it was taken back
        if not begun:
            raise
        raise MigrationFailed(_in_one_line(error)) from error
    finally:
        own.dispose()


def _in_one_line(error: Exception) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return " ".join(said.split()) or type(error).__name__


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # Without foreign keys: a table that is rebuilt is dropped for a moment, which would take along
    # every row that points to it. They are checked at the end instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise BrokenReferences(f"rows of {tables} would point nowhere")
