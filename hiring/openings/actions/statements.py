"""Keep what candidates state about themselves, and their choice of language."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.files.models import StoredFile
from hiring.i18n import N_
from hiring.openings import facts
from hiring.openings.models import Application, CandidateFacts, Opening
from hiring.openings.rules import WRITING, Stage
from hiring.openings.statements import StatedFacts


class FactsClosed(HiringError):
    """Facts belong to what is handed in."""

    sentence = N_("This application has been handed in or has ended: what you stated can no longer change.")


def state_facts(
    session: Session,
    application: Application,
    stated: StatedFacts,
    *,
    cv: StoredFile | None = None,
    by: Doer,
) -> CandidateFacts:
    """Keep what the candidate states; `cv` is a new file, if one was sent. Needs `facts` loaded.

    Raises FactsClosed when the application is no longer being written.
    """
    session.refresh(application, ["stage", "consented_at"], with_for_update=True)
    if Stage(application.stage) not in WRITING or application.consented_at is None:
        raise FactsClosed
    kept = application.facts or CandidateFacts(application_id=application.id)
    kept.education, kept.experience = stated.education, stated.experience
    kept.links, kept.claims = list(stated.links), [asdict(post) for post in stated.posts]
    if cv is not None:
        kept.cv_file = cv
    elif stated.without_cv:
        kept.cv_file = None
    kept.saved_at = clock.now()
    application.facts, application.facts_at = kept, kept.saved_at
    session.flush()
    deed = facts.FactsStated(application.opening_id, application.id, cv=kept.cv_file_id is not None)
    audit.record(session, deed, by=by)
    return kept


def choose_language(session: Session, application_id: int, locale: str) -> None:
    """Keep a candidate's language, if the opening is offered in it."""
    application = session.get_one(Application, application_id)
    if locale in session.get_one(Opening, application.opening_id).languages:
        application.locale = locale
        session.flush()
