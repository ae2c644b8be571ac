"""What adjustments put on HR's first page: openings in which candidates wait for an answer."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.adjustments import queries
from hiring.i18n.choice import localised
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return one line for each opening; nobody who waits has begun for that reason alone, so it is urgent."""
    return [
        TodoItem(
            Urgency.NOW,
            ngettext(
                "%(num)d candidate asks for an adjustment and waits for your answer",
                "%(num)d candidates ask for an adjustment and wait for your answer",
                asked.number,
            ),
            localised(asked.title),
            url_for("adjustments.opening", public_id=asked.public_id),
        )
        for asked in queries.openings_that_ask(session, actor.id, most=LINES_OF_A_KIND)
    ]
