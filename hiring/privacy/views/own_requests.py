"""Candidates and referees ask to see, correct, delete or no longer use what is held of them."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded, session_is_limited, start_session
from hiring.accounts.actions import open_user_session
from hiring.accounts.rules import Actor, Audience
from hiring.accounts.tokens import token_hash
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError
from hiring.files.downloads import send_stored
from hiring.openings.models import Application
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import RightsForm
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import PRIVACY_REQUEST_STATE_NAMES, RIGHT_NAMES, Right
from hiring.privacy.views.blueprint import bp, requests_bp
from hiring.references.models import ReferenceRequest
from hiring.references.queries import request_by_id, request_by_token_hash
from hiring.settings import current_settings
from hiring.sittings.views.blueprint import own_journey
from hiring.web.flashes import say
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.public import public


@bp.route("/rights", methods=["GET", "POST"])
@guarded(policy.ASK)
def rights(actor: Actor) -> ResponseReturnValue:
    """Say what a candidate may ask about their data, take the request, show what became of earlier ones."""
    journey = own_journey(actor)
    form = RightsForm()
    if form.submitted_and_valid() and _asked(form, journey.application, None, actor):
        return redirect(url_for(".rights"))
    return _page(form, journey.application, None)


@requests_bp.route("/reference/rights", methods=["GET", "POST"])
@guarded(policy.ASK_AS_REFEREE)
def referee_rights(actor: Actor) -> ResponseReturnValue:
    """Do the same for a referee, also after the reference was given or declined."""
    referee = request_by_id(current_session(), actor.id)
    if referee is None:
        abort(404)
    form = RightsForm()
    if form.submitted_and_valid() and _asked(form, referee.application, referee, actor):
        return redirect(url_for(".referee_rights"))
    return _page(form, referee.application, referee)


@requests_bp.post("/r/<string:token>/rights")
@limiter.limit(DOOR_LIMIT)
@public("the link in the mail is the right")
def come_in(token: str) -> ResponseReturnValue:
    """Let a referee in to ask about their data, whatever has become of the reference."""
    referee = request_by_token_hash(current_session(), token_hash(token)) if len(token) <= 100 else None
    if referee is None:
        abort(404)
    user_session = open_user_session(begin_writing(), Audience.REFEREE, referee.id)
    current_session().commit()
    start_session(user_session)
    return redirect(url_for(".referee_rights"))


@bp.post("/rights/<string:public_id>/archive")
@guarded(policy.TAKE_OWN_ARCHIVE, load=queries.privacy_request_by_public_id)
def archive(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Hand a candidate what is held about them, and keep that they took it: a POST, because it writes."""
    return handed_out(actor, asked)


@requests_bp.post("/reference/rights/<string:public_id>/archive")
@guarded(policy.TAKE_OWN_ARCHIVE_AS_REFEREE, load=queries.privacy_request_by_public_id)
def referee_archive(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Hand a referee what is held about them."""
    return handed_out(actor, asked)


@bp.post("/rights/<string:public_id>/take-back")
@guarded(policy.LET_USE_AGAIN, load=queries.privacy_request_by_public_id)
def take_back(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Have a candidate's data be used again, and the application go on where it stood."""
    _let_use_again(actor, asked)
    say(_("Your data may be used again. Your application continues where it was."))
    return redirect(url_for(".rights" if session_is_limited() else "candidate.home"))


@requests_bp.post("/reference/rights/<string:public_id>/take-back")
@guarded(policy.LET_USE_AGAIN_AS_REFEREE, load=queries.privacy_request_by_public_id)
def referee_take_back(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Have what a referee wrote be used again."""
    _let_use_again(actor, asked)
    say(_("Your data may be used again."))
    return redirect(url_for(".referee_rights"))


def _let_use_again(actor: Actor, asked: PrivacyRequest) -> None:
    actions.let_use_again(begin_writing(), asked, by=actor)
    current_session().commit()


def handed_out(actor: Actor, asked: PrivacyRequest) -> ResponseReturnValue:
    """Keep who takes the archive of a request, and send it."""
    stored = actions.note_archive_taken(begin_writing(), asked, by=actor)
    current_session().commit()
    return send_stored(stored)


def _asked(
    form: RightsForm, application: Application, referee: ReferenceRequest | None, actor: Actor
) -> bool:
    """Note the request; where the same one waits already, say so on the form and return False."""
    session, right = begin_writing(), Right(form.right.data)
    try:
        made = actions.ask_about_data(session, application, right, form.words.data, referee=referee, by=actor)
    except actions.AlreadyAsked as refused:
        form.refuse("words", _sentence(refused))
        session.rollback()
        return False
    session.commit()
    say(_("Your request has number %(number)s. We have written you an e-mail about it.", number=made.id))
    return True


def _sentence(refused: HiringError) -> str:
    return _(refused.sentence, **refused.values)


def _page(
    form: RightsForm, application: Application, referee: ReferenceRequest | None
) -> ResponseReturnValue:
    asked = queries.requests_of_person(
        current_session(), application.id, referee.id if referee is not None else None
    )
    page = render_template(
        "privacy/rights.html",
        form=form,
        application=application,
        referee=referee,
        asked=asked,
        now=clock.now(),
        stopped=actions.is_stopped(application, referee),
        limited=session_is_limited(),
        deleted_on=application.deleted_on(current_settings().retention_days),
        RIGHT_NAMES=RIGHT_NAMES,
        STATE_NAMES=PRIVACY_REQUEST_STATE_NAMES,
    )
    return page, form.status
