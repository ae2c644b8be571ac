"""The home page's part about decisions: candidates that wait for one."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.queries import WaitingOpening
from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.openings.rules import MemberRole
from hiring.web.todo import LINES_OF_A_KIND, Panel, TodoItem, Urgency

OPENINGS_AT_HOME = 5

#: What stands here later, for whoever has nothing to do yet.
COMES_TO_MANAGERS = N_(
    "Candidates wait for you here once all of their answers are scored. "
    "HR chooses in which openings you decide."
)


def todo_of_hiring_manager(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the openings in which scored candidates wait for this hiring manager's decision."""
    role = MemberRole.HIRING_MANAGER
    waiting = queries.openings_that_wait(session, actor.id, role, most=LINES_OF_A_KIND)
    return [_undecided(one, Urgency.SOON) for one in waiting]


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the openings in which somebody is decided on and not told, or waits for a decision.

    The latter is less urgent than for hiring managers, who usually decide.
    """
    untold, undecided = queries.work_of_hr(session, actor.id, most=LINES_OF_A_KIND)
    return [
        *(_untold(one) for one in untold),
        *(_undecided(one, Urgency.SOMETIME) for one in undecided),
    ]


def _untold(one: WaitingOpening) -> TodoItem:
    sentence = ngettext(
        "%(num)d candidate has a decision and has not been told",
        "%(num)d candidates have a decision and have not been told",
        one.number,
    )
    address = url_for("decisions.letters", public_id=one.public_id)
    return TodoItem(Urgency.SOON, sentence, localised(one.title), address)


def _undecided(one: WaitingOpening, urgency: Urgency) -> TodoItem:
    sentence = ngettext(
        "%(num)d scored candidate waits for a decision",
        "%(num)d scored candidates wait for a decision",
        one.number,
    )
    address = url_for("decisions.shortlist", public_id=one.public_id)
    return TodoItem(urgency, sentence, localised(one.title), address)


def openings_of_hiring_manager(session: Session, actor: Actor) -> Panel:
    """Return the hiring manager's openings with how many candidates can be read."""
    managed = queries.openings_to_decide(session, actor.id, Cursor(), size=OPENINGS_AT_HOME)
    return Panel("decisions/home.html", {"managed": managed})
