"""HR reminds candidates who have not handed in, with the mail exactly as it will go out."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded, own_path
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.jobs.models import Batch
from hiring.mail.actions import unsent
from hiring.mail.letters import Letter, write
from hiring.openings import actions, policy, queries
from hiring.openings.actions.invitations import newest_link
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.actions.reminders import REMINDER, reminder_to, why_not
from hiring.openings.models import Application, Opening
from hiring.openings.rules import NOT_REMINDED_SENTENCES
from hiring.openings.views.batches import batch_address
from hiring.openings.views.blueprint import bp
from hiring.openings.views.chosen import MOST_AT_ONCE, SHOWN_AT_ONCE, chosen_in_address, next_address
from hiring.web.flashes import say
from hiring.web.forms import OperationForm


@bp.get("/openings/<string:public_id>/remind")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def remind(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would be reminded, with the mail to the first, and who would not and why."""
    rows, left = chosen_in_address(opening)
    if not rows:
        say(_("Choose at least one candidate first."), "warning")
        return redirect(url_for(".opening", public_id=opening.public_id))
    chosen = queries.applications_chosen(current_session(), opening.id, [name for _id, name in rows])
    reasons = [(application, why_not(application, newest_link(application))) for application in chosen]
    going = [application for application, reason in reasons if reason is None]
    return render_template(
        "openings/remind.html",
        opening=opening,
        going=going,
        staying=[(each, NOT_REMINDED_SENTENCES[reason]) for each, reason in reasons if reason is not None],
        letter=_preview(opening, going[0]) if going else None,
        left=left,
        next_address=next_address(".remind", opening, rows[-1][0]) if left else "",
        most=MOST_AT_ONCE,
        shown=SHOWN_AT_ONCE,
        form=OperationForm(),
    )


def _preview(opening: Opening, application: Application) -> Letter:
    """Write the reminder to one candidate, by the same way as the one that is sent."""
    mailing = reminder_to(opening, application)
    return write(current_app, unsent(current_session(), REMINDER, mailing, opening.id), show_link=False)


@bp.post("/openings/<string:public_id>/remind")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_reminders(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Remind everybody of the preview who still can be."""
    onward = own_path(request.form.get("next"))
    back = redirect(onward or url_for(".opening", public_id=opening.public_id))
    named = " ".join(request.form.getlist("who")).split()[:MOST_AT_ONCE]
    form = OperationForm()
    if not form.submitted_and_valid():
        named = []
    if len(named) > AT_ONCE:
        operation = form.operation_id.data or ""
        batch = actions.remind_many(begin_writing(), opening, named, operation=operation, by=actor)
        current_session().commit()
        return _reminding(opening, batch, onward)
    number = actions.remind(begin_writing(), opening, named, by=actor)
    current_session().commit()
    if number:
        say(reminded_sentence(number))
    else:
        say(_("Nothing was sent: nobody of them can be reminded now."), "warning")
    return back


def _reminding(opening: Opening, batch: Batch, onward: str | None) -> ResponseReturnValue:
    """Lead to how far the work is, or on to the next part of a long view."""
    if onward is None:
        return redirect(batch_address(opening, batch))
    say(_("The reminders are being sent. The page of the opening shows the progress."))
    return redirect(onward)


def reminded_sentence(number: int) -> str:
    return str(ngettext("%(num)d reminder is on its way.", "%(num)d reminders are on their way.", number))
