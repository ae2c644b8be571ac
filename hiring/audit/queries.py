"""Read the trail: check the chain, list what happened to one thing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.audit.keys import keys_behind
from hiring.audit.models import AuditEntry, AuditHead, Refusal
from hiring.audit.rules import ADDED, GENESIS, Break, SealedEntry, first_break

_PIECE = 1000


def _chain(session: Session) -> Iterator[SealedEntry]:
    """Yield every entry, a piece at a time: whoever finds a break stops reading."""
    last = 0
    while True:
        rows = session.execute(
            select(
                AuditEntry.id,
                AuditEntry.event,
                AuditEntry.details,
                AuditEntry.actor,
                AuditEntry.opening_id,
                AuditEntry.application_id,
                AuditEntry.at,
                AuditEntry.previous,
                AuditEntry.seal,
                AuditEntry.version,
                AuditEntry.key_mark,
                AuditEntry.commitments,
                AuditEntry.erases,
            )
            .where(AuditEntry.id > last)
            .order_by(AuditEntry.id)
            .limit(_PIECE)
        ).all()
        for row in rows:
            yield SealedEntry(*row)
        if len(rows) < _PIECE:
            return
        last = rows[-1].id


def chain_break(session: Session) -> Break | None:
    """Return the first place where the trail is broken, or None when it holds.

    Others may add entries meanwhile: these move the head, so an entry that the
    head does not reach even afterwards was not added by us.
    """
    head = session.execute(select(AuditHead.entry_id, AuditHead.seal).where(AuditHead.id == 1)).one_or_none()
    head_id, seal = (head.entry_id or 0, head.seal) if head else (0, GENESIS)
    broken = first_break(_chain(session), head_id=head_id, head=seal, keys=keys_behind(session).by_mark)
    if broken is not None:
        return broken
    last = session.scalar(select(func.max(AuditEntry.id))) or 0
    return Break(ADDED, last) if last > last_entry_id(session) else None


def last_entry_id(session: Session) -> int:
    """Return the number of the newest entry: as they are counted without gaps, of all entries."""
    return session.scalar(select(AuditHead.entry_id).where(AuditHead.id == 1)) or 0


def erasure_of(session: Session, whose: str) -> int | None:
    """Return the number of the entry that erases `whose` (`rules.about`), or None where there is none."""
    return session.scalar(select(func.min(AuditEntry.id)).where(AuditEntry.erases == whose))


def last_entry_of_application(session: Session, application_id: int) -> int:
    """Return the number of the newest entry about one application, 0 where there is none."""
    newest = select(func.max(AuditEntry.id)).where(AuditEntry.application_id == application_id)
    return session.scalar(newest) or 0


def entries_of_application(session: Session, application_id: int) -> list[AuditEntry]:
    """Return what happened to one application, oldest first."""
    return list(
        session.scalars(
            select(AuditEntry).where(AuditEntry.application_id == application_id).order_by(AuditEntry.id)
        )
    )


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often something was refused, and when for the last time."""

    number: int
    last_at: datetime


def refusals_of(session: Session, application_id: int) -> RefusalCount | None:
    """Return how often links of an application were refused, or None where none was."""
    number, last_at = session.execute(
        select(func.sum(Refusal.number), func.max(Refusal.last_at)).where(
            Refusal.application_id == application_id
        )
    ).one()
    return None if number is None else RefusalCount(number, last_at)


def refusals_since(session: Session, since: datetime) -> Counter[str]:
    """Count what was refused, by the name of its event; 0 for what was not."""
    rows = session.execute(
        select(Refusal.what, func.sum(Refusal.number)).where(Refusal.since >= since).group_by(Refusal.what)
    )
    found: Counter[str] = Counter()
    for what, number in rows:
        found[what.partition(":")[0]] += number
    return found
