"""Begin to erase: what the person could still do ends, the trail says it, and a worker is asked for."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor, Audience
from hiring.audit.actions import Doer
from hiring.audit.erasing import begin_erasure
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application, about_referee
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK, EVENTS
from hiring.mail.actions import Recipient, send, take_back
from hiring.mail.models import Message
from hiring.openings.actions import end_sessions, revoke_links, withdraw
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import contact_of
from hiring.openings.rules import Stage, may_follow
from hiring.privacy.erasing.holds import begin_holds
from hiring.privacy.events import PrivacyRequestAnswered
from hiring.privacy.mails import CANDIDATE_ERASED, REFEREE_ERASED
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.queries import standing_hold
from hiring.privacy.rules import PrivacyRequestState
from hiring.references.actions import call_off, cancel_request
from hiring.references.models import ReferenceRequest
from hiring.references.queries import requests_of_application

ERASE_APPLICATION = JobKind(
    "privacy.erase_application", EVENTS, N_("Erase what is personal of an application")
)
RETAIN = JobKind("privacy.retain", CLOCK, N_("Erase what has passed the day named in the privacy notice"))
ERASE_REFEREE = JobKind("privacy.erase_referee", EVENTS, N_("Erase what is personal of a referee"))


class DataHeld(HiringError):
    """The data of an application, or of its whole opening, are held for a reason."""

    sentence = N_("These data are held and cannot be deleted now. The reason that was given: %(reason)s")


def begin_application(
    session: Session,
    application: Application,
    *,
    request: PrivacyRequest | None = None,
    tell: bool = True,
    repeated: bool = False,
    by: Doer,
) -> bool:
    """Begin to erase one application, and answer the `request` that asks for it; say whether it was new.

    It ends in every browser, mails that wait are taken back, and the person is written to once more: the
    address must still be there for that, so this mail is queued first and erased once it has gone out
    (`mails.forget_last_mails`). Raises DataHeld, unless the erasure is `repeated` after a backup was brought
    back: what was erased once is not to come back by a hold.
    """
    session.refresh(application, ["stage", "candidate_id"], with_for_update={"key_share": True})
    whose = about_application(application.id)
    begun = erasure_of(session, whose) is not None
    if not begun and not repeated:
        _require_not_held(session, application)
    if request is not None:
        _fulfil(session, request, by)
    if begun:
        return False
    if may_follow(Stage(application.stage), Stage.WITHDRAWN):
        withdraw(session, application, by=by)
    revoke_links(session, application)
    end_sessions(session, application, by=by)
    for referee in requests_of_application(session, application.id):
        call_off(session, referee)
    take_back(session, Message.application_id == application.id)
    if tell:
        candidate = session.get_one(Candidate, application.candidate_id)
        to = Recipient(candidate.name, candidate.email, application.locale)
        _tell(session, application, to, f"candidate:{application.id}", CANDIDATE_ERASED)
    begin_holds(session, application.opening_id, by=by)
    begin_erasure(session, whose, opening_id=application.opening_id, application_id=application.id, by=by)
    enqueue(session, ERASE_APPLICATION, key=f"erase:{whose}", application_id=application.id)
    return True


def begin_referee(
    session: Session,
    application: Application,
    referee: ReferenceRequest,
    *,
    request: PrivacyRequest | None = None,
    tell: bool = True,
    repeated: bool = False,
    by: Doer,
) -> bool:
    """Begin to erase one referee of an application, as `begin_application` does the whole of it.

    A hold on the application, or on its opening, holds what its referees wrote, too. Raises DataHeld.
    """
    session.refresh(application, ["stage", "candidate_id"], with_for_update={"key_share": True})
    whose = about_referee(referee.id)
    gone = {about_application(application.id), whose}
    begun = any(erasure_of(session, each) is not None for each in gone)
    if not begun and not repeated:
        _require_not_held(session, application)
    if request is not None:
        _fulfil(session, request, by)
    if begun:
        return False
    cancel_request(session, referee, by=by)
    call_off(session, referee)
    take_back(session, Message.application_id == application.id, Message.to_email == referee.email)
    if tell:
        to = Recipient(referee.name, referee.email, referee.locale)
        _tell(session, application, to, f"referee:{referee.id}", REFEREE_ERASED)
    begin_erasure(session, whose, opening_id=application.opening_id, application_id=application.id, by=by)
    enqueue(session, ERASE_REFEREE, key=f"erase:{whose}", request_id=referee.id)
    return True


def _require_not_held(session: Session, application: Application) -> None:
    held = standing_hold(session, application.opening_id, application.id)
    if held is not None:
        raise DataHeld(reason=held.reason)


def _fulfil(session: Session, request: PrivacyRequest, by: Doer) -> None:
    session.refresh(request, ["state"], with_for_update={"of": PrivacyRequest, "key_share": True})
    if not request.is_open:
        return  # the same button pressed twice
    request.state, request.answered_at = PrivacyRequestState.DONE, clock.now()
    staff = isinstance(by, Actor) and by.audience is Audience.STAFF
    request.answered_by = by.id if staff and isinstance(by, Actor) else None
    session.flush()
    said = PrivacyRequestAnswered(request.opening_id, request.application_id, request.id, request.state)
    audit.record(session, said, by=by)


def _tell(session: Session, application: Application, to: Recipient, whose: str, template: str) -> None:
    if not to.email:
        return
    opening = session.get_one(Opening, application.opening_id)
    send(
        session,
        template,
        to,
        key=f"privacy:{whose}:erased",
        opening_id=application.opening_id,
        application_id=application.id,
        contact=contact_of(opening),
        title=opening.title,
    )
