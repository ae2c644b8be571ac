"""A referee is not to be contacted again, about any candidate, until they want it otherwise."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.db import new_public_id
from hiring.db.once import insert_once
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.references import events, queries
from hiring.references.actions.answering import decline
from hiring.references.actions.ending import end_unwanted
from hiring.references.contact import RefusalCause, contact_hash
from hiring.references.models import ContactRefusal, ReferenceRequest
from hiring.references.rules import OPEN_STATES, RequestState

NOTE_CONTACT = JobKind(
    "references.note_contact", EVENTS, N_("Write down outside the database who is not to be contacted")
)


def decline_for_good(
    session: Session, request: ReferenceRequest, reason: str, *, secret_key: str, by: Actor
) -> None:
    """Decline, and be contacted no more about anybody. Raises RequestEnded."""
    queries.requests_to(session, request.ways, OPEN_STATES)  # held in one order, before any one of them
    decline(session, request, reason, by=by)
    refuse_contact(session, request, RefusalCause.DECLINING, secret_key=secret_key, by=by)


def refuse_contact(
    session: Session, request: ReferenceRequest, cause: RefusalCause, *, secret_key: str, by: Doer
) -> None:
    """Keep for good that the referee of `request` is not to be contacted; end what waits for the mailbox.

    What the referee has answered stays. Said twice, it is said once.
    """
    asked = queries.requests_to(session, request.ways, OPEN_STATES)
    names = [new_public_id() for _way in request.ways]
    hashes = [contact_hash(secret_key, way) for way in request.ways]
    kept = [
        name
        for name, known_as in zip(names, hashes, strict=True)
        if _keep(session, name, known_as, cause, clock.now())
    ]
    if kept:
        application = request.application
        said = events.ContactRefused(application.opening_id, application.id, request.id)
        audit.record(session, said, by=by)
    for name in kept:
        enqueue(session, NOTE_CONTACT, key=f"references:contact:{name}", refusal=name)
    _end_all(session, asked)


def allow_contact(
    session: Session, request: ReferenceRequest, reason: str, *, secret_key: str, by: Doer
) -> None:
    """Let the referee of `request` be contacted again, who has asked for it; the trail keeps `reason`.

    Requests that ended for the wish stand where HR can send them. Where contact is not refused, nothing is
    done.
    """
    refusals = queries.refusals_of(session, request.ways, secret_key)
    if not refusals:
        return
    names = [refusal.public_id for refusal in refusals]
    for refusal in refusals:
        _forget(session, refusal)
    for each in queries.requests_to(session, request.ways, {RequestState.NO_CONTACT}):
        each.state = RequestState.DRAFTED if each.sent_at is None else RequestState.CANCELLED
        each.ended_at = None if each.sent_at is None else each.ended_at
    session.flush()
    application = request.application
    said = events.ContactAllowed(application.opening_id, application.id, request.id, reason=reason)
    audit.record(session, said, by=by)
    for name in names:
        enqueue(session, NOTE_CONTACT, key=f"references:contact-again:{name}", refusal=name)


def repeat_refusal(
    session: Session, name: str, cause: RefusalCause, address_hash: str, at: datetime, *, secret_key: str
) -> bool:
    """Keep a wish that an older backup does not hold, as it was kept before; say whether it was missing.

    What waits for the mailbox ends; nobody is written to about it.
    """
    if not _keep(session, name, address_hash, cause, at):
        return False
    _end_all(session, queries.open_requests_to(session, address_hash, secret_key), tell=False)
    return True


def repeat_allowance(session: Session, name: str) -> bool:
    """Forget a wish that an older backup holds and that was taken back since; say whether it was there."""
    refusal = queries.refusal_called(session, name)
    if refusal is not None:
        _forget(session, refusal)
    return refusal is not None


def _keep(session: Session, name: str, address_hash: str, cause: RefusalCause, at: datetime) -> bool:
    kept = insert_once(session, ContactRefusal, "address_hash").values(
        public_id=name, address_hash=address_hash, cause=cause, refused_at=at
    )
    return session.scalar(kept.returning(ContactRefusal.id)) is not None


def _forget(session: Session, refusal: ContactRefusal) -> None:
    session.delete(refusal)
    session.flush()


def _end_all(session: Session, requests: Iterable[ReferenceRequest], *, tell: bool = True) -> None:
    for request in requests:
        if request.state in OPEN_STATES:
            end_unwanted(session, request, tell=tell)
