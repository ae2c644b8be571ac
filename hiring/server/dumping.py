"""Copy a database out and in: SQLite by itself, PostgreSQL by its own programs."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from hiring.server.archive import BackupRefused, reach_disk

_PACKAGE = "apt-get install postgresql-client"


def copy_sqlite(source: Path, target: Path) -> None:
    """Write the database as it is now into a file of its own; nobody who writes has to wait.

    Raises BackupRefused.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA busy_timeout = 10000")
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise BackupRefused(f"The database {source} could not be copied: {error}.") from error
    target.chmod(0o600)
    reach_disk(target)


def check_sqlite(path: Path) -> None:
    """Read a copy from end to end. Raises BackupRefused when it is damaged."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            faults += [
                f"rows of {row[0]} point nowhere" for row in connection.execute("PRAGMA foreign_key_check")
            ]
        except sqlite3.DatabaseError as error:
            faults = [str(error)]
    if faults != ["ok"]:
        raise BackupRefused(f"The copy of the database is damaged: {faults[0]}.")


def dump_postgres(url: str, target: Path) -> None:
    """Write all of the database, at one moment, into a dump. Raises BackupRefused."""
    target.touch(mode=0o600)
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    reach_disk(target)


def check_postgres(target: Path, tables: set[str]) -> None:
    """Have the dump list what it holds: the rows of every table. Raises BackupRefused."""
    listed = _called(_found("pg_restore"), "--list", str(target))
    held = {line.split()[6] for line in listed.splitlines() if " TABLE DATA " in line}
    if missing := tables - held:
        raise BackupRefused(f"The dump of the database lacks {', '.join(sorted(missing))}.")


def restore_postgres(url: str, source: Path) -> None:
    """Bring a dump into an empty database: all of it, or nothing. Raises BackupRefused.

    A dump holds no statistics, and without them PostgreSQL plans as if every table were small.
    """
    _run(
        url,
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        str(source),
    )
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


def tables_of(url: str) -> set[str]:
    """Return the names of the tables that are in a database."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def _run(url: str, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database; its password never stands on a command line."""
    parts = make_url(url)
    address = URL.create(
        "postgresql", parts.username, None, parts.host, parts.port, parts.database, parts.query
    )
    environment = {} if parts.password is None else {"PGPASSWORD": str(parts.password)}
    _called(
        *(_found(program), "--no-password", f"--dbname={address.render_as_string()}", *arguments),
        environment=environment,
    )


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"PostgreSQL is saved and restored by {program}, which is missing: {_PACKAGE}.")
    return found


def _called(*command: str, environment: dict[str, str] | None = None) -> str:
    called = subprocess.run(  # noqa: S603  (a program of PostgreSQL with arguments of ours)
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if called.returncode:
        said = " ".join((called.stderr or called.stdout).split())
        raise BackupRefused(f"{Path(command[0]).name} failed: {said}")
    return called.stdout
