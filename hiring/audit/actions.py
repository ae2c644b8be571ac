"""Write a fact down, in the same transaction as the deed."""

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, Protocol

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.models import AuditEntry, AuditHead
from hiring.audit.rules import GENESIS, seal_of
from hiring.jobs.actions import enqueue, enqueue_all

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
    head = _locked_head(session)
    entry = AuditEntry(**_sealed(fact, by, (head.entry_id or 0) + 1, head.seal))
    session.add(entry)
    session.flush()
    head.entry_id, head.seal = entry.id, entry.seal
    if entry.fact in FOLLOWED:
        enqueue(session, "react", key=f"react:{entry.id}", entry_id=entry.id)
    session.flush()
    return entry


def record_all(session: Session, facts: Sequence[Any], *, by: Doer) -> None:
    """Add many facts of one deed, in their order.

    Thousands go in with few statements, because nobody else can write meanwhile.
    """
    head, rows = _locked_head(session), []
    for fact in facts:
        row = _sealed(fact, by, (head.entry_id or 0) + 1, head.seal)
        head.entry_id, head.seal = row["id"], row["seal"]
        rows.append(row)
    if not rows:
        return
    with session.no_autoflush:  # the head points to entries that come in only now
        session.execute(insert(AuditEntry), rows)
    session.flush()
    followed = [row["id"] for row in rows if row["fact"] in FOLLOWED]
    enqueue_all(session, "react", {f"react:{entry_id}": {"entry_id": entry_id} for entry_id in followed})


def _sealed(fact: Any, by: Doer, entry_id: int, previous: str) -> dict[str, Any]:
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
    return {**content, "seal": seal_of(**content)}


def _locked_head(session: Session) -> AuditHead:
    wanted = (
        select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    )
    head = session.scalar(wanted)
    if head is not None:
        return head
    try:
        with session.begin_nested():
            session.add(AuditHead(id=1, entry_id=None, seal=GENESIS))
    except IntegrityError:  # two first entries at the same moment: the other one was first
        pass
    return session.scalars(wanted).one()
