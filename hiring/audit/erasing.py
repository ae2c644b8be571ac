"""Let what is personal go: first an entry says so, then the content goes, in transactions of their own.

    begin_erasure(session, about_application(12), opening_id=3, application_id=12, by=actor)
    session.commit()
    erase_beside(session, about_application(12))   # and whatever else is the person's
    session.commit()

An entry is written last in its transaction, so the database can only know of it in the next one: before,
its triggers refuse. Dying in between does no harm: both may be done again.
"""

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer, record
from hiring.audit.binding import BINDINGS
from hiring.audit.events import ErasureBegun, EventKind, kinds, present_name
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.queries import erasure_of
from hiring.audit.rules import PERSONAL, about, about_application, about_entry, about_referee
from hiring.errors import HiringError
from hiring.i18n import N_

_PIECE = 1000


class NotBegun(Exception):
    """Something is to be erased of which no entry says so: a fault of the program."""


class PersonErased(HiringError):
    """Words about somebody whose data were erased would stay: nobody is erased a second time."""

    sentence = N_("The data of this person have been erased. Nothing can be written about them any more.")


def require_unerased(
    session: Session, application_id: int, referee_id: int | None = None, *, kept: str | None = None
) -> None:
    """Refuse words about an application, or a referee of it, that is erased. Raises PersonErased.

    `kept` is what somebody has written, to be given back.
    """
    whose = [about_application(application_id), *([about_referee(referee_id)] if referee_id else [])]
    if any(erasure_of(session, each) is not None for each in whose):
        raise PersonErased(kept=kept or None)


def begin_erasure(
    session: Session, whose: str, *, opening_id: int | None, application_id: int | None, by: Doer
) -> None:
    """Have the trail say that the content of `whose` goes; saying it twice is saying it once."""
    if erasure_of(session, whose) is None:
        record(session, ErasureBegun(opening_id, application_id, whose), by=by)


def erase_beside(session: Session, whose: str) -> int:
    """Empty what stands beside the entries about `whose`; return how many there were.

    Names, addresses and reasons go, and the salts of what the entries seal, but for what is nobody's
    (`Binding.erasable`). Entries from before the chain with a key hold their names themselves: these go,
    too. Raises NotBegun.
    """
    if erasure_of(session, whose) is None:
        raise NotBegun(whose)
    going = [PERSONAL, *(each.kind for each in BINDINGS.behind(session) if each.erasable)]
    emptied = session.execute(
        update(AuditDetail)
        .where(AuditDetail.about == whose, AuditDetail.kind.in_(going), AuditDetail.salt.is_not(None))
        .values(content=null(), salt=None)
        .returning(AuditDetail.entry_id)
    ).all()
    return len(emptied) + _erase_in_old_entries(session, whose)


def erase_words(session: Session, entry_id: int) -> None:
    """Empty the personal fields of one entry; doing it again changes nothing. Raises NotBegun."""
    if erasure_of(session, about_entry(entry_id)) is None:
        raise NotBegun(about_entry(entry_id))
    session.execute(
        update(AuditDetail)
        .where(AuditDetail.entry_id == entry_id, AuditDetail.kind == PERSONAL, AuditDetail.salt.is_not(None))
        .values(content=null(), salt=None)
    )
    entry = session.get_one(AuditEntry, entry_id)
    told = kinds().get(present_name(entry.event))
    if entry.version == 1 and told and told.personal & entry.details.keys():
        _erase_in_entry(session, entry, told)


def _erase_in_entry(session: Session, entry: AuditEntry, told: EventKind) -> None:
    left = {name: said for name, said in entry.details.items() if name not in told.personal}
    session.execute(update(AuditEntry).where(AuditEntry.id == entry.id).values(details=left))


def _erase_in_old_entries(session: Session, whose: str) -> int:
    number, last, known = 0, 0, kinds()
    kind, _, row = whose.partition(":")
    own = AuditEntry.application_id == (int(row) if kind == "application" else None)
    while True:
        some = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.version == 1, AuditEntry.id > last, own)
            .order_by(AuditEntry.id)
            .limit(_PIECE)
        ).all()
        for entry in some:
            told = known.get(present_name(entry.event))
            if told and told.personal & entry.details.keys() and about(entry.details) == whose:
                _erase_in_entry(session, entry, told)
                number += 1
        if len(some) < _PIECE:
            return number
        last = some[-1].id
