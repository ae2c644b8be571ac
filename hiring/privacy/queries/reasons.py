"""Find the reasons that stand about a whole opening: they are nobody's own, and may name somebody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from hiring.adjustments.models import GiveBackToAll
from hiring.audit.events import kinds
from hiring.audit.former_names import FORMER_NAMES
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.rules import OF_ENTRY, PERSONAL, about_entry
from hiring.privacy.models import RetentionHold

#: How the reason is called for which minutes were given back to everybody: it stands in no entry.
OF_MINUTES = "minutes:"
#: An opening has few: nobody reads on behind these.
_MOST = 200


@dataclass(frozen=True, slots=True)
class OpeningReason:
    """One reason about a whole opening, as somebody gave it."""

    which: str
    """`rules.about_entry`, or `minutes:3`."""
    words: str
    at: datetime
    entry: AuditEntry | None
    minutes: int | None = None
    """How many were given back to everybody, where no entry says it."""


def reasons_of(session: Session, opening_id: int) -> list[OpeningReason]:
    """Return the reasons about a whole opening that can be taken out, the newest first.

    A hold that stands needs its reason; so do minutes while they are still being given.
    """
    found = [*_in_entries(session, opening_id), *_of_minutes(session, opening_id)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _in_entries(session: Session, opening_id: int) -> list[OpeningReason]:
    taken_out = select(AuditEntry.erases).where(
        AuditEntry.opening_id == opening_id, AuditEntry.erases.is_not(None)
    )
    rows = session.execute(
        select(AuditEntry, AuditDetail.content)
        .outerjoin(
            AuditDetail, (AuditDetail.entry_id == AuditEntry.id) & (AuditDetail.kind == literal(PERSONAL))
        )
        .where(
            AuditEntry.opening_id == opening_id,
            AuditEntry.application_id.is_(None),
            AuditEntry.event.in_(_with_a_reason()),
            literal(OF_ENTRY).concat(cast(AuditEntry.id, String)).not_in(taken_out),
        )
        .order_by(AuditEntry.id.desc())
        .limit(_MOST)
    )
    standing = _standing_holds(session, opening_id)
    found = ((entry, (content or entry.details).get("reason")) for entry, content in rows)
    return [
        OpeningReason(about_entry(entry.id), words, entry.at, entry)
        for entry, words in found
        if words and entry.details.get("hold_id") not in standing
    ]


def _with_a_reason() -> list[str]:
    """Return how events are called in the trail that give a reason, now and formerly."""
    now = {name for name, kind in kinds().items() if "reason" in kind.personal}
    return [*now, *(former for former, name in FORMER_NAMES.items() if name in now)]


def _standing_holds(session: Session, opening_id: int) -> set[int]:
    held = select(RetentionHold.id).where(
        RetentionHold.opening_id == opening_id, RetentionHold.ended_at.is_(None)
    )
    return set(session.scalars(held))


def _of_minutes(session: Session, opening_id: int) -> list[OpeningReason]:
    given = session.scalars(
        select(GiveBackToAll)
        .where(
            GiveBackToAll.opening_id == opening_id,
            GiveBackToAll.reason != "",
            GiveBackToAll.done_at.is_not(None),
        )
        .order_by(GiveBackToAll.id.desc())
        .limit(_MOST)
    )
    return [
        OpeningReason(f"{OF_MINUTES}{each.id}", each.reason, each.asked_at, None, each.minutes)
        for each in given
    ]
