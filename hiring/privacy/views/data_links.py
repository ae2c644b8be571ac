"""The link in mails about a candidate's data: it lets in to the page about them, and nowhere else."""

import re

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.access import start_session
from hiring.accounts.actions import open_user_session
from hiring.accounts.rules import Audience
from hiring.db import begin_writing, current_session
from hiring.openings.actions import opens_data
from hiring.openings.models import Application
from hiring.openings.queries import application_by_public_id
from hiring.openings.views.links import is_inside, speak_to
from hiring.privacy import policy
from hiring.privacy.views.blueprint import requests_bp
from hiring.settings import current_settings
from hiring.web.forms import ActionForm
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.public import public


@requests_bp.get("/d/<string:public_id>/<string:day>/<string:token>")
@limiter.limit(DOOR_LIMIT)
@public("the link in the mail is the right; looking at it changes nothing")
def data_link(public_id: str, day: str, token: str) -> ResponseReturnValue:
    """Say where the link leads. Mail scanners come here too: nothing is changed, nobody is named."""
    application = _application_of(public_id, day, token)
    if application is None:
        return _no_longer()
    speak_to(application)
    if is_inside(application):
        return redirect(url_for("privacy.rights"))
    address = url_for(".come_in_to_data", public_id=public_id, day=day, token=token)
    return render_template("privacy/data_link.html", address=address, form=ActionForm())


@requests_bp.post("/d/<string:public_id>/<string:day>/<string:token>")
@limiter.limit(DOOR_LIMIT)
@public("the secret in the address is the key")
def come_in_to_data(public_id: str, day: str, token: str) -> ResponseReturnValue:
    """Let a candidate in to ask about their data, whatever has become of the application."""
    application = _application_of(public_id, day, token)
    if application is None:
        return _no_longer()
    if not is_inside(application):  # who is there by the invitation keeps what that opens
        user_session = open_user_session(begin_writing(), Audience.CANDIDATE, application.id)
        current_session().commit()
        start_session(user_session, only=(policy.ASK, policy.TAKE_OWN_ARCHIVE, policy.LET_USE_AGAIN))
    return redirect(url_for("privacy.rights"))


def _application_of(public_id: str, day: str, token: str) -> Application | None:
    if not public_id.isprintable() or not re.fullmatch("[0-9]{1,9}", day):  # PostgreSQL chokes on NUL
        return None
    application = application_by_public_id(current_session(), public_id)
    if application is None or application.candidate.is_erased:
        return None
    key = str(current_settings().secret_key)
    return application if opens_data(application, int(day), token, secret_key=key) else None


def _no_longer() -> ResponseReturnValue:
    return render_template("privacy/data_link.html", address=None), 410
