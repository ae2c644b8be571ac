"""The first page after signing in, and the menu: what this person may do here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts import policy as accounts
from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor, Permission
from hiring.assessments import policy as assessments
from hiring.banks import policy as banks
from hiring.db import current_session
from hiring.decisions import policy as decisions
from hiring.decisions.views import todo as decisions_home
from hiring.i18n import N_
from hiring.openings import policy as openings
from hiring.openings.views import todo as openings_home
from hiring.oversight import policy as oversight
from hiring.oversight.views import todo as oversight_home
from hiring.references.views import todo as references_home
from hiring.rubrics import policy as rubrics
from hiring.scoring import policy as scoring
from hiring.scoring.views import todo as scoring_home
from hiring.settings import current_settings
from hiring.web.todo import Panel, TodoItem

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
    (N_("Openings"), "openings.openings", openings.START_OPENINGS),
    (N_("Rubrics"), "rubrics.rubrics", rubrics.LIST_RUBRICS),
    (N_("Assessments"), "assessments.assessments", assessments.READ_ASSESSMENTS),
    (N_("Question bank"), "banks.banks", banks.READ_BANKS),
    (N_("Marking"), "scoring.reviews", scoring.REVIEW),
    (N_("Shortlists"), "decisions.shortlists", decisions.LIST_SHORTLISTS),
    (N_("Outbox"), "oversight.outbox", oversight.READ_OUTBOX),
    (N_("Audit trail"), "oversight.trail", oversight.READ_TRAIL),
    (N_("Staff"), "accounts.users", accounts.MANAGE_USERS),
    (N_("System"), "oversight.system", oversight.WATCH_SYSTEM),
)


#: (permission, what needs this person); every capability adds its own line.
HOME_TODO: tuple[tuple[Permission, Callable[[Session, Actor], list[TodoItem]]], ...] = (
    (oversight.CONFIRM_CLOCK, oversight_home.todo_of_clock),
    (openings.START_OPENINGS, openings_home.todo_of_hr),
    (openings.START_OPENINGS, references_home.todo_of_hr),
    (scoring.REVIEW, scoring_home.todo_of_reviewer),
    (openings.START_OPENINGS, scoring_home.todo_of_hr),
    (openings.START_OPENINGS, decisions_home.todo_of_hr),
    (decisions.LIST_SHORTLISTS, decisions_home.todo_of_hiring_manager),
    (oversight.WATCH_SYSTEM, oversight_home.todo_of_admin),
    (oversight.READ_OUTBOX, oversight_home.todo_of_hr),
)
#: (permission, a panel of running work), from top to bottom.
HOME_PANELS: tuple[tuple[Permission, Callable[[Session, Actor], Panel | None]], ...] = (
    (openings.START_OPENINGS, openings_home.running_openings),
    (decisions.LIST_SHORTLISTS, decisions_home.openings_of_hiring_manager),
)

#: Until which hour of the day which greeting is said.
_GREETINGS = (
    (4, N_("Good evening, %(name)s")),
    (11, N_("Good morning, %(name)s")),
    (15, N_("Good day, %(name)s")),
    (18, N_("Good afternoon, %(name)s")),
    (24, N_("Good evening, %(name)s")),
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
    """Show what needs this person, what hurts first on top, and the work that is running."""
    session = current_session()
    todo = [
        item for permission, find in HOME_TODO if permission.allows(actor) for item in find(session, actor)
    ]
    panels = [
        panel
        for permission, draw in HOME_PANELS
        if permission.allows(actor) and (panel := draw(session, actor)) is not None
    ]
    return render_template(
        "home/home.html",
        greeting=_greeting(actor.name),
        todo=sorted(todo, key=lambda item: item.urgency),
        panels=panels,
        may_start_openings=openings.START_OPENINGS.allows(actor),
    )


def _greeting(name: str) -> str:
    zone = ZoneInfo(current_settings().zone)
    hour = clock.now().astimezone(zone).hour
    return str(gettext(next(words for until, words in _GREETINGS if hour < until), name=name))


def register(app: Flask) -> None:
    """Attach the page and the menu."""
    app.register_blueprint(bp)
    names: dict[str, Any] = {"navigation": navigation}
    app.jinja_env.globals.update(names)
