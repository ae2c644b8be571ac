"""Take out a reason about a whole opening that names a person: no erasure of a person reaches it.

Who is asked to agree to what somebody proposed adds a reason of their own, and both become one text. So what
goes is every text about this opening that has words in common with the one that was chosen.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import audit
from hiring.adjustments.models import GiveBackToAll, MinutesReturned
from hiring.audit.actions import Doer
from hiring.audit.details import personal_of
from hiring.audit.erasing import erase_words
from hiring.audit.events import ReasonTakenOut
from hiring.audit.models import AuditEntry
from hiring.audit.rules import OF_ENTRY, about_entry
from hiring.calibration.models import CalibrationWaiver
from hiring.db.pieces import in_pieces
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.mail.models import Message
from hiring.privacy.erasing.traces import write_anew_soon
from hiring.privacy.models import RetentionHold
from hiring.privacy.queries.reasons import OF_MINUTES, OpeningReason, reasons_of
from hiring.privacy.rules import share_words
from hiring.scoring.models import AdoptedKey, ExcusedTask, ExcuseProposal

TAKE_REASON_OUT = JobKind(
    "privacy.take_reason_out", EVENTS, N_("Take out a reason about an opening that named a person")
)
#: So many mails at a time.
_AT_ONCE = 500


def begin_reason(session: Session, opening_id: int, which: str, *, by: Doer) -> int:
    """Have the trail say that a reason goes, with all that share words with it; return how many go.

    0 where there is no such reason, or where it is gone already. A worker is asked to do it.
    """
    reasons = reasons_of(session, opening_id)
    chosen = next((each for each in reasons if each.which == which), None)
    if chosen is None:
        return 0
    going = [each for each in reasons if share_words(each.words, chosen.words)]
    for each in going:
        _begin(session, opening_id, each, by)
    return len(going)


def _begin(session: Session, opening_id: int, reason: OpeningReason, by: Doer) -> None:
    enqueue(session, TAKE_REASON_OUT, key=f"erase:{reason.which}", opening_id=opening_id, which=reason.which)
    audit.record(session, ReasonTakenOut(opening_id, reason.which), by=by)


def mails_of_reason(session: Session, which: str) -> list[int]:
    """Return the numbers of the mails that give this reason."""
    if not which.startswith(OF_MINUTES):
        return []
    given = session.scalars(select(MinutesReturned.id).where(MinutesReturned.to_all_id == _number(which)))
    keys = [f"minutes_given_back:{each}" for each in given]
    return [
        number
        for some in in_pieces(keys)
        for number in session.scalars(select(Message.id).where(Message.key.in_(some)))
    ]


def erase_reason(session: Session, opening_id: int, which: str) -> None:
    """Take a reason out of the trail, and of every row about the opening that gives it.

    Needs the entry that takes it out; doing it again changes nothing. Raises NotBegun.
    """
    if which.startswith(OF_ENTRY):
        entry = session.get_one(AuditEntry, _number(which))
        words = personal_of(session, [entry]).get(entry.id, entry.details).get("reason", "")
        _blank_rows(session, opening_id, words)
        erase_words(session, entry.id)
    else:
        _blank_minutes(session, which)
    write_anew_soon(session)


def outside_name(session: Session, which: str) -> tuple[str, str]:
    """Return what a reason is called outside the database, where numbers of rows mean nothing."""
    if which.startswith(OF_ENTRY):
        return "reason", session.get_one(AuditEntry, _number(which)).seal
    return "minutes", session.get_one(GiveBackToAll, _number(which)).operation


def reason_called(session: Session, what: str, name: str) -> tuple[int, str] | None:
    """Return the number of the opening and what a reason is called here; None where it is not there."""
    if what == "reason":
        entry = session.scalar(select(AuditEntry).where(AuditEntry.seal == name))
        return (entry.opening_id, about_entry(entry.id)) if entry and entry.opening_id else None
    given = session.scalar(select(GiveBackToAll).where(GiveBackToAll.operation == name))
    return (given.opening_id, f"{OF_MINUTES}{given.id}") if given else None


def _number(which: str) -> int:
    return int(which.partition(":")[2])


def _blank_rows(session: Session, opening_id: int, words: str) -> None:
    """Blank what shares these words, wherever it is about everybody in the opening."""
    of_opening = RetentionHold.application_id.is_(None), RetentionHold.ended_at.is_not(None)
    for table, column, *which in (
        (ExcusedTask, "reason", ExcusedTask.sitting_id.is_(None)),
        (AdoptedKey, "reason"),
        (CalibrationWaiver, "reason"),
        (ExcuseProposal, "reason", ExcuseProposal.sitting_id.is_(None)),
        (ExcuseProposal, "decision", ExcuseProposal.sitting_id.is_(None)),
        (RetentionHold, "reason", *of_opening),
    ):
        written = getattr(table, column).label("written")
        rows = session.execute(select(table.id, written).where(table.opening_id == opening_id, *which)).all()
        going = [row.id for row in rows if share_words(row.written or "", words)]
        if going:
            session.execute(update(table).where(table.id.in_(going)).values({column: ""}))


def _blank_minutes(session: Session, which: str) -> None:
    number = _number(which)
    session.execute(update(GiveBackToAll).where(GiveBackToAll.id == number).values(reason=""))
    session.execute(update(MinutesReturned).where(MinutesReturned.to_all_id == number).values(reason=""))
    for some in in_pieces(mails_of_reason(session, which)):
        rows = session.execute(select(Message.id, Message.values).where(Message.id.in_(some)))
        session.execute(
            update(Message),
            [{"id": row.id, "values": {**row.values, "reason": ""}} for row in rows if row.values],
        )
