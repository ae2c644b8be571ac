"""The link in a referee's mail: looking changes nothing; begin, or decline."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import refresh
from werkzeug.wrappers import Response

from hiring import clock
from hiring.accounts.access import current_actor, last_here, start_session
from hiring.accounts.rules import Actor
from hiring.accounts.tokens import token_hash
from hiring.audit.refusals import count_refusal
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import COOKIE, current_locale, remember
from hiring.references import actions, events, queries
from hiring.references.actions.answering import referee
from hiring.references.contact import RefusalCause
from hiring.references.forms import DeclineForm
from hiring.references.models import ReferenceRequest
from hiring.references.rules import ENDED_WORDS, WAITING_STATES, RequestState, link_ends_at, state_now
from hiring.references.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.forms import ActionForm
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.public import public

_NO_CONTACT = ENDED_WORDS[RequestState.NO_CONTACT]


@bp.get("/r/<string:token>")
@public("the link in the mail is the right; looking at it changes nothing")
def audience(token: str) -> ResponseReturnValue:
    """Say who asks, about whom and what for; offer to begin or to decline."""
    found = _find(token)
    if found is None:
        return _unknown()
    _speak_like(found)
    state = state_now(found.state, found.application.stage, found.sent_at, clock.now())
    if state not in WAITING_STATES:
        taken = actions.was_taken_by_telephone(found)
        happened = events.LinkAfterTelephone if taken else events.EndedLinkRefused
        count_refusal(happened(found.application.opening_id, found.application_id, found.id))
        raise ended(found, state)
    return render_template(
        "references/landing.html",
        asked=found,
        application=found.application,
        opening=found.application.opening,
        token=token,
        ends_at=link_ends_at(found.sent_at or clock.now()),
        minutes=queries.form_of(found).minutes_to,
        deleted_on=found.application.deleted_on(current_settings().retention_days),
        begun=found.consented_at is not None,
    )


@bp.post("/r/<string:token>/begin")
@limiter.limit(DOOR_LIMIT)
@public("the link in the mail is the right")
def begin(token: str) -> ResponseReturnValue:
    """Let the referee in, as often as the link is used, until the answers are sent."""
    found = _find(token)
    if found is None:
        return _unknown()
    _speak_like(found)
    before, locale = last_here(), current_locale()
    user_session = actions.open_request(begin_writing(), found, locale=locale, before=before)
    current_session().commit()
    start_session(user_session)
    return redirect(url_for(".go_on"))


@bp.post("/r/<string:token>/decline")
@limiter.limit(DOOR_LIMIT)
@public("the link in the mail is the right")
def decline(token: str) -> ResponseReturnValue:
    """End the request with one click."""
    found = _find(token)
    if found is None:
        return _unknown()
    _speak_like(found)
    return declined_as_wished(found, by=referee(found))


@bp.route("/r/<string:token>/contact", methods=["GET", "POST"])
@limiter.limit(DOOR_LIMIT, methods=["POST"])
@public("the link in the mail is the right")
def contact(token: str) -> ResponseReturnValue:
    """Let a referee say, whatever has become of the request, that nobody is to write again."""
    found, form, key = _find(token), ActionForm(), current_settings().secret_key
    if found is None:
        return _unknown()
    _speak_like(found)
    if form.submitted_and_valid():
        actions.refuse_contact(begin_writing(), found, RefusalCause.PAGE, secret_key=key, by=referee(found))
        current_session().commit()
        return redirect(url_for(".contact", token=token))
    refused = queries.refusal_of(current_session(), found.ways, key) is not None
    return render_template(
        "references/contact.html", token=token, form=form, refused=refused, words=_NO_CONTACT, asked=found
    )


def ended(
    found: ReferenceRequest, state: RequestState, texts: list[str] | None = None
) -> actions.RequestEnded:
    """Return what somebody is told who comes too late; what they had begun before HR called is given back."""
    taken = actions.was_taken_by_telephone(found)
    begun = actions.texts_begun(found) if taken else []
    return actions.RequestEnded(state, texts, by_telephone=taken, begun=begun)


def declined_as_wished(found: ReferenceRequest, *, by: Actor) -> Response:
    """Decline, for this time or for good, and lead to the page that says so.

    Nobody is signed in for that page; it is in the language of the one before.
    """
    form, session = DeclineForm(), begin_writing()
    reason, for_good = form.reason.data or "", bool(form.never_again.data)
    if for_good:
        actions.decline_for_good(session, found, reason, secret_key=current_settings().secret_key, by=by)
    else:
        actions.decline(session, found, reason, by=by)
    session.commit()
    response = redirect(url_for(".declined", contact="no" if for_good else None))
    remember(response, current_locale())
    return response


@bp.get("/reference/declined")
@public("says thank you and nothing else")
def declined() -> ResponseReturnValue:
    """Thank somebody who has just declined."""
    words = _NO_CONTACT if "contact" in request.args else ENDED_WORDS[RequestState.DECLINED]
    return render_template("references/ended.html", ended=RequestState.DECLINED, words=words)


@bp.get("/reference/entrance")
@public("referees who lost their session must learn how to come in again")
def entrance() -> ResponseReturnValue:
    """Say that the link in the mail is the way in."""
    return render_template("references/entrance.html")


def _find(token: str) -> ReferenceRequest | None:
    if len(token) > 100:
        abort(404)
    return queries.request_by_token_hash(current_session(), token_hash(token))


def _unknown() -> ResponseReturnValue:
    count_refusal(events.UnknownReferenceLinkRefused())
    return render_template("references/unknown.html"), 404


def _speak_like(found: ReferenceRequest) -> None:
    """Use the language of the mail, unless this browser has chosen one."""
    if COOKIE not in request.cookies and current_actor() is None:
        g.locale = found.locale
        refresh()
