"""HR reminds candidates who have not handed in, with the mail exactly as it will go out."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.mail.actions import unsent
from hiring.mail.letters import Letter, write
from hiring.openings import actions, policy, queries
from hiring.openings.actions.invitations import newest_link
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.actions.reminders import REMINDER, reminder_to, why_not
from hiring.openings.models import Application, Opening
from hiring.openings.rules import NOT_REMINDED_SENTENCES
from hiring.openings.views.blueprint import bp
from hiring.openings.views.chosen import confirmed, lead_on, onward, preview
from hiring.web.flashes import say


@bp.get("/openings/<string:public_id>/remind")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def remind(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would be reminded, with the mail to the first, and who would not and why."""
    return preview(opening, "remind", lambda chosen: _sorted_out(opening, chosen))


def _sorted_out(opening: Opening, chosen: list[Application]) -> dict[str, Any]:
    reasons = [(application, why_not(application, newest_link(application))) for application in chosen]
    going = [application for application, reason in reasons if reason is None]
    return {
        "going": going,
        "staying": [(each, NOT_REMINDED_SENTENCES[reason]) for each, reason in reasons if reason is not None],
        "letter": _preview(opening, going[0]) if going else None,
    }


def _preview(opening: Opening, application: Application) -> Letter:
    """Write the reminder to one candidate, by the same way as the one that is sent."""
    mailing = reminder_to(opening, application)
    return write(current_app, unsent(current_session(), REMINDER, mailing, opening.id), show_link=False)


@bp.post("/openings/<string:public_id>/remind")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_reminders(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Remind everybody of the preview who still can be."""
    named, operation = confirmed()
    if len(named) > AT_ONCE:
        batch = actions.remind_many(begin_writing(), opening, named, operation=operation, by=actor)
        current_session().commit()
        being_sent = _("The reminders are being sent. The page of the opening shows the progress.")
        return lead_on(opening, batch, being_sent)
    number = actions.remind(begin_writing(), opening, named, by=actor)
    current_session().commit()
    if number:
        say(reminded_sentence(number))
    else:
        say(_("Nothing was sent: none of them can be reminded now."), "warning")
    return onward(opening)


def reminded_sentence(number: int) -> str:
    return ngettext("%(num)d reminder is on its way.", "%(num)d reminders are on their way.", number)
