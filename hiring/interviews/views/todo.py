"""What interviews put on the first page of an interviewer: interviews whose card is not locked."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.interviews import queries
from hiring.web.todo import TodoItem, Urgency


def todo_of_interviewer(session: Session, actor: Actor) -> list[TodoItem]:
    """Return one line where interviews have begun and their card is not locked."""
    number = queries.cards_to_lock(session, actor.id)
    if not number:
        return []
    sentence = ngettext(
        "%(num)d interview was held and your card is not locked",
        "%(num)d interviews were held and your cards are not locked",
        number,
    )
    return [TodoItem(Urgency.NOW, sentence, "", url_for("interviews.interviews"))]
