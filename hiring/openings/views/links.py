"""Candidates: the link of an invitation. Looking at it changes nothing; a button lets its owner in."""

from collections.abc import Callable
from datetime import datetime

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import refresh
from sqlalchemy.orm import Session

from hiring.accounts.access import current_actor, last_here, session_is_limited, start_session
from hiring.accounts.rules import Actor, Audience
from hiring.accounts.tokens import token_hash
from hiring.audit.actions import note_refusal
from hiring.audit.refusals import count_refusal
from hiring.capability import ExtensionPoint
from hiring.db import begin_writing, current_session, stop_writing
from hiring.i18n.choice import COOKIE, current_locale
from hiring.openings import actions, events, queries
from hiring.openings.forms import ReturnForm
from hiring.openings.models import Application, Invitation
from hiring.openings.rules import LinkState
from hiring.openings.views.blueprint import CANDIDATE_HOME, links, secret_key
from hiring.web.forms import ActionForm
from hiring.web.limits import MAIL_LIMIT, limiter
from hiring.web.public import public

#: `(session, application_id, who, seen_at)`: who was signed in in the browser, and when they were last seen.
CAME_IN: ExtensionPoint[Callable[[Session, int, Actor, datetime], None]] = ExtensionPoint(
    "who is told in whose browser a candidate comes in"
)
#: A secret of 256 bits cannot be guessed, and a whole campus may share one address.
LINK_LIMIT = "120 per minute; 2000 per hour"

_STATUS = {LinkState.WORKS: 200, LinkState.USED: 200}
#: Whose link opens nothing but the page about their data any more.
_ENDED = {LinkState.CLOSED, LinkState.WITHDRAWN, LinkState.REMOVED}
_CAN_ASK = {LinkState.USED, LinkState.REVOKED, LinkState.EXPIRED} | _ENDED


@links.get("/i/<string:token>")
@limiter.limit(LINK_LIMIT)
@public("an invited person has no account; the page only says for which opening the link is")
def invitation(token: str) -> ResponseReturnValue:
    """Say what the link is for. Mail scanners come here too: nothing is changed, nobody is named."""
    found = queries.invitation_by_hash(current_session(), token_hash(token))
    if found is None:
        return _unknown()
    speak_to(found.application)
    if is_inside(found.application):
        return redirect(CANDIDATE_HOME.address())
    state = actions.state_of_link(found)
    if state not in _STATUS:
        count_refusal(_refused(found, state))
    return _page(found, token, state, _STATUS.get(state, 410))


@links.post("/i/<string:token>")
@limiter.limit(LINK_LIMIT)
@public("the secret in the address is the key")
def claim(token: str) -> ResponseReturnValue:
    """Let the owner of the link in."""
    found = queries.invitation_by_hash(begin_writing(), token_hash(token), lock=True)
    if found is None:
        return _unknown()
    speak_to(found.application)
    if is_inside(found.application):
        return redirect(CANDIDATE_HOME.address())
    browser = str(session.get("csrf_token", ""))
    try:
        user_session = actions.claim_invitation(current_session(), found, browser=browser)
    except actions.LinkNotOpen as refused:
        note_refusal(current_session(), _refused(found, refused.state))
        current_session().commit()
        return _page(found, token, refused.state, 409 if refused.state is LinkState.USED else 410)
    if current_actor() is None:  # inside, pages and mails go on in the language that was read at the door
        actions.choose_language(current_session(), found.application_id, current_locale())
    if before := last_here():
        for tell in CAME_IN.here():
            tell(current_session(), found.application_id, *before)
    current_session().commit()
    start_session(user_session)
    return redirect(CANDIDATE_HOME.address())


@links.post("/i/<string:token>/fresh")
@limiter.limit(MAIL_LIMIT)
@public("who holds a used link may have a new one mailed to the address it was made for")
def fresh(token: str) -> ResponseReturnValue:
    """Mail a link to the invited address; the page does not say which that is."""
    found = queries.invitation_by_hash(begin_writing(), token_hash(token), lock=True)
    if found is None:
        return _unknown()
    speak_to(found.application)
    if actions.state_of_link(found) in _CAN_ASK:
        actions.mail_fresh_link(current_session(), found.application, secret_key=secret_key())
        current_session().commit()
        return redirect(url_for(".on_its_way"))
    return redirect(url_for(".invitation", token=token))


@links.route("/candidate/return", methods=["GET", "POST"])
@limiter.limit(MAIL_LIMIT, methods=["POST"])
@public("candidates whose session has ended must be able to come in again")
def returning() -> ResponseReturnValue:
    """Mail fresh links to a candidate who comes back; the same answer for known and unknown addresses."""
    actor = current_actor()
    if actor is not None and actor.audience is Audience.CANDIDATE and not session_is_limited():
        return redirect(CANDIDATE_HOME.address())
    form = ReturnForm()
    if form.submitted_and_valid():
        actions.ask_for_links(begin_writing(), form.email.data)
        current_session().commit()
        return redirect(url_for(".on_its_way"))
    return render_template("openings/returning.html", form=form), form.status


@links.get("/candidate/return/sent")
@public("says the same to everybody")
def on_its_way() -> ResponseReturnValue:
    """Say what to do now and what if no mail comes."""
    return render_template("openings/on_its_way.html")


def speak_to(application: Application) -> None:
    """Use the candidate's language, unless this browser has chosen another that is offered."""
    offered = application.opening.languages
    if current_actor() is None:
        g.offered_locales = offered
        if request.cookies.get(COOKIE) not in offered:
            g.locale = application.locale
            refresh()


def is_inside(application: Application) -> bool:
    """Tell whether this candidate is signed in here, to more than the page about their data."""
    actor = current_actor()
    own = actor is not None and actor.audience is Audience.CANDIDATE and actor.id == application.id
    return own and not session_is_limited()


def _page(invitation: Invitation, token: str, state: LinkState, status: int) -> ResponseReturnValue:
    application, opening = invitation.application, invitation.application.opening
    own = application.granted.closes_at
    page = render_template(
        "openings/link.html",
        opening=opening,
        closes_at=application.closes_at,
        closed_at=own or opening.closed_at or opening.closes_at,
        state=state,
        token=token,
        can_ask=state in _CAN_ASK,
        has_ended=state in _ENDED,
        form=ActionForm(),
        LinkState=LinkState,
    )
    return page, status


def _refused(invitation: Invitation, state: LinkState) -> object:
    application = invitation.application
    if state is LinkState.USED:
        return events.SecondBrowserRefused(application.opening_id, application.id)
    return events.LinkRefused(application.opening_id, application.id, why=state.value)


def _unknown() -> ResponseReturnValue:
    stop_writing(current_session())
    count_refusal(events.UnknownLinkRefused())
    return render_template("openings/unknown_link.html"), 404
