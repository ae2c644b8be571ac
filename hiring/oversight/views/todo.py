"""What the home page says of the system: work that waits, was given up, or is held after a restore."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.i18n import N_
from hiring.organisation.views import first_day_facts
from hiring.oversight import health
from hiring.timekeeping.queries import doubt
from hiring.timekeeping.rules import DOUBT_SENTENCES
from hiring.web.todo import TodoItem, Urgency

#: What stands here later, for whoever has nothing to do yet.
COMES_TO_ADMINISTRATORS = N_("This list shows when work of the system is held up or was given up.")


def todo_of_clock(session: Session, actor: Actor) -> list[TodoItem]:
    """Return that the clock is doubted, where it is."""
    found = doubt(session)
    if found is None:
        return []
    sentence = _(
        "%(why)s Nothing is closed or ended by it, and nobody is reminded, "
        "until somebody confirms that it is right.",
        why=_(DOUBT_SENTENCES[found]),
    )
    return [TodoItem(Urgency.NOW, sentence, _("Clock of the server"), url_for("oversight.clock"))]


def todo_of_admin(session: Session, actor: Actor) -> list[TodoItem]:
    """Return what keeps the system from doing its work."""
    found: list[TodoItem] = []
    found += _held(session, _("System"), url_for("oversight.system"))
    backlog, address = health.backlog(session), url_for("oversight.system")
    if not health.worker(session).well or backlog.stuck:
        found.append(
            TodoItem(Urgency.NOW, _("E-mails and reports are not being worked on."), _("System"), address)
        )
    if backlog.dead:
        sentence = ngettext(
            "%(num)d piece of work was given up.", "%(num)d pieces of work were given up.", backlog.dead
        )
        found.append(TodoItem(Urgency.SOON, sentence, _("System"), address))
    return found


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return what HR must know before wondering why no mail goes out."""
    return _held(session, _("Outbox"), url_for("oversight.outbox"))


def _held(session: Session, about: str, address: str) -> list[TodoItem]:
    if first_day_facts(session).held is None:
        return []
    return [TodoItem(Urgency.NOW, _("Background work is held since a backup was restored."), about, address)]
