"""Databases that migrations have made: run once for all tests of a process, and copied."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, create_engine

from hiring.db import prepare_engine, schema


def migrate(engine: Engine) -> None:
    """Give an empty database the tables of the newest migration: on SQLite by a copy, much faster."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file:
        engine.dispose()
        migrate_file(Path(file))
    else:
        schema.upgrade(engine)


def migrate_file(file: Path) -> None:
    """Have an SQLite file be what all migrations make of nothing."""
    file.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    """Run all migrations once, and return the file."""
    folder = Path(tempfile.mkdtemp())
    try:
        engine = create_engine(f"sqlite:///{folder / 'hiring.sqlite3'}")
        prepare_engine(engine)
        schema.upgrade(engine)
        engine.dispose()
        return (folder / "hiring.sqlite3").read_bytes()
    finally:
        shutil.rmtree(folder)
