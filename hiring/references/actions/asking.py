"""Write to referees: the request, at most two reminders, a new link when the first was lost."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import SYSTEM, Audience
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.actions import Doer
from hiring.banks.documents import from_json
from hiring.banks.models import BankItem
from hiring.banks.reference_form import ReferenceForm
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK, EVENTS
from hiring.mail.actions import Recipient, SecretLink
from hiring.openings.actions import send_about
from hiring.openings.models import Application
from hiring.references import consent, events, queries
from hiring.references.actions.ending import call_off, end_unwanted
from hiring.references.links import LINK_PATH, LINK_PURPOSE
from hiring.references.models import ReferenceRequest
from hiring.references.questions import claims_for
from hiring.references.rules import (
    MOST_REMINDERS,
    RENEWABLE_STATES,
    RequestState,
    accepts_answers,
    link_ends_at,
    may_be_asked,
    reminder_moments,
)

ASK = JobKind("references.ask", EVENTS, N_("Contact the referees of a candidate"))
REMIND = JobKind("references.remind", CLOCK, N_("Remind a referee"))
EXPIRE = JobKind("references.expire", CLOCK, N_("End a reference request that nobody answered"))

#: Nobody is written to twice within this time.
BREATHING_SPACE = timedelta(days=1)


class NoReferenceForm(HiringError):
    """The question bank of the opening holds no form for referees."""

    sentence = N_("The question bank of this opening holds no reference form, so nobody can be asked.")


class NoConsent(HiringError):
    """The candidate did not agree that referees are asked."""

    sentence = N_("The candidate has not agreed that referees are asked.")


class NotAgain(HiringError):
    """The referee declined or has answered, or the application has ended: nobody writes again."""

    sentence = N_("This referee cannot be contacted any more.")


class NotToBeContacted(HiringError):
    """Somebody has asked not to be contacted, about any candidate."""

    sentence = N_("This person has asked not to be contacted.")


class TooSoon(HiringError):
    """The referee was written to within the last day, or as often as we allow ourselves."""

    sentence = N_("This referee was contacted less than a day ago, or has had both reminders.")


def ask_soon(session: Session, application_id: int) -> None:
    """Have a worker ask the named referees: what follows from handing in."""
    enqueue(session, ASK, key=f"references:ask:{application_id}", application_id=application_id)


def ask_referees(session: Session, application_id: int, *, secret_key: str, by: Doer = SYSTEM) -> int:
    """Write to every named referee who has not been written to; return to how many.

    Nobody is asked without the candidate's consent, or once the application has ended; the request to
    somebody who is not to be contacted ends. Raises NoReferenceForm.
    """
    application = queries.application_naming_referees(session, application_id)
    if application is None or not may_be_asked(application.stage):
        return 0
    drafted = [
        request
        for request in queries.requests_of_application(session, application_id)
        if request.state == RequestState.DRAFTED
    ]
    if not drafted or not consent.agreed(session, application_id):
        return 0
    form = queries.current_form(session, application.opening)
    if form is None:
        raise NoReferenceForm
    ways = [way for each in drafted for way in each.ways]
    asked, refusing = 0, queries.refusing(session, ways, secret_key)
    for request in drafted:
        queries.lock_request(session, request)
        if request.state != RequestState.DRAFTED:
            continue
        if refusing.intersection(request.ways):
            end_unwanted(session, request)
        else:
            _ask(session, application, request, form, secret_key, by)
            asked += 1
    return asked


def send_again(session: Session, request: ReferenceRequest, *, secret_key: str, by: Doer) -> None:
    """Send a new link; the earlier one, and every session it opened, end.

    Raises NotAgain, NoConsent where the candidate has taken it back, or NotToBeContacted.
    """
    application = request.application
    queries.lock_request(session, request)
    if request.state not in RENEWABLE_STATES or not may_be_asked(application.stage):
        raise NotAgain
    if not consent.agreed(session, application.id):
        raise NoConsent
    if queries.refusal_of(session, request.ways, secret_key):
        raise NotToBeContacted
    call_off(session, request)
    end_user_sessions(session, Audience.REFEREE, request.id)
    request.state = RequestState.OPENED if request.consented_at else RequestState.SENT
    request.ended_at = None
    _send_link(session, application, request, secret_key)
    event = events.ReferenceRequestedAgain(application.opening_id, application.id, request.id)
    audit.record(session, event, by=by)


def remind(session: Session, request: ReferenceRequest, *, by: Doer) -> None:
    """Remind a referee now; it counts as one of the two. Raises NotAgain or TooSoon."""
    application = request.application
    queries.lock_request(session, request)
    if not accepts_answers(request.state, application.stage, request.sent_at, clock.now()):
        raise NotAgain
    if not may_be_reminded(request):
        raise TooSoon
    _remind(session, application, request, by)


def remind_when_due(session: Session, request_id: int, *, generation: int, number: int) -> None:
    """Send reminder `number`, unless something has ended the request or it was sent by hand."""
    request = queries.request_by_id(session, request_id)
    if request is None:
        return
    application = request.application
    queries.lock_request(session, request)
    if request.generation != generation or request.reminders_sent >= number or not may_be_reminded(request):
        return
    if accepts_answers(request.state, application.stage, request.sent_at, clock.now()):
        _remind(session, application, request, SYSTEM)


def may_be_reminded(request: ReferenceRequest) -> bool:
    """Say whether writing now keeps to two reminders, and a day apart; who has no address gets none."""
    latest = max((at for at in (request.sent_at, request.reminded_at) if at), default=None)
    return (
        bool(request.email)
        and request.reminders_sent < MOST_REMINDERS
        and latest is not None
        and clock.now() - latest >= BREATHING_SPACE
    )


def _ask(
    session: Session,
    application: Application,
    request: ReferenceRequest,
    form: BankItem,
    secret_key: str,
    by: Doer,
) -> None:
    stated = application.facts.claims if application.facts else []
    request.form_item = form
    achievements = queries.achievements_of(session, application.id)
    request.claims = [*claims_for(request.organisation, stated), *achievements.claims]
    request.state = RequestState.SENT
    _send_link(session, application, request, secret_key)
    happened = events.ReferenceRequested if request.email else events.ReferenceToHandOver
    audit.record(session, happened(application.opening_id, application.id, request.id), by=by)


def _send_link(
    session: Session, application: Application, request: ReferenceRequest, secret_key: str
) -> None:
    """Make the next link, put it into the outbox, and schedule what follows if nobody answers."""
    now = clock.now()
    request.generation += 1
    request.token_hash = token_hash(link_token(secret_key, LINK_PURPOSE, request.id, request.generation))
    request.sent_at = now
    session.flush()
    _mail(session, application, request, "reference_request", "request")
    if request.email:
        _schedule_reminders(session, request, now)
    enqueue(
        session,
        EXPIRE,
        key=f"reference:{request.id}:{request.generation}:expire",
        run_after=link_ends_at(now),
        request_id=request.id,
        generation=request.generation,
    )


def _schedule_reminders(session: Session, request: ReferenceRequest, now: datetime) -> None:
    days, already = _form(session, request).reminders.after_days, request.reminders_sent
    for number, moment in reminder_moments(now, days, already).items():
        enqueue(
            session,
            REMIND,
            key=f"reference:{request.id}:{request.generation}:remind:{number}",
            run_after=moment,
            request_id=request.id,
            generation=request.generation,
            number=number,
        )


def _form(session: Session, request: ReferenceRequest) -> ReferenceForm:
    return from_json(ReferenceForm, session.get_one(BankItem, request.form_item_id).content)


def _remind(session: Session, application: Application, request: ReferenceRequest, by: Doer) -> None:
    request.reminders_sent += 1
    request.reminded_at = clock.now()
    session.flush()
    _mail(session, application, request, "reference_reminder", f"reminder:{request.reminders_sent}")
    event = events.RefereeReminded(
        application.opening_id, application.id, request.id, number=request.reminders_sent
    )
    audit.record(session, event, by=by)


def _mail(
    session: Session, application: Application, request: ReferenceRequest, template: str, what: str
) -> None:
    sent_at = request.sent_at or clock.now()
    send_about(
        session,
        application,
        template,
        to=Recipient(request.name, request.email, request.locale),
        key=f"reference:{request.id}:{request.generation}:{what}",
        link=SecretLink(LINK_PURPOSE, request.id, request.generation, LINK_PATH),
        candidate=application.candidate.name,
        opening=application.opening.title,
        place=application.opening.place,
        zone=application.opening.zone,
        ends_at=link_ends_at(sent_at),
        minutes=_form(session, request).minutes_to,
        is_last=request.reminders_sent >= MOST_REMINDERS,
        begun=request.consented_at is not None,
    )
