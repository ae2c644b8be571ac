"""What entries say, whole: what is sealed in them together with what stands beside them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.events import EventKind
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.rules import PERSONAL, about_entry


def personal_of(session: Session, entries: Sequence[AuditEntry]) -> dict[int, dict[str, Any]]:
    """Return the personal fields of entries on one page, by entry; none for what has none or was erased."""
    wanted = [entry.id for entry in entries if PERSONAL in (entry.commitments or ())]
    if not wanted:
        return {}
    rows = session.execute(
        select(AuditDetail.entry_id, AuditDetail.content).where(
            AuditDetail.entry_id.in_(wanted), AuditDetail.kind == PERSONAL, AuditDetail.salt.is_not(None)
        )
    )
    return {row.entry_id: row.content or {} for row in rows}


def whole_details(session: Session, entry: AuditEntry, kind: EventKind) -> dict[str, Any]:
    """Return all fields of an entry of this kind; a text that was erased is empty."""
    erased = dict.fromkeys(kind.personal, "")
    return {**erased, **entry.details, **personal_of(session, [entry]).get(entry.id, {})}


def taken_out(session: Session, entries: Sequence[AuditEntry]) -> dict[int, datetime]:
    """Return when the words of entries were taken out that are about a whole opening, by entry."""
    ids = {about_entry(each.id): each.id for each in entries if _is_of_whole_opening(each)}
    if not ids:
        return {}
    rows = session.execute(select(AuditEntry.erases, AuditEntry.at).where(AuditEntry.erases.in_(ids)))
    return {ids[row.erases]: row.at for row in rows}


def _is_of_whole_opening(entry: AuditEntry) -> bool:
    said = entry.version == 1 or PERSONAL in (entry.commitments or ())
    return said and entry.opening_id is not None and entry.application_id is None
