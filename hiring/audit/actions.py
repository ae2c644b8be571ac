"""Write a fact down, in the same transaction as the deed."""

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.models import AuditEntry, AuditHead
from hiring.audit.rules import GENESIS, seal_of
from hiring.jobs.actions import enqueue

#: Names of the facts from which something follows; `hiring.reactions` fills it.
FOLLOWED: set[str] = set()


class Doer(Protocol):
    """Whoever does a deed: `accounts.Actor` or a stand-in for the clock."""

    @property
    def label(self) -> str: ...


def record(session: Session, fact: Any, *, by: Doer) -> AuditEntry:
    """Add `fact` (a frozen dataclass of plain values) to the trail and seal it.

    A fact's `opening_id` and `application_id`, where it has them, file the entry
    under that opening and application. If something follows from the fact, a
    worker is asked to see to it, in the same transaction.
    """
    return record_all(session, [fact], by=by)[0]


def record_all(session: Session, facts: Sequence[Any], *, by: Doer) -> list[AuditEntry]:
    """Add many facts of one deed, in their order: the head is locked once and the rows go in together."""
    head = _locked_head(session)
    entries = []
    for fact in facts:
        entry = _sealed(fact, by, (head.entry_id or 0) + 1, head.seal)
        head.entry_id, head.seal = entry.id, entry.seal
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    for entry in entries:
        if entry.fact in FOLLOWED:
            enqueue(session, "react", key=f"react:{entry.id}", entry_id=entry.id)
    return entries


def _sealed(fact: Any, by: Doer, entry_id: int, previous: str) -> AuditEntry:
    if not is_dataclass(fact) or isinstance(fact, type):
        raise TypeError("a fact is an instance of a dataclass")
    details = asdict(fact)
    content: dict[str, Any] = {
        "id": entry_id,
        "fact": type(fact).__name__,
        "details": details,
        "actor": by.label,
        "opening_id": details.get("opening_id"),
        "application_id": details.get("application_id"),
        "at": clock.now(),
        "previous": previous,
    }
    return AuditEntry(**content, seal=seal_of(**content))


def _locked_head(session: Session) -> AuditHead:
    head = session.scalar(
        select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    )
    if head is None:
        head = AuditHead(id=1, entry_id=None, seal=GENESIS)
        session.add(head)
        session.flush()
    return head
