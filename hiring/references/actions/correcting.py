"""Put a referee's name or address right, before and after the referee was written to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import Audience
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.mail.actions import readdress
from hiring.persons import Correction
from hiring.references import consent, events, queries
from hiring.references.actions.asking import NotToBeContacted, send_again
from hiring.references.links import LINK_PURPOSE
from hiring.references.models import ReferenceRequest
from hiring.references.rules import WAITING_STATES, Corrected, RequestState, may_be_asked


class RefereeNamedAlready(HiringError):
    """The candidate has named somebody else under that address."""

    sentence = N_("The candidate has named somebody else under this address.")


def referee_mark(request: ReferenceRequest) -> str:
    """Return the mark of name and address: what the page that corrects them shows."""
    return mark_of([request.name, request.email])


def correct_referee(
    session: Session,
    request: ReferenceRequest,
    name: str,
    email: str,
    *,
    secret_key: str,
    seen: str | None = None,
    by: Doer,
) -> Correction:
    """Have a referee be called so and be written to there; return what came of it.

    Under another address every earlier link and session ends, and who may still answer is mailed a new
    link. The trail says that it was corrected, and keeps nothing of what was there before. Needs what
    `queries.request_by_public_id` loads. Raises PersonErased, StalePage (see `seen`), RefereeNamedAlready and
    NotToBeContacted.
    """
    queries.lock_request(session, request)
    application = request.application
    require_unerased(session, application.id, request.id)
    before = request.name, request.email
    if (name, email) == before:
        return Correction.UNCHANGED
    if seen is not None and seen != referee_mark(request):
        raise StalePage
    moved = email != request.email
    if moved and _is_named(session, application.id, email):
        raise RefereeNamedAlready
    if moved and queries.refusal_of(session, [email], secret_key):
        raise NotToBeContacted
    request.name, request.email = name, email
    session.flush()
    readdress(session, application.id, before[1], name, email)
    linked = moved and _end_links(session, request, secret_key, by)
    what = Corrected.ADDRESS if name == before[0] else Corrected.BOTH if moved else Corrected.NAME
    corrected = events.RefereeCorrected(application.opening_id, application.id, request.id, what=what)
    audit.record(session, corrected, by=by)
    return Correction.MOVED if linked else Correction.DONE


def _is_named(session: Session, application_id: int, email: str) -> bool:
    same = ReferenceRequest.application_id == application_id, ReferenceRequest.email == email
    return session.scalar(select(ReferenceRequest.id).where(*same)) is not None


def _end_links(session: Session, request: ReferenceRequest, secret_key: str, by: Doer) -> bool:
    if request.state == RequestState.DRAFTED:
        return False
    application = request.application
    waits = request.state in WAITING_STATES and may_be_asked(application.stage)
    if waits and consent.agreed(session, application.id):
        send_again(session, request, secret_key=secret_key, by=by)
        return True
    end_user_sessions(session, Audience.REFEREE, request.id)
    request.generation += 1  # later mails about their data carry a link that works
    request.token_hash = token_hash(link_token(secret_key, LINK_PURPOSE, request.id, request.generation))
    session.flush()
    return False
