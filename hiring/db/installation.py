"""Ask and tell the row about the installation."""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session

from hiring.db.models import Installation

#: For the statement that gives jobs to workers: true while none may be given.
HELD = select(Installation.id).where(Installation.held_since.is_not(None)).exists()


def fingerprint_of(secret_key: str) -> str:
    """Return what tells this key from another one without telling the key."""
    return hmac.new(secret_key.encode(), b"hiring: which key is this", hashlib.sha256).hexdigest()


def fingerprint(session: Session) -> str | None:
    """Return the fingerprint of the key this database belongs to, or None where none was noted."""
    return session.scalar(select(Installation.key_fingerprint))


def note_key(session: Session, secret_key: str, *, replace: bool = False) -> None:
    """Note with which key this database is used, the first time, or because it was changed on purpose."""
    noted = fingerprint_of(secret_key)
    if fingerprint(session) is None:
        session.execute(insert(Installation).values(id=1, key_fingerprint=noted))
    elif replace:
        session.execute(update(Installation).values(key_fingerprint=noted))


def hold_work(session: Session, since: datetime, backup_taken_at: datetime) -> None:
    """Let no worker take a job any more."""
    session.execute(update(Installation).values(held_since=since, backup_taken_at=backup_taken_at))


def release_work(session: Session) -> None:
    session.execute(update(Installation).values(held_since=None, backup_taken_at=None))


def note_backup(connection: Connection, taken_at: datetime) -> None:
    """Note that a backup was taken and read again."""
    connection.execute(update(Installation).values(backed_up_at=taken_at))


def held(session: Session) -> tuple[datetime, datetime] | None:
    """Return since when work is held and to which moment the backup went back, or None when it is not."""
    row = session.execute(
        select(Installation.held_since, Installation.backup_taken_at).where(
            Installation.held_since.is_not(None)
        )
    ).one_or_none()
    return None if row is None else (row.held_since, row.backup_taken_at)
