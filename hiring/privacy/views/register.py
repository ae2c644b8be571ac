"""HR's register of what people ask about their data: the clock, the answer, and what came otherwise."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings.models import Application
from hiring.privacy import actions, erasing, policy, queries
from hiring.privacy.forms import EnterRequestForm, RequestAnswerForm
from hiring.privacy.models import PrivacyRequest, RetentionHold
from hiring.privacy.rules import (
    CAME_BY_NAMES,
    PRIVACY_REQUEST_STATE_NAMES,
    RIGHT_NAMES,
    CameBy,
    Pressure,
    PrivacyRequestState,
    Right,
    pressure_of,
)
from hiring.privacy.views.blueprint import requests_bp
from hiring.privacy.views.own_requests import handed_out
from hiring.privacy.views.reasons import reasons_told
from hiring.references.models import ReferenceRequest
from hiring.references.queries import application_of_requests_page, requests_of_application
from hiring.web.flashes import say
from hiring.web.forms import HiringForm
from hiring.web.paging import cursor_in

TONES = {
    PrivacyRequestState.OPEN: "active",
    PrivacyRequestState.DONE: "good",
    PrivacyRequestState.REFUSED: "quiet",
    PrivacyRequestState.TAKEN_BACK: "quiet",
}
#: After these a reason about the whole opening may still name the person.
_OF_ERASURE = {Right.ERASURE, Right.RESTRICTION}
PRESSURE_TONES = {Pressure.NONE: "active", Pressure.SOON: "warning", Pressure.OVER: "danger"}


@requests_bp.get("/privacy-requests")
@guarded(policy.LIST_REQUESTS)
def requests(actor: Actor) -> ResponseReturnValue:
    """List what people of the actor's openings ask about their data; what waits longest stands first."""
    page = queries.requests_page(current_session(), actor.id, cursor_in(request.args))
    return render_template("privacy/requests.html", page=page, **_words())


@requests_bp.route("/privacy-requests/<string:public_id>", methods=["GET", "POST"])
@guarded(policy.ANSWER_REQUEST, load=queries.privacy_request_by_public_id)
def answer(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Show one request with its clock, and take the answer that the person is mailed."""
    form = RequestAnswerForm.to(asked)
    if form.submitted_and_valid():  # also when it is answered already: then the text is given back
        outcome = PrivacyRequestState(form.outcome.data)
        actions.answer_request(begin_writing(), asked, outcome, form.answer.data, by=actor)
        current_session().commit()
        say(_answered(asked))
        return redirect(url_for(".requests"))
    may_hand_on = asked.has_archive(clock.now()) and policy.HAND_ON_ARCHIVE.allows(actor, asked)
    page = render_template(
        "privacy/request.html",
        asked=asked,
        form=form,
        may_hand_on=may_hand_on,
        reasons=_reasons(asked) if asked.asks_for in _OF_ERASURE and not asked.is_open else (),
        **_words(),
    )
    return page, form.status


def _answered(asked: PrivacyRequest) -> str:
    referee = asked.reference_request
    if referee is not None and not referee.email:
        said = _("Request no. %(number)s is answered. Tell the person on the telephone.", number=asked.id)
    else:
        said = _("Request no. %(number)s is answered, and the person is told by e-mail.", number=asked.id)
    return str(said)


@requests_bp.route("/privacy-requests/<string:public_id>/erase", methods=["GET", "POST"])
@guarded(policy.ERASE, load=queries.privacy_request_by_public_id)
def erase(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Say what goes and what stays, and have it erased once HR confirms; a second press does no harm."""
    form = HiringForm()
    held = _hold_on(asked)
    if form.submitted_and_valid() and held is None:
        if asked.is_open:
            _begin_to_erase(begin_writing(), asked, actor)
            current_session().commit()
        by_telephone = asked.reference_request is not None and not asked.reference_request.email
        if by_telephone:
            say(_("The data are being erased. Tell the person on the telephone."))
        else:
            say(_("The data are being erased. The person is told by e-mail."))
        return redirect(url_for(".answer", public_id=asked.public_id))
    return render_template(
        "privacy/erase.html", asked=asked, held=held, form=form, reasons=_reasons(asked), **_words()
    )


def _reasons(asked: PrivacyRequest) -> Sequence[SelectChoice]:
    """Return what is about the whole opening and may name who asks to be forgotten."""
    return reasons_told(current_session(), asked.application.opening)


def _hold_on(asked: PrivacyRequest) -> RetentionHold | None:
    return queries.standing_hold(current_session(), asked.opening_id, asked.application_id)


def _begin_to_erase(session: Session, asked: PrivacyRequest, actor: Actor) -> None:
    referee = asked.reference_request
    if referee is not None:
        erasing.begin_referee(session, asked.application, referee, request=asked, by=actor)
    else:
        erasing.begin_application(session, asked.application, request=asked, by=actor)


@requests_bp.post("/privacy-requests/<string:public_id>/archive")
@guarded(policy.HAND_ON_ARCHIVE, load=queries.privacy_request_by_public_id)
def hand_on(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Send HR the archive of a candidate who cannot come to their own page."""
    return handed_out(actor, asked)


@requests_bp.route("/applications/<string:public_id>/privacy-request", methods=["GET", "POST"])
@guarded(policy.ENTER_REQUEST, load=application_of_requests_page)
def enter(actor: Actor, application: Application) -> ResponseReturnValue:
    """Note a request that came by mail or telephone, with the moment at which it came."""
    referees = {str(each.id): each for each in requests_of_application(current_session(), application.id)}
    form, zone = _enter_form(application, referees), application.opening.zone
    if form.submitted_and_valid() and form.has_come(zone, clock.now()):
        made = _entered(form, application, referees.get(form.who.data), actor)
        if made is not None:
            say(_("Request no. %(number)s is noted. The person is told by e-mail.", number=made.id))
            return redirect(url_for(".answer", public_id=made.public_id))
    return render_template("privacy/enter.html", application=application, form=form), form.status


def _enter_form(application: Application, referees: dict[str, ReferenceRequest]) -> EnterRequestForm:
    now = clock.now().astimezone(ZoneInfo(application.opening.zone))
    form = EnterRequestForm(came_on=now.date(), came_at=now.time().replace(second=0, microsecond=0))
    form.who.choices = [
        SelectChoice("candidate", application.candidate.name),
        *(
            SelectChoice(number, _("%(name)s, who was named as a referee", name=each.name))
            for number, each in referees.items()
        ),
    ]
    return form


def _entered(
    form: EnterRequestForm, application: Application, referee: ReferenceRequest | None, actor: Actor
) -> PrivacyRequest | None:
    session = begin_writing()
    try:
        made = actions.ask_about_data(
            session,
            application,
            Right(form.right.data),
            form.words.data,
            referee=referee,
            came_by=CameBy(form.came_by.data),
            asked_at=form.asked_at(application.opening.zone),
            by=actor,
        )
    except actions.AlreadyAsked as refused:
        form.refuse("words", _(refused.sentence, **refused.values))
        session.rollback()
        return None
    session.commit()
    return made


def _words() -> dict[str, object]:
    return {
        "RIGHT_NAMES": RIGHT_NAMES,
        "STATE_NAMES": PRIVACY_REQUEST_STATE_NAMES,
        "CAME_BY_NAMES": CAME_BY_NAMES,
        "TONES": TONES,
        "PRESSURE_TONES": PRESSURE_TONES,
        "pressure_of": pressure_of,
        "now": clock.now(),
    }
