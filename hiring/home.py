"""The first page after signing in, and the menu: what this person may do here."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hiring.accounts import policy as accounts
from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor, Permission
from hiring.banks import policy as banks
from hiring.i18n import N_
from hiring.rubrics import policy as rubrics
from hiring.scoring import policy as scoring

bp = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    name: str
    address: str
    here: bool


#: (name, endpoint, permission that opens it), in the order in which the work is done.
MENU: tuple[tuple[str, str, Permission], ...] = (
    (N_("Home"), "home.home", accounts.USE_OWN_ACCOUNT),
    (N_("Rubrics"), "rubrics.rubrics", rubrics.WRITE_RUBRICS),
    (N_("Question bank"), "banks.banks", banks.READ_BANKS),
    (N_("Marking"), "scoring.reviews", scoring.REVIEW),
    (N_("Staff"), "accounts.users", accounts.MANAGE_USERS),
)


def navigation() -> list[Entry]:
    """Return the menu of whoever is signed in."""
    actor = current_actor()
    return [
        Entry(gettext(name), url_for(endpoint), request.endpoint == endpoint)
        for name, endpoint, permission in MENU
        if permission.allows(actor)
    ]


@bp.get("/")
@guarded(accounts.USE_OWN_ACCOUNT)
def home(actor: Actor) -> ResponseReturnValue:
    """Show what needs this person."""
    return redirect(url_for("accounts.account"))


def register(app: Flask) -> None:
    """Attach the page and the menu."""
    app.register_blueprint(bp)
    names: dict[str, Any] = {"navigation": navigation}
    app.jinja_env.globals.update(names)
