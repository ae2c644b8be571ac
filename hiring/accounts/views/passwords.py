"""One's own account: the password, also by the link that was mailed, and the daily mail."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from hiring.accounts import actions, policy, queries
from hiring.accounts.access import current_actor, guarded, start_session
from hiring.accounts.forms import DigestForm, ForgottenForm, NewPasswordForm, PasswordForm
from hiring.accounts.models import PasswordLink
from hiring.accounts.passwords import hash_password, matches
from hiring.accounts.rules import Actor, Audience, Role
from hiring.accounts.tokens import token_hash
from hiring.accounts.views.blueprint import bp
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import COOKIE
from hiring.web.flashes import say
from hiring.web.limits import DOOR_LIMIT, MAIL_LIMIT, limiter
from hiring.web.public import public


@bp.route("/account", methods=["GET", "POST"])
@limiter.limit(DOOR_LIMIT, methods=["POST"])
@guarded(policy.USE_OWN_ACCOUNT)
def account(actor: Actor) -> ResponseReturnValue:
    """Change one's own password."""
    form = PasswordForm()
    user = queries.user_by_id(current_session(), actor.id)
    if form.submitted_and_valid() and user is not None:
        if matches(form.password.data, user.password_hash):
            new = hash_password(form.new_password.data)
            actions.change_password(begin_writing(), user, new, by=actor)
            token = actions.open_user_session(current_session(), Audience.STAFF, user.id)
            current_session().commit()
            start_session(token)
            say(_("Your password is changed. Every other session has ended."))
            return redirect(url_for(".account"))
        form.refuse("password", _("This is not your current password."))
    page = render_template("accounts/account.html", form=form, user=user, digest=_may_have_digest(actor))
    return page, form.status


def _may_have_digest(actor: Actor) -> bool:
    return not actor.roles.isdisjoint({Role.REVIEWER, Role.HIRING_MANAGER, Role.HR})


@bp.post("/account/digest")
@guarded(policy.USE_OWN_ACCOUNT)
def digest(actor: Actor) -> ResponseReturnValue:
    """Switch the daily mail on or off."""
    form, user = DigestForm(), queries.user_by_id(current_session(), actor.id)
    if form.submitted_and_valid() and user is not None and form.wanted.data in {"on", "off"}:
        wanted = form.wanted.data == "on"
        actions.choose_digest(begin_writing(), user, wanted=wanted, by=actor)
        current_session().commit()
        if wanted:
            say(_("You get the daily e-mail again while something waits for you."))
        else:
            say(_("You no longer get a daily e-mail. What is waiting is on your first page."))
    return redirect(url_for(".account"))


@bp.route("/password/forgotten", methods=["GET", "POST"])
@limiter.limit(MAIL_LIMIT, methods=["POST"])
@public("who has forgotten a password cannot sign in")
def forgotten() -> ResponseReturnValue:
    """Mail a link to set a new password; the same answer for known and unknown addresses."""
    form = ForgottenForm()
    if form.submitted_and_valid():
        actions.ask_for_password_link(begin_writing(), form.email.data)
        current_session().commit()
        return redirect(url_for(".on_its_way"))
    return render_template("accounts/forgotten.html", form=form), form.status


@bp.get("/password/sent")
@public("says the same to everybody")
def on_its_way() -> ResponseReturnValue:
    """Say what to do now and what if no mail comes."""
    return render_template("accounts/on_its_way.html")


@bp.route("/password/<string:token>", methods=["GET", "POST"])
@limiter.limit(DOOR_LIMIT)
@public("the secret in the address is the key, and was mailed to the owner of the account")
def set_password(token: str) -> ResponseReturnValue:
    """Set a password by the link that was mailed. Looking at the page changes nothing: scanners come too."""
    link = queries.password_link_by_hash(current_session(), token_hash(token))
    if link is None or not actions.is_open(link):
        return _over()
    _speak_to(link)
    form = NewPasswordForm()
    if form.submitted_and_valid():
        current_session().commit()  # hashing takes its time: it holds neither lock nor connection
        return _set(token, hash_password(form.new_password.data))
    return _page(form, link, token)


def _speak_to(link: PasswordLink) -> None:
    """Use the owner's language, unless another was chosen in this browser."""
    if current_actor() is None and COOKIE not in request.cookies:
        g.locale = link.user.locale
        refresh()


def _set(token: str, password_hash: str) -> ResponseReturnValue:
    session = begin_writing()
    link = queries.password_link_by_hash(session, token_hash(token), lock=True)
    try:
        if link is None:
            raise actions.PasswordLinkOver
        actions.set_password_by_link(session, link, password_hash)
    except actions.PasswordLinkOver:  # another tab was quicker, or the account has just been closed
        session.rollback()
        return _over()
    session.commit()
    say(_("Your password is set. Please sign in with it."))
    return redirect(url_for(".sign_in"))


def _page(form: NewPasswordForm, link: PasswordLink, token: str) -> ResponseReturnValue:
    return render_template("accounts/set_password.html", form=form, user=link.user, token=token), form.status


def _over() -> ResponseReturnValue:
    return render_template("accounts/link_over.html"), actions.PasswordLinkOver.status
