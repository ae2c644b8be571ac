"""Write an event down, in the same transaction as the deed, as the last thing that transaction does.

Every entry locks the one row at the end of the chain. Held while other rows are still
wanted, it would let two deeds wait for each other for good, and everybody else for both.
So events are noted where they happen and written when the session commits: all other rows
first, events last.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert, select, update
from sqlalchemy.event import listens_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from hiring import clock
from hiring.audit.binding import Bound, name_of_row
from hiring.audit.events import ChainBegun, kind_of, name_of
from hiring.audit.handlers import followed
from hiring.audit.keys import SealingKey, keys_behind
from hiring.audit.models import AuditDetail, AuditEntry, AuditHead, Refusal
from hiring.audit.rules import GENESIS, PERSONAL, VERSION, about, commitment_to, keyed_seal_of
from hiring.jobs.actions import enqueue_all
from hiring.jobs.kinds import JobKind

#: Where a session keeps the events of its transaction.
_NOTED = "events to be written"


class Doer(Protocol):
    """Whoever does a deed: `accounts.Actor` or a stand-in for the clock."""

    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who has not come in."""

    label: str = "stranger"


STRANGER = Stranger()


@dataclass(frozen=True, slots=True)
class _Noted:
    """An event as it was when it happened; `scope` is the savepoint it stands or falls with."""

    name: str
    details: dict[str, Any]
    actor: str
    at: datetime
    scope: SessionTransaction | None
    personal: dict[str, Any] = field(default_factory=dict)
    """Those of its fields that are kept beside the entry."""
    seals: Sequence[Bound] = ()


def record(session: Session, event: Any, *, by: Doer, seals: Sequence[Bound] = ()) -> None:
    """Have `event` (a frozen dataclass of plain values) stand in the trail once the deed is committed.

    An event's `opening_id` and `application_id`, where it has them, file the entry
    under that opening and application. `seals` are the rows it decides on, as they are from now on:
    changed afterwards they no longer fit the entry. For everything that follows from the event a
    worker is asked to see to it, in the same transaction and one by one.
    """
    _note(session, [event], by, seals)


def record_all(session: Session, events: Sequence[Any], *, by: Doer) -> None:
    """Have many events of one deed stand in the trail, in their order."""
    _note(session, events, by)


def _note(session: Session, events: Sequence[Any], by: Doer, seals: Sequence[Bound] = ()) -> None:
    if not session.in_transaction():
        session.begin()  # there is something now that a rollback must forget
    scope = session.get_nested_transaction()
    session.info.setdefault(_NOTED, []).extend(_noted(event, by, scope, seals) for event in events)


def note_refusal(session: Session, event: Any, *, by: Doer = STRANGER) -> None:
    """Count something that was refused; the first time within an hour it leaves a line in the trail, too.

    What an event says in `why` is counted apart, and so is each application.
    """
    details, now = asdict(event), clock.now()
    what = ":".join(filter(None, (name_of(type(event)), details.get("why"))))
    key = {
        "what": what,
        "application_id": details.get("application_id") or 0,
        "since": now.replace(minute=0, second=0, microsecond=0),
    }
    if _count_again(session, key, now):
        return
    try:
        with session.begin_nested():
            session.add(Refusal(**key, last_at=now))
    except IntegrityError:  # somebody else was refused at the same moment, and was first
        _count_again(session, key, now)
    else:
        record(session, event, by=by)


def _count_again(session: Session, key: dict[str, Any], now: datetime) -> bool:
    counted = update(Refusal).filter_by(**key).values(number=Refusal.number + 1, last_at=now)
    return session.scalar(counted.returning(Refusal.id)) is not None


def _noted(event: Any, by: Doer, scope: SessionTransaction | None, seals: Sequence[Bound]) -> _Noted:
    kind, details = kind_of(type(event)), asdict(event)
    personal = {name: details.pop(name) for name in kind.personal if details[name] is not None}
    return _Noted(kind.name, details, by.label, clock.now(), scope, personal, seals)


@listens_for(Session, "before_commit")
def _write_last(session: Session) -> None:
    if not session.in_nested_transaction():
        _write(session)


@listens_for(Session, "do_orm_execute")
def _write_before_reading(state: ORMExecuteState) -> None:
    """Let who reads the trail inside a deed find its events there: reading is the last row it wants."""
    if _NOTED in state.session.info and state.is_select:
        asked = {mapper.class_ for mapper in state.all_mappers}
        if asked & {AuditEntry, AuditHead, AuditDetail}:
            _write(state.session)


@listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    kept = [noted for noted in session.info.pop(_NOTED, []) if not _falls_with(noted.scope, ended)]
    if ended.nested and kept:
        session.info[_NOTED] = kept


def _falls_with(scope: SessionTransaction | None, ended: SessionTransaction) -> bool:
    while scope is not None and scope is not ended:
        scope = scope.parent
    return scope is ended


@listens_for(Session, "after_transaction_end")
def _forget_all(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(_NOTED, None)


def _write(session: Session) -> None:
    """Seal what was noted: thousands go in with few statements, because nobody else can write meanwhile."""
    noted = session.info.pop(_NOTED, None)
    if not noted:
        return
    session.flush()
    rows, beside = _sealed_all(noted, _locked_head(session), keys_behind(session).current)
    with session.no_autoflush:  # the head points to entries that come in only now
        session.execute(insert(AuditEntry), rows)
        if beside:
            session.execute(insert(AuditDetail), beside)
    session.flush()
    handlers = followed(session)
    wanted: dict[JobKind, list[int]] = {}
    for row in rows:
        for kind in handlers.get(row["event"], ()):
            wanted.setdefault(kind, []).append(row["id"])
    for kind, entry_ids in wanted.items():
        enqueue_all(session, kind, {f"{kind}:{entry_id}": {"entry_id": entry_id} for entry_id in entry_ids})


def _sealed_all(
    noted: Sequence[_Noted], head: AuditHead, key: SealingKey
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of the entries and those that stand beside them, and move the head to the last one."""
    if head.version < VERSION:
        noted = [_end_of_the_old_chain(head, noted[0].at), *noted]
        head.version = VERSION
    rows: list[dict[str, Any]] = []
    beside: list[dict[str, Any]] = []
    for each in noted:
        own, commitments = _beside(each, (head.entry_id or 0) + 1)
        row = _sealed(each, head, commitments, key)
        head.entry_id, head.seal = row["id"], row["seal"]
        rows.append(row)
        beside += own
    return rows, beside


def _end_of_the_old_chain(head: AuditHead, at: datetime) -> _Noted:
    return _Noted(name_of(ChainBegun), asdict(ChainBegun(head.entry_id or 0)), "system", at, None)


def _beside(noted: _Noted, entry_id: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return what is to stand beside an entry, each with a salt of its own, and what the entry commits to."""
    rows: list[dict[str, Any]] = []
    commitments: dict[str, str] = {}
    bound: list[tuple[str, int, dict[str, Any], Any]]
    bound = [(each.kind, each.row_id, {}, each.content) for each in noted.seals]
    if noted.personal:
        bound.append((PERSONAL, 0, noted.personal, noted.personal))
    for kind, row_id, kept, content in bound:
        salt, named = secrets.token_hex(16), {"kind": kind, "row_id": row_id, "content": kept}
        rows.append({"entry_id": entry_id, "about": about(noted.details), "salt": salt, **named})
        name = PERSONAL if kind == PERSONAL else name_of_row(kind, row_id)
        commitments[name] = commitment_to(salt, content)
    return rows, commitments


def _sealed(noted: _Noted, head: AuditHead, commitments: dict[str, str], key: SealingKey) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": (head.entry_id or 0) + 1,
        "event": noted.name,
        "details": noted.details,
        "actor": noted.actor,
        "opening_id": noted.details.get("opening_id"),
        "application_id": noted.details.get("application_id"),
        "at": noted.at,
        "previous": head.seal,
        "key_mark": key.mark,
        "commitments": commitments,
        "erases": noted.details.get("erases"),
    }
    return {**content, "version": VERSION, "seal": keyed_seal_of(key.secret, **content)}


def _locked_head(session: Session) -> AuditHead:
    wanted = (
        select(AuditHead)
        .where(AuditHead.id == 1)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    head = session.scalar(wanted)
    if head is not None:
        return head
    try:
        with session.begin_nested():
            session.add(AuditHead(id=1, entry_id=None, seal=GENESIS, version=VERSION))
    except IntegrityError:  # two first entries at the same moment: the other one was first
        pass
    return session.scalars(wanted).one()
