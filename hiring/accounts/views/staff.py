"""The administrator: accounts, their roles, and how their owners come in."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts import actions, policy, queries
from hiring.accounts.access import guarded
from hiring.accounts.forms import InviteForm, RolesForm, StaffCorrectionForm, UserForm
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import ROLE_NAMES, Actor, Occasion, Role
from hiring.accounts.views.blueprint import bp
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.mail.models import MESSAGE_STATE_NAMES
from hiring.persons import Correction
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.paging import cursor_in, searched_text


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
    settings = current_settings()
    form = (InviteForm if settings.sends_mail else UserForm)(locale=actor.locale)
    if form.submitted_and_valid():
        password_hash = "" if settings.sends_mail else hash_password(form.password.data)
        try:
            user = actions.add_user(
                begin_writing(),
                email=form.email.data,
                name=form.name.data,
                password_hash=password_hash,
                roles=form.roles.data,
                by=actor,
                locale=form.locale.data,
            )
        except actions.AddressTaken as error:
            form.refuse("email", _(error.sentence))
        else:
            return _added(user, by=actor)
    return render_template("accounts/new_user.html", form=form), form.status


def _added(user: User, *, by: Actor) -> ResponseReturnValue:
    settings, session = current_settings(), current_session()
    if settings.sends_mail:
        actions.mail_password_link(session, user, Occasion.NEW, by=by, secret_key=settings.secret_key)
        said = _("The account of %(name)s is made. A link to set a password is on its way.", name=user.name)
    else:
        said = _("The account of %(name)s is ready.", name=user.name)
    session.commit()
    say(said)
    return redirect(url_for(".users"))


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
    mailed = queries.password_mail_of(current_session(), user)
    page = render_template(
        "accounts/user.html", form=form, user=user, mailed=mailed, STATES=MESSAGE_STATE_NAMES
    )
    return page, form.status


@bp.route("/users/<string:public_id>/person", methods=["GET", "POST"])
@guarded(policy.MANAGE_USERS, load=queries.user_by_public_id)
def correct_user(actor: Actor, user: User) -> ResponseReturnValue:
    """Put the name or address of a member of staff right."""
    form = StaffCorrectionForm(data=_called(user))
    form.carry(actions.person_mark(user))
    if form.submitted_and_valid():
        name, email, seen = form.name.data, form.email.data, form.seen.data or ""
        try:
            came = actions.correct_user(begin_writing(), user, name, email, seen=seen, by=actor)
        except StalePage:
            saved = StaffCorrectionForm(formdata=None, data=_called(user))
            form.show_saved(actions.person_mark(user), saved)
        except actions.AddressTaken as error:
            form.refuse("email", _(error.sentence))
        else:
            current_session().commit()
            match came:
                case Correction.MOVED:
                    say(_("Corrected. %(name)s signs in with the new address from now on.", name=name))
                case Correction.DONE:
                    say(_("Corrected."))
                case Correction.UNCHANGED:
                    say(_("Nothing was changed."))
            return redirect(url_for(".user", public_id=user.public_id))
    return render_template("accounts/person.html", user=user, form=form), form.status


def _called(user: User) -> dict[str, str]:
    return {"name": user.name, "email": user.email}


@bp.post("/users/<string:public_id>/password-link")
@guarded(policy.MANAGE_USERS, load=queries.user_by_public_id)
def password_link(actor: Actor, user: User) -> ResponseReturnValue:
    """Mail a member of staff a link to set a password: the first has expired, or was lost."""
    occasion = Occasion.FORGOTTEN if user.password_hash else Occasion.NEW
    secret_key = current_settings().secret_key
    sent = actions.mail_password_link(begin_writing(), user, occasion, by=actor, secret_key=secret_key)
    current_session().commit()
    if sent:
        say(_("A link to set a password is on its way to %(name)s.", name=user.name))
    else:
        say(_("No link was sent: the account is closed, or several went out within the last hour."))
    return redirect(url_for(".user", public_id=user.public_id))


def _standing(user: User) -> dict[str, Any]:
    return {"roles": [Role(role.role) for role in user.roles], "active": user.active}
