"""HR's part of the home page about references: who is silent, who waits for an answer, what to look at."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.i18n.choice import localised
from hiring.references import queries
from hiring.references.queries import Silence, Waiting
from hiring.references.rules import SILENT_AFTER
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency, with_rest


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return, per application, what waits; of what HR answers or closes the next move up from below."""
    work = queries.work_with_referees(session, actor.id, limit=LINES_OF_A_KIND)
    silent = with_rest(
        [_line(silence) for silence in work.silences],
        work.silent,
        _("Referees who have not answered"),
        url_for("references.silent"),
    )
    return [*map(_excuse, work.excuses), *silent, *map(_hints, work.flags)]


def _line(silence: Silence) -> TodoItem:
    sentence = ngettext(
        "%(num)d referee has not answered for more than %(days)s days",
        "%(num)d referees have not answered for more than %(days)s days",
        silence.referees,
        days=SILENT_AFTER.days,
    )
    return _item(Urgency.SOON, sentence, silence)


def _excuse(waiting: Waiting) -> TodoItem:
    sentence = ngettext(
        "The candidate can name nobody of %(num)d kind of referee and waits for your answer",
        "The candidate can name nobody of %(num)d kinds of referees and waits for your answer",
        waiting.number,
    )
    return _item(Urgency.SOON, sentence, waiting)


def _hints(waiting: Waiting) -> TodoItem:
    sentence = ngettext(
        "%(num)d hint about a referee is to be looked at and closed",
        "%(num)d hints about referees are to be looked at and closed",
        waiting.number,
    )
    return _item(Urgency.SOMETIME, sentence, waiting)


def _item(urgency: Urgency, sentence: str, about: Silence | Waiting) -> TodoItem:
    address = url_for("references.requests", public_id=about.application_public_id)
    return TodoItem(urgency, sentence, f"{about.candidate} – {localised(about.opening)}", address)
