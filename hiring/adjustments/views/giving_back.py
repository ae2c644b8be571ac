"""HR gives minutes back: to one candidate, or to everybody who was writing at a time."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.adjustments import actions, policy
from hiring.adjustments.forms import GiveBackForm, GiveBackToAllForm
from hiring.adjustments.rules import ReturnOutcome
from hiring.adjustments.views.blueprint import bp
from hiring.db import begin_writing, current_session, give_up_writing
from hiring.errors import HiringError
from hiring.openings.models import Application, Opening
from hiring.openings.queries import application_by_public_id, opening_by_public_id
from hiring.openings.views.blueprint import dossier_address
from hiring.settings import current_settings
from hiring.web.flashes import say


@bp.route("/applications/<string:public_id>/give-back", methods=["GET", "POST"])
@guarded(policy.GRANT, load=application_by_public_id)
def give_back(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what giving back means for this candidate, and do it."""
    form, problem = GiveBackForm(), None
    form.name_operation()
    if form.submitted_and_valid():
        try:
            said = _given(actor, application, form)
        except HiringError as error:
            give_up_writing(current_session())
            problem = error
        else:
            say(said)
            return redirect(dossier_address(application))
    page = render_template(
        "adjustments/give_back.html",
        application=application,
        opening=application.opening,
        form=form,
        problem=_(problem.sentence) if problem else None,
    )
    return page, problem.status if problem else form.status


def _given(actor: Actor, application: Application, form: GiveBackForm) -> str:
    """Give back, commit, and return what to say about it."""
    row = actions.give_back(
        begin_writing(),
        application.id,
        form.minutes.data or 0,
        form.reason.data or "",
        operation=form.operation.data or "",
        grace=timedelta(seconds=current_settings().grace_seconds),
        by=actor,
    )
    again = row.outcome == ReturnOutcome.AGAIN
    current_session().commit()
    if again:
        return _("The section may be begun again within two days. The candidate is told by e-mail.")
    return ngettext(
        "The section that is running has %(num)d minute more.",
        "The section that is running has %(num)d minutes more.",
        form.minutes.data or 0,
    )


@bp.route("/openings/<string:public_id>/give-back", methods=["GET", "POST"])
@guarded(policy.GRANT_IN_OPENING, load=opening_by_public_id)
def give_back_to_all(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask when something was out of order, and have everybody get minutes back who was writing then."""
    today = clock.now().astimezone(ZoneInfo(opening.zone))
    form = GiveBackToAllForm(data={"day": today.date(), "minutes": 15})
    form.name_operation()
    if form.submitted_and_valid():
        since, until = form.moments(opening.zone)
        actions.give_back_to_all(
            begin_writing(),
            opening,
            form.minutes.data or 0,
            form.reason.data or "",
            since=since,
            until=until,
            operation=form.operation.data or "",
            by=actor,
        )
        current_session().commit()
        say(_("Everybody who was writing then gets the minutes now. This page shows the progress."))
        return redirect(url_for(".opening", public_id=opening.public_id))
    return render_template("adjustments/give_back_to_all.html", opening=opening, form=form), form.status
