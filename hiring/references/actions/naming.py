"""The candidate names referees, and may change them until they are written to."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.openings.models import Application
from hiring.references import facts, queries
from hiring.references.actions.asking import ask_referees
from hiring.references.models import ReferenceRequest
from hiring.references.rules import ASKED_BY_ITSELF, NamedReferee, RequestState


def name_referees(
    session: Session, application: Application, named: Sequence[NamedReferee], *, secret_key: str, by: Doer
) -> None:
    """Make `named` the candidate's referees who have not been written to yet.

    Those already written to stay as they are. Somebody named after the candidate
    handed in (because another declined) is asked at once.
    """
    known = {each.email: each for each in queries.requests_of_application(session, application.id)}
    wanted = {each.email for each in named}
    for request in known.values():
        if request.state == RequestState.DRAFTED and request.email not in wanted:
            session.delete(request)
    session.flush()
    for referee in named:
        _keep(session, application, referee, known.get(referee.email))
    application.referees_at = clock.now()
    session.flush()
    fact = facts.RefereesNamed(application.opening_id, application.id, count=len(named))
    audit.record(session, fact, by=by)
    if named and application.stage in ASKED_BY_ITSELF:
        ask_referees(session, application.id, secret_key=secret_key, by=by)


def _keep(
    session: Session, application: Application, referee: NamedReferee, known: ReferenceRequest | None
) -> None:
    if known is not None and known.state != RequestState.DRAFTED:
        return
    request = known or ReferenceRequest(application_id=application.id, email=referee.email)
    request.name = referee.name
    request.organisation = referee.organisation
    request.relationship_kind = referee.relationship
    request.locale = referee.locale
    session.add(request)
    session.flush()
