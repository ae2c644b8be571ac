"""Note what somebody asks about their data, and keep and mail the answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor, Audience
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import REPORTS
from hiring.mail.actions import Recipient, SecretLink
from hiring.mail.actions import send as send_mail
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.queries import hr_by_opening
from hiring.openings.rules import Stage
from hiring.privacy import events, queries
from hiring.privacy.mails import REQUEST_TO_ANSWER
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import ANSWER_WITHIN, CameBy, PrivacyRequestState, Right
from hiring.references import actions as references
from hiring.references.links import LINK_PATH, LINK_PURPOSE
from hiring.references.models import ReferenceRequest
from hiring.references.rules import RequestState

PREPARE = JobKind("privacy.prepare_archive", REPORTS, N_("Put together what is held about a person"))


class AlreadyAsked(HiringError):
    """The same right was asked for already, with other words, and waits for its answer."""

    sentence = N_(
        "Request no. %(number)s asks for the same and is waiting for its answer. Once it is answered you "
        "can ask again."
    )


class NothingStopped(HiringError):
    """The data are used, or there is nothing left to be used."""

    sentence = N_("This can no longer be taken back.")


class AlreadyAnswered(HiringError):
    """Somebody else was first, with another answer."""

    sentence = N_("This request has been answered in the meantime. Your answer was not sent.")


def ask_about_data(
    session: Session,
    application: Application,
    right: Right,
    words: str,
    *,
    referee: ReferenceRequest | None = None,
    came_by: CameBy = CameBy.PAGE,
    asked_at: datetime | None = None,
    by: Doer,
) -> PrivacyRequest:
    """Note a request of the candidate, or of `referee`; the clock runs from `asked_at`, by default now.

    Needs candidate and opening loaded. The person is told by mail; whoever asks for access is answered by a
    worker, and what else came by the page is mailed to HR. Where the data are to be used no more, that is so
    from this moment on. The same asked twice with the same words is one request.
    Raises AlreadyAsked, and PersonErased where nothing is held any more.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    referee_id = referee.id if referee else None
    require_unerased(session, application.id, referee_id, kept=words)
    known = queries.open_request(session, application.id, referee_id, right)
    if known is not None:
        if known.words != words:
            raise AlreadyAsked(number=known.id)
        return known
    at = asked_at or clock.now()
    request = PrivacyRequest(
        opening_id=application.opening_id,
        application=application,
        reference_request=referee,
        asks_for=right,
        words=words,
        came_by=came_by,
        asked_at=at,
        due_at=at + ANSWER_WITHIN,
    )
    session.add(request)
    session.flush()
    if right is Right.RESTRICTION:
        _stop_use(session, application, referee, by=by)
    if right is Right.ACCESS:
        enqueue(session, PREPARE, key=f"{PREPARE}:{request.id}", request_id=request.id)
    write_to_person(session, request, "received", due_at=request.due_at)
    if came_by is CameBy.PAGE and right is not Right.ACCESS:
        _tell_hr(session, request)
    noted = events.PrivacyRequested(application.opening_id, application.id, request.id, right, came_by)
    audit.record(session, noted, by=by)
    return request


def _stop_use(
    session: Session, application: Application, referee: ReferenceRequest | None, *, by: Doer
) -> None:
    if referee is None:
        openings.stop_use(session, application, by=by)
    else:
        references.stop_use_of(session, referee, by=by)


def _tell_hr(session: Session, request: PrivacyRequest) -> None:
    """Mail HR of the opening that a person must answer; the mail names nobody, and outlives an erasure."""
    opening = request.application.opening
    for user in hr_by_opening(session, [opening.public_id]).get(opening.public_id, []):
        send_mail(
            session,
            REQUEST_TO_ANSWER,
            Recipient(user.name, user.email, user.locale),
            key=f"{REQUEST_TO_ANSWER}:{request.id}:{user.id}",
            title=opening.title,
            place=opening.place,
            zone=opening.zone,
            number=request.id,
            request=request.public_id,
            right=request.asks_for,
            due_at=request.due_at,
        )


def let_use_again(session: Session, request: PrivacyRequest, *, by: Doer) -> None:
    """Take back that the data are to be used no more, as only the person may, before they are erased.

    Needs what `queries.privacy_request_by_public_id` loads. Raises NothingStopped and PersonErased.
    """
    session.refresh(request, ["state"], with_for_update={"of": PrivacyRequest, "key_share": True})
    if request.state == PrivacyRequestState.TAKEN_BACK:
        return
    application, referee = request.application, request.reference_request
    if request.asks_for != Right.RESTRICTION or not is_stopped(application, referee):
        raise NothingStopped
    require_unerased(session, application.id, referee.id if referee else None)
    request.state = PrivacyRequestState.TAKEN_BACK
    request.answered_at = request.answered_at or clock.now()
    session.flush()
    if referee is None:
        openings.resume_use(session, application, by=by)
    else:
        references.resume_use_of(session, referee, by=by)
    taken = events.PrivacyRequestTakenBack(application.opening_id, application.id, request.id)
    audit.record(session, taken, by=by)


def is_stopped(application: Application, referee: ReferenceRequest | None) -> bool:
    """Say whether the data of a candidate, or of a referee, are used no more."""
    if referee is not None:
        return referee.state == RequestState.STOPPED
    return application.stage == Stage.STOPPED


def answer_request(
    session: Session, request: PrivacyRequest, outcome: PrivacyRequestState, answer: str, *, by: Doer
) -> None:
    """Keep how a request ended, and mail the answer to whoever asked.

    Needs what `queries.privacy_request_by_public_id` loads. Raises AlreadyAnswered.
    """
    session.refresh(request, ["state", "answer"], with_for_update={"of": PrivacyRequest, "key_share": True})
    if not request.is_open:
        if (request.state, request.answer) != (outcome, answer):
            raise AlreadyAnswered(kept=answer)
        return  # the same button pressed twice
    request.state, request.answer, request.answered_at = outcome, answer, clock.now()
    request.answered_by = by.id if isinstance(by, Actor) and by.audience is Audience.STAFF else None
    session.flush()
    write_to_person(session, request, "answered", outcome=str(outcome), answer=answer)
    application = request.application
    answered = events.PrivacyRequestAnswered(application.opening_id, application.id, request.id, outcome)
    audit.record(session, answered, by=by)


def write_to_person(session: Session, request: PrivacyRequest, what: str, **values: object) -> None:
    """Queue the mail `privacy_<what>` to whoever asked, in their language."""
    application, referee = request.application, request.reference_request
    link: SecretLink | None = None
    if referee is None:
        to = openings.recipient_of(application)
        link = openings.data_link(application)
    else:
        to = Recipient(referee.name, referee.email, referee.locale)
        if referee.generation:
            link = SecretLink(LINK_PURPOSE, referee.id, referee.generation, LINK_PATH)
    whose = f"referee:{referee.id}" if referee else "candidate"
    openings.send_about(
        session,
        application,
        f"privacy_{what}",
        to=to,
        key=f"privacy:{whose}:{request.id}:{what}",
        link=link,
        number=request.id,
        right=request.asks_for,
        is_referee=referee is not None,
        zone=application.opening.zone,
        **values,
    )
