"""Erase what is personal of one referee: the name, the address, what was written, the links."""

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.mail.models import Message
from hiring.privacy.erasing.mails import forget_mails, mails_with
from hiring.privacy.erasing.requests import forget_requests
from hiring.privacy.erasing.traces import write_anew_soon
from hiring.privacy.models import PrivacyRequest
from hiring.references.models import (
    Reference,
    ReferenceCall,
    ReferenceFlag,
    ReferenceRequest,
    TelephoneForm,
)
from hiring.references.rules import RequestState

#: What stands in place of a name; the state of the request says the rest.
NAMELESS = "–"


def erase_referee(session: Session, request_id: int) -> list[int]:
    """Erase one referee; return the numbers of the mails that were emptied.

    Needs the entry that erases the referee, or the application. That somebody was asked, and when, stays.
    """
    referee = session.get(ReferenceRequest, request_id, with_for_update={"key_share": True})
    if referee is None:
        return []
    emptied = forget_mails(session, _mails_to(referee))
    for table in (Reference, ReferenceCall, ReferenceFlag, TelephoneForm):
        session.execute(delete(table).where(table.request_id == referee.id))
    session.execute(
        delete(UserSession).where(
            UserSession.audience == Audience.REFEREE, UserSession.subject_id == referee.id
        )
    )
    forget_requests(session, PrivacyRequest.reference_request_id == referee.id)
    session.execute(
        update(ReferenceRequest)
        .where(ReferenceRequest.id == referee.id)
        .values(
            name=NAMELESS,
            email=f"{referee.id}@erased.invalid",
            phone="",
            organisation="",
            state=RequestState.CANCELLED,
            token_hash=None,
            claims=[],
            consent_text=None,
            draft=None,
            beside_at=None,
            decline_reason="",
            ended_at=referee.ended_at or clock.now(),
        )
    )
    if referee.name != NAMELESS:
        write_anew_soon(session)
    return emptied


def mails_of_referee(session: Session, request_id: int) -> list[int]:
    """Return the numbers of the mails that a referee was written."""
    referee = session.get(ReferenceRequest, request_id)
    return [] if referee is None else mails_with(session, _mails_to(referee))


def _mails_to(referee: ReferenceRequest) -> ColumnElement[bool]:
    return or_(
        Message.key.like(f"reference:{referee.id}:%"),
        Message.key.like(f"privacy:referee:{referee.id}:%"),
        (Message.application_id == referee.application_id) & (Message.to_email == referee.email),
    )


def referees_of(session: Session, application_id: int) -> list[int]:
    """Return the numbers of everybody whom a candidate has named."""
    wanted = select(ReferenceRequest.id).where(ReferenceRequest.application_id == application_id)
    return list(session.scalars(wanted.order_by(ReferenceRequest.id)))
