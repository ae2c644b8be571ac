"""Ask for an adjustment; grant time, or refuse with a reason. The candidate hears of every answer."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.adjustments import events, queries
from hiring.adjustments.models import AdjustmentRequest
from hiring.audit.actions import Doer, record_all
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.rules import WRITING, GrantedTime, Stage
from hiring.sittings import actions as sittings


class AskedAlready(HiringError):
    """One request waits for HR; another would overtake it."""

    sentence = N_("You have asked already, and HR has not answered yet. What you wrote here was not sent.")


class NothingToAdjust(HiringError):
    """The candidate has handed in, or the application has ended."""

    sentence = N_("Your application has been handed in or has ended, so nothing can be adjusted any more.")


class NothingAsked(HiringError):
    """A request is to be refused that has been answered, or never was."""

    sentence = N_("Nothing is asked for that could be refused.")


def ask_adjustment(session: Session, application: Application, wish: str, *, by: Doer) -> AdjustmentRequest:
    """Tell HR that an adjustment is needed; `wish` may be empty. The same again is asking once.

    Raises AskedAlready and NothingToAdjust.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    if Stage(application.stage) not in WRITING:
        raise NothingToAdjust
    waiting = queries.waiting_request(session, application.id)
    if waiting is not None:
        if waiting.wish == wish:
            return waiting
        raise AskedAlready
    request = AdjustmentRequest(opening_id=application.opening_id, application_id=application.id, wish=wish)
    session.add(request)
    session.flush()
    asked = events.AdjustmentAsked(application.opening_id, application.id, request.id)
    audit.record(session, asked, by=by)
    return request


def answer_mark(granted: GrantedTime, request: AdjustmentRequest | None) -> str:
    """Return the mark of what HR's page shows: what is granted, and what is asked for."""
    closes_at = granted.closes_at.isoformat() if granted.closes_at else None
    asked = None if request is None else [request.id, request.wish]
    return mark_of([granted.per_cent, granted.minutes, granted.break_minutes, closes_at, asked])


def grant_time(
    session: Session,
    application: Application,
    granted: GrantedTime,
    answer: str,
    *,
    seen: str | None = None,
    by: Doer,
) -> int:
    """Set what a candidate is granted, answer what was asked for, and tell the candidate.

    A section that is running gets its time at once; returned is how many minutes that was. An application
    that had expired goes on where it stood. `seen` is the mark of what the sender's page showed. Needs
    `opening`, `candidate` and `allowance` loaded. Raises StalePage, what `openings.grant_time` raises, and
    NotInviting where the person is being erased.
    """
    request = _held(session, application)
    if seen is not None and seen != answer_mark(application.granted, request):
        if request is not None or granted != application.granted:
            raise StalePage
        return 0  # the same button pressed twice
    before = openings.grant_time(session, application, granted)
    if request is None and granted == before:
        return 0
    given = sittings.lengthen_running(session, application.id, before, granted)
    if openings.can_be_invited_again(application):
        record_all(session, openings.let_expired_go_on(session, [application]), by=by)
    _record_grant(session, application, before, granted, by=by)
    if request is not None:
        _answer(session, request, answer, granted=True)
        agreed = events.AdjustmentAgreed(application.opening_id, application.id, request.id)
        audit.record(session, agreed, by=by)
    _tell(session, application, "adjustment_granted", answer, given=given)
    return given


def refuse_adjustment(
    session: Session, application: Application, reason: str, *, seen: str | None = None, by: Doer
) -> None:
    """Say no to what a candidate has asked for, and why; what is granted stays.

    Raises NothingAsked and StalePage.
    """
    request = _held(session, application)
    if request is None:
        newest = next(iter(queries.requests_of(session, application.id)), None)
        if newest is not None and newest.granted is False and newest.answer == reason:
            return  # the same button pressed twice
        raise NothingAsked
    if seen is not None and seen != answer_mark(application.granted, request):
        raise StalePage
    _answer(session, request, reason, granted=False)
    refused = events.AdjustmentRefused(application.opening_id, application.id, request.id)
    audit.record(session, refused, by=by)
    _tell(session, application, "adjustment_refused", reason)


def _held(session: Session, application: Application) -> AdjustmentRequest | None:
    """Hold the application, read again what it is granted, and return what waits for an answer."""
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    require_unerased(session, application.id)
    session.refresh(application, ["allowance"])
    if application.allowance is not None:
        session.refresh(application.allowance)
    return queries.waiting_request(session, application.id)


def _answer(session: Session, request: AdjustmentRequest, answer: str, *, granted: bool) -> None:
    request.granted, request.answer, request.answered_at = granted, answer, clock.now()
    session.flush()


def _record_grant(
    session: Session, application: Application, before: GrantedTime, granted: GrantedTime, *, by: Doer
) -> None:
    of = application.opening_id, application.id
    times = granted.per_cent, granted.minutes, granted.break_minutes
    if times != (before.per_cent, before.minutes, before.break_minutes):
        audit.record(session, events.TimeGranted(*of, *times), by=by)
    if granted.closes_at == before.closes_at:
        return
    if granted.closes_at is None:
        audit.record(session, events.LaterClosingTakenBack(*of), by=by)
    else:
        audit.record(session, events.LaterClosingGranted(*of, granted.closes_at.isoformat()), by=by)


def _tell(session: Session, application: Application, template: str, answer: str, *, given: int = 0) -> None:
    granted, opening = application.granted, application.opening
    openings.send_about(
        session,
        application,
        template,
        key=f"{template}:{application.id}:{clock.now().isoformat()}",
        title=opening.title,
        zone=opening.zone,
        answer=answer,
        per_cent=granted.per_cent,
        minutes=granted.minutes,
        break_minutes=granted.break_minutes,
        closes_at=granted.closes_at,
        given=given,
    )
