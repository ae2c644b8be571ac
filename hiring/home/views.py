"""The first page after signing in."""

from zoneinfo import ZoneInfo

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.policy import USE_OWN_ACCOUNT
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.home.first_page import buttons_of, coming_to, running_work_of, todo_of
from hiring.i18n import N_
from hiring.settings import current_settings

bp = Blueprint("home", __name__)

#: Until which hour of the day which greeting is said.
_GREETINGS = (
    (4, N_("Good evening, %(name)s")),
    (11, N_("Good morning, %(name)s")),
    (15, N_("Good day, %(name)s")),
    (18, N_("Good afternoon, %(name)s")),
    (24, N_("Good evening, %(name)s")),
)


@bp.get("/")
@guarded(USE_OWN_ACCOUNT)
def home(actor: Actor) -> ResponseReturnValue:
    """Show what needs this person, what hurts first on top, and the work that is running."""
    session = current_session()
    return render_template(
        "home/home.html",
        greeting=_greeting(actor.name),
        todo=todo_of(session, actor),
        coming=coming_to(actor),
        above=running_work_of(session, actor, above=True),
        panels=running_work_of(session, actor),
        buttons=buttons_of(actor),
    )


def _greeting(name: str) -> str:
    zone = ZoneInfo(current_settings().zone)
    hour = clock.now().astimezone(zone).hour
    return gettext(next(words for until, words in _GREETINGS if hour < until), name=name)
