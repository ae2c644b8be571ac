"""Read the trail: check the chain, list what happened to one thing."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.models import AuditEntry, AuditHead
from hiring.audit.rules import GENESIS, SealedEntry, first_break


def _chain(session: Session) -> Iterator[SealedEntry]:
    rows = session.execute(
        select(
            AuditEntry.id,
            AuditEntry.fact,
            AuditEntry.details,
            AuditEntry.actor,
            AuditEntry.opening_id,
            AuditEntry.application_id,
            AuditEntry.at,
            AuditEntry.previous,
            AuditEntry.seal,
        )
        .order_by(AuditEntry.id)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        yield SealedEntry(*row)


def chain_break(session: Session) -> str | None:
    """Return a sentence about the first broken place of the trail, or None when it holds."""
    head = session.scalar(select(AuditHead.seal).where(AuditHead.id == 1))
    return first_break(_chain(session), head=head or GENESIS)


def last_entry_id(session: Session) -> int:
    """Return the number of the newest entry: as they are counted without gaps, of all entries."""
    return session.scalar(select(AuditHead.entry_id).where(AuditHead.id == 1)) or 0


def entries_of_application(session: Session, application_id: int) -> list[AuditEntry]:
    """Return what happened to one application, oldest first."""
    return list(
        session.scalars(
            select(AuditEntry).where(AuditEntry.application_id == application_id).order_by(AuditEntry.id)
        )
    )


def latest_entries(
    session: Session, *, opening_ids: list[int] | None, before: int | None, limit: int = 50
) -> list[AuditEntry]:
    """Return the newest entries, at most `limit`, older than entry `before`.

    `opening_ids` limits them to some openings (and to facts of no opening); None = all.
    """
    wanted = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if opening_ids is not None:
        wanted = wanted.where(AuditEntry.opening_id.is_(None) | AuditEntry.opening_id.in_(opening_ids))
    if before is not None:
        wanted = wanted.where(AuditEntry.id < before)
    return list(session.scalars(wanted))
