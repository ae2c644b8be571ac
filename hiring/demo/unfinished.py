"""A demo that was cut off: nobody wants half a story, and told it is in hundreds of steps.

Before the first step the empty SQLite database is copied; the copy goes with the last step. Where one
is left, the story is begun again from it. PostgreSQL cannot be copied so: there a person must empty it.
"""

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, exists, select
from sqlalchemy.orm import Session

from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience


class CannotStartAnew(Exception):
    """Half a demo is in the way, and is not ours to remove."""


def copy_in(instance: Path) -> Path:
    """Return where the copy lies while the demo is told."""
    return instance / "before_demo.sqlite3"


def note_beginning(engine: Engine, copy: Path) -> None:
    """Copy the database as it is before the demo, whole or not at all."""
    beginning = copy.with_suffix(".part")
    beginning.unlink(missing_ok=True)
    if engine.dialect.name == "sqlite":
        _copy(Path(str(engine.url.database)), beginning)
    beginning.touch(mode=0o600)
    with beginning.open("rb") as file:
        os.fsync(file.fileno())
    beginning.replace(copy)


def start_anew(session: Session, copy: Path) -> None:
    """Put the database back as it was before a demo that was cut off. Raises CannotStartAnew."""
    engine = session.get_bind().engine
    signed_in = exists().where(UserSession.audience == Audience.STAFF)
    if engine.dialect.name != "sqlite" or session.scalar(select(signed_in)):
        raise CannotStartAnew(
            "A demo was begun in this database and cut off. Empty the database, migrate it, and start again."
        )
    session.rollback()
    engine.dispose()
    _copy(copy, Path(str(engine.url.database)))


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source, timeout=10)) as from_there,
        contextlib.closing(sqlite3.connect(target, timeout=10)) as to_here,
    ):
        from_there.backup(to_here)
