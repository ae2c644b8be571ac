"""What a referee wrote is no longer used, as the referee wants, until the referee says otherwise."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.audit.actions import Doer
from hiring.references import events, queries
from hiring.references.actions.ending import call_off
from hiring.references.models import ReferenceRequest
from hiring.references.rules import RequestState


def stop_use_of(session: Session, request: ReferenceRequest, *, by: Doer) -> None:
    """Have what a referee wrote be used no more, and write no more; stopping twice is stopping once."""
    queries.lock_request(session, request)
    if request.state == RequestState.STOPPED:
        return
    call_off(session, request)
    request.stopped_from, request.state = request.state, RequestState.STOPPED
    request.beside_at = None
    session.flush()
    opening_id = queries.opening_id_of(session, request.application_id)
    deed = events.ReferenceUseStopped(opening_id, request.application_id, request.id)
    audit.record(session, deed, by=by)


def resume_use_of(session: Session, request: ReferenceRequest, *, by: Doer) -> None:
    """Have the request stand where it stood; one that was not stopped stays as it is."""
    queries.lock_request(session, request)
    if request.state != RequestState.STOPPED or request.stopped_from is None:
        return
    request.state, request.stopped_from = request.stopped_from, None
    session.flush()
    opening_id = queries.opening_id_of(session, request.application_id)
    deed = events.ReferenceUseResumed(opening_id, request.application_id, request.id)
    audit.record(session, deed, by=by)
