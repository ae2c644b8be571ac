"""A request ends: cancelled with the application, by HR, or because nobody answered in time."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import SYSTEM, Audience
from hiring.audit.actions import Doer
from hiring.jobs.actions import cancel as cancel_job
from hiring.jobs.kinds import TryLater
from hiring.mail.actions import take_back
from hiring.mail.models import Message
from hiring.openings.actions import send_about
from hiring.openings.models import Application
from hiring.openings.rules import FREELY_TAKEN_BACK, Stage
from hiring.references import events, queries
from hiring.references.models import ReferenceRequest
from hiring.references.rules import (
    MOST_REMINDERS,
    OPEN_STATES,
    WAITING_STATES,
    RequestState,
    link_ends_at,
    may_be_asked,
)


def cancel_open_requests(session: Session, application_id: int, *, by: Doer) -> int:
    """Cancel every request of an application that is not at its end; return how many those were."""
    open_ones = [
        request
        for request in queries.requests_of_application(session, application_id)
        if request.state in OPEN_STATES
    ]
    for request in open_ones:
        cancel_request(session, request, by=by)
    return len(open_ones)


def spare_removed(session: Session, application_id: int) -> None:
    """Cancel the open requests of a candidate whom HR removed, once the removal has stood for ten minutes.

    What a referee had begun to write is thrown away then. Raises TryLater before.
    """
    application = session.get_one(Application, application_id)
    if application.stage != Stage.REMOVED:
        return
    left = application.stage_at + FREELY_TAKEN_BACK - clock.now()
    if left > timedelta():
        raise TryLater("The removal may still be taken back.", after=left)
    cancel_open_requests(session, application_id, by=SYSTEM)


def cancel_request(session: Session, request: ReferenceRequest, *, by: Doer) -> None:
    """Take a request back: no more mails, the link says so, a draft is removed. Ended ones stay ended."""
    queries.lock_request(session, request)
    if request.state not in OPEN_STATES:
        return
    opening_id = queries.opening_id_of(session, request.application_id)
    end(session, request, RequestState.CANCELLED)
    request.draft = None
    session.flush()
    audit.record(session, events.ReferenceCancelled(opening_id, request.application_id, request.id), by=by)


def expire_when_due(session: Session, request_id: int, *, generation: int) -> None:
    """End a request whose newest link is this one and is too old, if nobody answered.

    What the referee had written stays: HR may send a new link, and nobody else reads it.
    """
    request = queries.request_by_id(session, request_id)
    if request is None:
        return
    queries.lock_request(session, request)
    if request.state not in WAITING_STATES or request.generation != generation or request.sent_at is None:
        return
    if clock.now() < link_ends_at(request.sent_at):
        return
    end(session, request, RequestState.EXPIRED)
    event = events.ReferenceExpired(request.application.opening_id, request.application_id, request.id)
    audit.record(session, event, by=SYSTEM)


def end(session: Session, request: ReferenceRequest, state: RequestState) -> None:
    """Bring a request to a final state: nothing more goes out to this referee."""
    call_off(session, request)
    request.state = state
    request.ended_at = clock.now()
    if state != RequestState.ANSWERED:
        request.beside_at = None
    session.flush()


def ask_for_others(session: Session, request: ReferenceRequest) -> None:
    """Ask the candidate to name somebody else where too few are left without the referee of `request`."""
    application = request.application
    left = queries.named_and_not_lost(queries.requests_of_application(session, application.id))
    if left >= application.opening.references_wanted:
        return
    send_about(
        session,
        application,
        "reference_replacement",
        key=f"reference-replacement:{request.id}",
        referee=request.name,
        opening=application.opening.title,
    )


def end_unwanted(session: Session, request: ReferenceRequest, *, tell: bool = True) -> None:
    """End a request because its reader is not to be contacted; the candidate may name somebody else."""
    application = request.application
    end(session, request, RequestState.NO_CONTACT)
    request.draft = None
    end_user_sessions(session, Audience.REFEREE, request.id)
    session.flush()
    ended = events.RefereeNotContacted(application.opening_id, application.id, request.id)
    audit.record(session, ended, by=SYSTEM)
    if tell and may_be_asked(application.stage):
        ask_for_others(session, request)


def call_off(session: Session, request: ReferenceRequest) -> None:
    """Take back the mails that wait in the outbox and everything scheduled for the present link."""
    take_back(session, Message.key.like(f"reference:{request.id}:%"))
    key = f"reference:{request.id}:{request.generation}"
    for number in range(1, MOST_REMINDERS + 1):
        cancel_job(session, f"{key}:remind:{number}")
    cancel_job(session, f"{key}:expire")
