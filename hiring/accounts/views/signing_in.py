"""Come in, go out, choose a language."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hiring.accounts import actions, queries
from hiring.accounts.access import (
    STAFF_HOME,
    current_actor,
    end_session,
    entrance_of,
    own_path,
    start_session,
)
from hiring.accounts.forms import SignInForm
from hiring.accounts.menu import SIGN_IN_LINKS
from hiring.accounts.passwords import matches
from hiring.accounts.rules import BROWSER_FORGOTTEN_AFTER, Audience
from hiring.accounts.tokens import new_token
from hiring.accounts.views.blueprint import bp
from hiring.db import begin_writing, current_session
from hiring.i18n import LOCALES
from hiring.i18n.choice import current_locale, remember
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.public import public

#: Where a browser keeps the secret by which it is known again.
BROWSER_COOKIE = "browser"
BROWSER_KEPT = int(BROWSER_FORGOTTEN_AFTER.total_seconds())


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(DOOR_LIMIT, methods=["POST"])
@public("staff must be able to come in")
def sign_in() -> ResponseReturnValue:
    """Let a member of staff in; the same answer for a wrong password and an unknown address."""
    form, target = SignInForm(), own_path(request.values.get("next"))
    actor = current_actor()
    if actor is not None and actor.audience is Audience.STAFF:
        return redirect(target or STAFF_HOME.address())
    if form.submitted_and_valid():
        email = form.email.data
        expected = queries.password_hash_of(current_session(), email)
        current_session().commit()  # hashing takes its time: it holds neither lock nor connection
        proven = expected if matches(form.password.data, expected) else None
        browser = request.cookies.get(BROWSER_COOKIE) or new_token()
        token = actions.sign_in(begin_writing(), email, proven, browser=browser)
        current_session().commit()
        if token is not None:
            start_session(token)
            return _know_again(redirect(target or STAFF_HOME.address()), browser)
        form.refuse("password", _("The address or the password is wrong."))
    page = render_template("accounts/sign_in.html", form=form, target=target, links=SIGN_IN_LINKS.here())
    return page, form.status


def _know_again(response: Response, browser: str) -> Response:
    """Have this browser keep its secret, and send it back only to where one signs in."""
    response.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=BROWSER_KEPT,
        path=url_for(".sign_in"),
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )
    return response


@bp.post("/sign-out")
@public("leaving needs no right")
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    begin_writing()
    response = redirect(url_for(".sign_in"))
    remember(response, current_locale())
    end_session()
    current_session().commit()
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.post("/language")
@public("everybody may choose a language")
def language() -> ResponseReturnValue:
    """Keep the chosen language: for the person where one is signed in, else in a cookie."""
    chosen = request.form.get("locale", "")
    target = own_path(request.form.get("next")) or "/"
    if chosen not in LOCALES:
        return redirect(target)
    actor = current_actor()
    if actor is not None:
        entrance_of(actor.audience).choose_locale(begin_writing(), actor.id, chosen)
        current_session().commit()
    response = redirect(target)
    remember(response, chosen)
    return response
