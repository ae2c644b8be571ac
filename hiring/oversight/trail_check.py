"""The check of the audit trail, done by a worker: one at a time, with what the last one has found."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.audit.verifying import Checked
from hiring.i18n import N_
from hiring.jobs.batches import ask_alone, end_batch, newest_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.jobs.models import Batch, BatchState

CHECK_TRAIL = JobKind("audit.check_trail", BATCHES, N_("Check the audit trail"))


def ask_check(session: Session, entries: int, *, by: Actor) -> Batch:
    """Have a worker check the trail of so many entries; while one does, asking again is the same."""
    return ask_alone(session, CHECK_TRAIL, "whole", total=entries, asked_by=by.id)


def keep_result(session: Session, batch_id: int, found: Checked) -> None:
    """Keep what a check has found."""
    end_batch(session, batch_id, {"entries": found.entries, "rows": found.rows, "broken": _broken(found)})


def _broken(found: Checked) -> dict[str, Any] | None:
    """Return the first break as plain values: its sentence in source text, what that names, and where."""
    if found.broken is None:
        return None
    named = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.broken.place.items()
    }
    where = found.place and {"opening": found.place.opening.as_json(), "code": found.place.code}
    return {
        "sentence": found.broken.sentence,
        "named": {"number": found.broken.entry_id, **named},
        "at": where,
    }


def newest_check(session: Session) -> Batch | None:
    """Return the check that was asked for last, whatever became of it."""
    return newest_batch(session, CHECK_TRAIL)


def last_result(session: Session) -> Batch | None:
    """Return the check that ended last."""
    return newest_batch(session, CHECK_TRAIL, Batch.state == BatchState.DONE)
