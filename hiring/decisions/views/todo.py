"""The home page's part about decisions: candidates that wait for one."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.i18n.choice import localised
from hiring.openings.rules import MemberRole
from hiring.web.todo import LINES_OF_A_KIND, Panel, TodoItem, Urgency

OPENINGS_AT_HOME = 5


def todo_of_hiring_manager(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the openings in which scored candidates wait for this hiring manager's decision."""
    return _waiting(session, actor, MemberRole.HIRING_MANAGER, Urgency.SOON)


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the same for HR, less urgent: hiring managers usually decide."""
    return _waiting(session, actor, MemberRole.HR, Urgency.SOMETIME)


def letters_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the openings in which somebody is decided on and has not been told."""
    return [
        TodoItem(
            Urgency.SOON,
            ngettext(
                "%(num)d candidate is decided on and has not been told",
                "%(num)d candidates are decided on and have not been told",
                number,
            ),
            localised(title),
            url_for("decisions.letters", public_id=public_id),
        )
        for public_id, title, number in queries.openings_awaiting(session, actor.id, most=LINES_OF_A_KIND)
    ]


def _waiting(session: Session, actor: Actor, role: MemberRole, urgency: Urgency) -> list[TodoItem]:
    return [
        TodoItem(
            urgency,
            ngettext(
                "%(num)d scored candidate waits for a decision",
                "%(num)d scored candidates wait for a decision",
                one.scored,
            ),
            localised(one.title),
            url_for("decisions.shortlist", public_id=one.public_id),
        )
        for one in queries.openings_that_wait(session, actor.id, role, most=LINES_OF_A_KIND)
    ]


def openings_of_hiring_manager(session: Session, actor: Actor) -> Panel:
    """Return the hiring manager's openings with how many candidates can be read."""
    managed = queries.openings_to_decide(session, actor.id, Cursor(), size=OPENINGS_AT_HOME)
    return Panel("decisions/home.html", {"managed": managed})
