"""What the trail says, whole: with the names and reasons that stand beside its entries."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.details import personal_of
from hiring.audit.models import AuditEntry


def told(session: Session) -> list[tuple[str, str, dict[str, Any]]]:
    """Return event, actor and all details of every entry, the oldest first."""
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    personal = personal_of(session, entries)
    return [(each.event, each.actor, each.details | personal.get(each.id, {})) for each in entries]
