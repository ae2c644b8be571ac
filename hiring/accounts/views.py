"""Sign in, sign out, choose a language, own password; accounts for the administrator."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts import actions, policy, queries
from hiring.accounts.access import (
    STAFF_HOME,
    current_actor,
    end_session,
    entrance_of,
    guarded,
    own_path,
    start_session,
)
from hiring.accounts.forms import PasswordForm, RolesForm, SignInForm, UserForm
from hiring.accounts.menu import SIGN_IN_LINKS
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password, matches
from hiring.accounts.rules import ROLE_NAMES, Actor, Audience, Role
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n import LOCALES
from hiring.i18n.choice import current_locale, remember
from hiring.web.flashes import say
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.paging import cursor_in, searched_text
from hiring.web.public import public

bp = Blueprint("accounts", __name__)


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
        token = actions.sign_in(begin_writing(), email, proven)
        current_session().commit()
        if token is not None:
            start_session(token)
            return redirect(target or STAFF_HOME.address())
        form.refuse("password", _("The address or the password is not right."))
    page = render_template("accounts/sign_in.html", form=form, target=target, links=SIGN_IN_LINKS.here())
    return page, 422 if form.errors else 200


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
    return render_template("accounts/account.html", form=form, user=user), 422 if form.errors else 200


@bp.get("/users")
@guarded(policy.MANAGE_USERS)
def users(actor: Actor) -> ResponseReturnValue:
    """List the staff with their roles, or those whom a search finds."""
    search = searched_text(request.args.get("q"))
    page = queries.users_page(current_session(), search, cursor_in(request.args))
    return render_template("accounts/users.html", page=page, search=search, ROLE_NAMES=ROLE_NAMES)


@bp.route("/users/new", methods=["GET", "POST"])
@guarded(policy.MANAGE_USERS)
def new_user(actor: Actor) -> ResponseReturnValue:
    """Add a member of staff."""
    form = UserForm()
    if form.submitted_and_valid():
        password_hash = hash_password(form.password.data)
        try:
            user = actions.add_user(
                begin_writing(),
                email=form.email.data,
                name=form.name.data,
                password_hash=password_hash,
                roles=form.roles.data,
                by=actor,
            )
        except actions.AddressTaken as error:
            form.refuse("email", _(error.sentence))
        else:
            current_session().commit()
            say(_("The account of %(name)s is ready.", name=user.name))
            return redirect(url_for(".users"))
    return render_template("accounts/new_user.html", form=form), 422 if form.errors else 200


@bp.route("/users/<string:public_id>", methods=["GET", "POST"])
@guarded(policy.MANAGE_USERS, load=queries.user_by_public_id)
def user(actor: Actor, user: User) -> ResponseReturnValue:
    """Change what a member of staff may do; where that is a change their sessions end at once."""
    form = RolesForm(data=_standing(user))
    form.carry(actions.standing_mark(user))
    if form.submitted_and_valid():
        roles, active, seen = form.roles.data, form.active.data, form.seen.data or ""
        try:
            changed = actions.change_standing(
                begin_writing(), user, roles, active=active, seen=seen, by=actor
            )
        except StalePage:
            form.show_saved(actions.standing_mark(user), RolesForm(formdata=None, data=_standing(user)))
        else:
            current_session().commit()
            if changed:
                say(_("The roles of %(name)s are changed.", name=user.name))
            else:
                say(_("Nothing was changed."))
            return redirect(url_for(".users"))
    page = render_template("accounts/user.html", form=form, user=user)
    return page, form.status


def _standing(user: User) -> dict[str, Any]:
    return {"roles": [Role(role.role) for role in user.roles], "active": user.active}
