"""What HR's first page says of candidates who ask for time, or for another time of their interview."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.adjustments import queries
from hiring.i18n.choice import localised
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return one line for each opening; nobody who waits has begun for that reason alone, so it is urgent."""
    time, interview = queries.openings_that_ask(session, actor.id, most=LINES_OF_A_KIND)
    return [_of_time(asked) for asked in time] + [_of_interview(asked) for asked in interview]


def _of_time(asked: queries.AskedOpening) -> TodoItem:
    sentence = ngettext(
        "%(num)d candidate asks for an adjustment and waits for your answer",
        "%(num)d candidates ask for an adjustment and wait for your answer",
        asked.number,
    )
    address = url_for("adjustments.opening", public_id=asked.public_id)
    return TodoItem(Urgency.NOW, sentence, localised(asked.title), address)


def _of_interview(asked: queries.AskedOpening) -> TodoItem:
    sentence = ngettext(
        "%(num)d candidate asks about the time of the interview and waits for your answer",
        "%(num)d candidates ask about the time of the interview and wait for your answer",
        asked.number,
    )
    address = url_for("interviews.opening", public_id=asked.public_id)
    return TodoItem(Urgency.NOW, sentence, localised(asked.title), address)
