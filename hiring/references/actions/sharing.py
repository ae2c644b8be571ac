"""Give HR the link of a referee for a messenger: no page shows it until somebody asks, which is noted."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.tokens import link_token
from hiring.audit.actions import Doer
from hiring.references import events, queries
from hiring.references.actions.asking import NotAgain
from hiring.references.links import LINK_PATH, LINK_PURPOSE
from hiring.references.models import ReferenceRequest
from hiring.references.rules import accepts_answers


def can_be_copied(request: ReferenceRequest) -> bool:
    """Say whether the referee has a link that still leads to the questions; needs `application` loaded."""
    return accepts_answers(request.state, request.application.stage, request.sent_at, clock.now())


def copy_request(session: Session, request: ReferenceRequest, *, secret_key: str, by: Doer) -> str:
    """Return the path of the referee's link, which stays as it is. Raises NotAgain."""
    queries.lock_request(session, request)
    if not can_be_copied(request):
        raise NotAgain
    application = request.application
    copied = events.ReferenceLinkCopied(application.opening_id, application.id, request.id)
    audit.record(session, copied, by=by)
    return LINK_PATH.replace("{token}", link_token(secret_key, LINK_PURPOSE, request.id, request.generation))
