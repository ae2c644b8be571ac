"""Keep what candidates state about themselves, and their choice of language."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError, StalePage
from hiring.files.actions import SETTLING_TIME, remove_row
from hiring.files.models import StoredFile
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings import events
from hiring.openings.actions.mailing import send_about
from hiring.openings.models import Application, CandidateFacts, Opening
from hiring.openings.rules import WRITING, Stage
from hiring.openings.statements import StatedFacts

REMOVE_BYTES = JobKind("openings.remove_bytes", EVENTS, N_("Remove a CV that was replaced"))


class FactsClosed(HiringError):
    """Facts belong to what is handed in."""

    sentence = N_("This application has been handed in or has ended: what you stated can no longer change.")


class NothingStated(HiringError):
    """The candidate has stated nothing that could be corrected."""

    sentence = N_("The candidate has stated nothing yet, so there is nothing to correct.")


def facts_mark(facts: CandidateFacts | None) -> str:
    """Return the mark of what a candidate has stated so far: what the page of facts shows."""
    if facts is None:
        return mark_of(None)
    return mark_of([facts.education, facts.experience, facts.links, facts.claims, facts.cv_file_id])


def state_facts(
    session: Session,
    application: Application,
    stated: StatedFacts,
    *,
    cv: StoredFile | None = None,
    seen: str | None = None,
    by: Doer,
) -> CandidateFacts:
    """Keep what the candidate states; `cv` is a new file of `keep_cv`, if one was sent.

    `seen` is the mark of what the page showed; None = whatever there is. Raises StalePage when another
    window has saved since, and FactsClosed when the application is no longer being written.
    """
    session.refresh(application, ["stage", "consented_at"], with_for_update={"key_share": True})
    if Stage(application.stage) not in WRITING or application.consented_at is None:
        raise FactsClosed
    known = session.get(CandidateFacts, application.id, populate_existing=True)
    if seen is not None and seen != facts_mark(known):
        if known is None or _would_change(session, known, stated, cv):
            raise StalePage
        return known  # the same button pressed twice
    kept = known or CandidateFacts(application_id=application.id)
    replaced = _keep(kept, stated, cv)
    application.facts, application.facts_at = kept, kept.saved_at
    session.flush()
    if replaced is not None:
        _remove_cv(session, replaced)
    deed = events.FactsStated(application.opening_id, application.id, cv=kept.cv_file_id is not None)
    audit.record(session, deed, by=by)
    return kept


def correct_facts(
    session: Session,
    application: Application,
    stated: StatedFacts,
    reason: str,
    *,
    cv: StoredFile | None = None,
    seen: str | None = None,
    by: Doer,
) -> bool:
    """Put right what a candidate has stated, as the candidate asks; say whether that is a change.

    `cv` is a new file of `keep_cv` where the one that was sent is wrong; the earlier file goes. The
    candidate is told with the reason; what was there before stands in the trail only. Needs
    what `queries.application_by_id` loads. Raises PersonErased, NothingStated and StalePage (see `seen`).
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    require_unerased(session, application.id, kept=reason)
    known = session.get(CandidateFacts, application.id, populate_existing=True)
    if known is None:
        raise NothingStated
    if not _would_change(session, known, stated, cv):
        return False
    if seen is not None and seen != facts_mark(known):
        raise StalePage
    before = " | ".join(filter(None, (_changed(known, stated), _cv_before(session, known, stated, cv))))
    replaced = _keep(known, stated, cv)
    session.flush()
    if replaced is not None:
        _remove_cv(session, replaced)
    deed = events.FactsCorrected(application.opening_id, application.id, reason, before)
    audit.record(session, deed, by=by)
    _tell_of_correction(session, application, reason)
    return True


def _keep(known: CandidateFacts, stated: StatedFacts, cv: StoredFile | None) -> int | None:
    """Write down what is stated; return the number of a CV that was replaced or taken back."""
    known.education, known.experience = stated.education, stated.experience
    known.links, known.claims = list(stated.links), [asdict(post) for post in stated.posts]
    known.saved_at = clock.now()
    if cv is None and not stated.without_cv:
        return None
    replaced, known.cv_file = known.cv_file_id, cv
    return replaced


def _changed(known: CandidateFacts, stated: StatedFacts) -> str:
    """Return what was stated before, of what is another now."""
    posts = ["; ".join(filter(None, post.values())) for post in known.claims]
    now = ["; ".join(filter(None, asdict(post).values())) for post in stated.posts]
    pairs = (
        (known.education, stated.education),
        (known.experience, stated.experience),
        (", ".join(known.links), ", ".join(stated.links)),
        (" / ".join(posts), " / ".join(now)),
    )
    return " | ".join(before or "–" for before, after in pairs if before != after)


def _cv_before(
    session: Session, known: CandidateFacts, stated: StatedFacts, cv: StoredFile | None
) -> str | None:
    """Return how the file of the CV was called, where another one comes or none is left."""
    if cv is None and not stated.without_cv:
        return None
    earlier = session.get(StoredFile, known.cv_file_id) if known.cv_file_id is not None else None
    return f"CV: {earlier.original_name if earlier else '–'}"


def _tell_of_correction(session: Session, application: Application, reason: str) -> None:
    key = f"facts_corrected:{application.id}:{clock.now().isoformat()}"
    title = application.opening.title
    send_about(session, application, "facts_corrected", key=key, title=title, reason=reason)


def _remove_cv(session: Session, stored_id: int) -> None:
    """Remove a CV that was replaced or taken back: its row now, its bytes once nobody else has the same."""
    sha256 = session.get_one(StoredFile, stored_id).sha256
    remove_row(session, stored_id)
    forget_unneeded(session, sha256)


def forget_unneeded(session: Session, sha256: str) -> None:
    """Have a worker remove the bytes of a file, unless a row still names them then."""
    due = clock.now() + SETTLING_TIME
    key = f"{REMOVE_BYTES}:{sha256}:{due.isoformat()}"
    enqueue(session, REMOVE_BYTES, key=key, run_after=due, sha256=sha256)


def _would_change(
    session: Session, known: CandidateFacts, stated: StatedFacts, cv: StoredFile | None
) -> bool:
    texts = stated.education, stated.experience, list(stated.links), [asdict(post) for post in stated.posts]
    if texts != (known.education, known.experience, known.links, known.claims):
        return True
    earlier = session.get(StoredFile, known.cv_file_id) if known.cv_file_id is not None else None
    if cv is not None:
        return earlier is None or earlier.sha256 != cv.sha256
    return stated.without_cv and earlier is not None


def choose_language(session: Session, application_id: int, locale: str) -> None:
    """Keep a candidate's language, if the opening is offered in it."""
    application = session.get_one(Application, application_id)
    if locale in session.get_one(Opening, application.opening_id).languages:
        application.locale = locale
        session.flush()
