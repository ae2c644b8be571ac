"""Read the trail: check the chain, list what happened to one thing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, cast, exists, func, literal, select
from sqlalchemy.orm import Session

from hiring.audit.models import AuditDetail, AuditEntry, AuditHead, Refusal
from hiring.audit.rules import ADDED, GENESIS, Break, SealedEntry

_PIECE = 1000
_OF_A_RESTORE = ("installation.backup_restored", "BackupRestored")


def pieces_of_the_chain(session: Session) -> Iterator[list[SealedEntry]]:
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
        if rows:
            yield [SealedEntry(*row) for row in rows]
        if len(rows) < _PIECE:
            return
        last = rows[-1].id


def head_of_the_chain(session: Session) -> tuple[int, str]:
    """Return number and seal of the newest entry; 0 and what the first one follows where there is none."""
    head = session.execute(select(AuditHead.entry_id, AuditHead.seal).where(AuditHead.id == 1)).one_or_none()
    return (head.entry_id or 0, head.seal) if head else (0, GENESIS)


def added_entry(session: Session) -> Break | None:
    """Return the last entry where even now the head does not reach it: it was not added by us.

    Others may add entries while the trail is read, but these move the head.
    """
    last = session.scalar(select(func.max(AuditEntry.id))) or 0
    return Break(ADDED, last) if last > last_entry_id(session) else None


def seal_of_entry(session: Session, entry_id: int) -> str | None:
    """Return the seal of one entry, or None where there is none of this number."""
    return session.scalar(select(AuditEntry.seal).where(AuditEntry.id == entry_id))


def newest_key_mark(session: Session) -> str | None:
    """Return which key sealed the newest entry, or None where it has none."""
    return session.scalar(select(AuditEntry.key_mark).order_by(AuditEntry.id.desc()).limit(1))


def erased_by_the_trail(session: Session) -> frozenset[str]:
    """Return whose content may be gone, as the entries say."""
    return frozenset(session.scalars(select(AuditEntry.erases).where(AuditEntry.erases.is_not(None))))


def restored_by_the_trail(session: Session) -> list[tuple[datetime, datetime]]:
    """Return the stretches of time that restores have left behind, as the entries say."""
    rows = session.execute(
        select(AuditEntry.details, AuditEntry.at).where(AuditEntry.event.in_(_OF_A_RESTORE))
    )
    return [(datetime.fromisoformat(details["taken_at"]), at) for details, at in rows]


def beside_entries(session: Session, first_id: int, last_id: int) -> dict[int, list[AuditDetail]]:
    """Return what stands beside some entries that follow each other, by entry."""
    rows = session.scalars(
        select(AuditDetail)
        .where(AuditDetail.entry_id.between(first_id, last_id))
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[AuditDetail]] = defaultdict(list)
    for row in rows:
        found[row.entry_id].append(row)
    return found


def newest_seals(session: Session, kind: str, row_ids: Collection[int]) -> dict[int, int]:
    """Return the newest entry about each of these rows: what earlier ones sealed was replaced since."""
    rows = session.execute(
        select(AuditDetail.row_id, func.max(AuditDetail.entry_id).label("newest"))
        .where(AuditDetail.kind == kind, AuditDetail.row_id.in_(row_ids))
        .group_by(AuditDetail.row_id)
    )
    return {row.row_id: row.newest for row in rows}


def last_entry_id(session: Session) -> int:
    """Return the number of the newest entry: as they are counted without gaps, of all entries."""
    return session.scalar(select(AuditHead.entry_id).where(AuditHead.id == 1)) or 0


def erasure_of(session: Session, whose: str) -> int | None:
    """Return the number of the entry that erases `whose` (`rules.about`), or None where there is none.

    What this deed itself has noted is not asked for: an erasure counts from the next transaction on, and
    to write events now would hold the end of the trail while other rows are still wanted.
    """
    entry = AuditEntry.__table__.c
    found: int | None = session.scalar(select(func.min(entry.id)).where(entry.erases == whose))
    return found


def is_erased(application_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Say in a statement whether the trail erases the application of this number."""
    whose = literal("application:").concat(cast(application_id, String))
    return exists().where(AuditEntry.erases == whose)


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


def asking_for_refusals(application_id: int) -> Select[int, datetime]:
    """Return the statement whose one row is the values of `RefusalCount`: None where nothing was refused."""
    return select(func.sum(Refusal.number).label("number"), func.max(Refusal.last_at).label("last_at")).where(
        Refusal.application_id == application_id
    )


def refusals_since(session: Session, since: datetime) -> Counter[str]:
    """Count what was refused, by the name of its event; 0 for what was not."""
    rows = session.execute(
        select(Refusal.what, func.sum(Refusal.number)).where(Refusal.since >= since).group_by(Refusal.what)
    )
    found: Counter[str] = Counter()
    for what, number in rows:
        found[what.partition(":")[0]] += number
    return found
