"""HR's part of the home page about references: who has been silent for too long."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.i18n.choice import localised
from hiring.references import queries
from hiring.references.queries import Silence
from hiring.references.rules import SILENT_AFTER
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency, with_rest


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return, per application, how many referees have not answered for more than a week."""
    silences, total = queries.silent_referees(session, actor.id, limit=LINES_OF_A_KIND)
    lines = [_line(silence) for silence in silences]
    return with_rest(lines, total, _("Referees who have not answered"), url_for("references.silent"))


def _line(silence: Silence) -> TodoItem:
    sentence = ngettext(
        "%(num)d referee has not answered for more than %(days)s days",
        "%(num)d referees have not answered for more than %(days)s days",
        silence.referees,
        days=SILENT_AFTER.days,
    )
    about = f"{silence.candidate} – {localised(silence.opening)}"
    address = url_for("references.requests", public_id=silence.application_public_id)
    return TodoItem(Urgency.SOON, sentence, about, address)
