"""What the home page asks of administrators: look after work that waits or was given up."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.oversight import health
from hiring.web.needs import Need, Urgency


def needs_of_admin(session: Session, actor: Actor) -> list[Need]:
    """Return what keeps the system from doing its work."""
    found = []
    backlog, address = health.backlog(session), url_for("oversight.system")
    if not health.worker(session).well or backlog.stuck:
        found.append(Need(Urgency.NOW, _("Mails and reports are not being worked on."), _("System"), address))
    if backlog.dead:
        sentence = ngettext(
            "%(num)d piece of work was given up.", "%(num)d pieces of work were given up.", backlog.dead
        )
        found.append(Need(Urgency.SOON, sentence, _("System"), address))
    return found
