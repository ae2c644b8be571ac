"""Count what was refused while a page is only looked at, without keeping that page waiting."""

from contextlib import suppress
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hiring.audit.actions import note_refusal
from hiring.db import db, writing_unless_busy


def count_refusal(event: Any) -> None:
    """Count `event` on a connection of its own; where somebody else is writing, the next one is counted."""
    with (
        suppress(DBAPIError),
        writing_unless_busy(db.engine) as connection,
        Session(connection) as session,
        session.begin(),
    ):
        note_refusal(session, event)
