"""A candidate asks for an adjustment, and reads what HR has answered."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.adjustments import actions, policy, queries
from hiring.adjustments.forms import WishForm
from hiring.adjustments.views.blueprint import candidates
from hiring.db import begin_writing, current_session
from hiring.openings.models import Application
from hiring.openings.rules import WRITING, Stage
from hiring.sittings.status_panel import StatusPanel
from hiring.web.flashes import say


@candidates.route("/adjustment", methods=["GET", "POST"])
@guarded(policy.ASK)
def adjustment(actor: Actor) -> ResponseReturnValue:
    """Show what was asked for, answered and granted; where nothing waits, let the candidate ask."""
    application, form, problem = _own_application(actor), WishForm(), None
    if form.submitted_and_valid():
        try:
            actions.ask_adjustment(begin_writing(), application, form.wish.data or "", by=actor)
        except (actions.AskedAlready, actions.NothingToAdjust) as error:
            problem = error
        else:
            current_session().commit()
            say(_("HR has received your request. Only HR sees it; reviewers are not told."))
            return redirect(url_for(".adjustment"))
    requests = queries.requests_of(current_session(), application.id)
    page = render_template(
        "adjustments/candidate.html",
        application=application,
        granted=application.granted,
        requests=requests,
        waiting=any(each.granted is None for each in requests),
        writing=Stage(application.stage) in WRITING,
        form=form,
        problem=_(problem.sentence) if problem else None,
    )
    return page, problem.status if problem else form.status


def on_first_page(session: Session, application: Application) -> StatusPanel | None:
    """Return what the list of steps says: that an adjustment can be asked for, or what became of it."""
    newest = next(iter(queries.requests_of(session, application.id)), None)
    values = {"newest": newest, "granted": application.granted, "application": application}
    return StatusPanel("adjustments/on_first_page.html", values)


def _own_application(actor: Actor) -> Application:
    application = queries.own_application(current_session(), actor.id)
    if application is None:
        abort(404)
    return application
