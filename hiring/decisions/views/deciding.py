"""Record what is decided about one application."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.decisions import actions, policy, queries
from hiring.decisions.forms import DecisionForm
from hiring.decisions.queries import Offers
from hiring.decisions.rules import may_be_decided
from hiring.decisions.views.blueprint import bp
from hiring.errors import NotReady
from hiring.openings.models import Application
from hiring.openings.views.blueprint import dossier_address
from hiring.web.flashes import say


@bp.route("/applications/<string:public_id>/decision", methods=["GET", "POST"])
@guarded(policy.DECIDE, load=queries.application_to_decide)
def decide(actor: Actor, application: Application) -> ResponseReturnValue:
    """Ask for an outcome with its reason, and record it."""
    session, form, status = current_session(), DecisionForm(), 200
    meanwhile = beyond = against = False
    if not may_be_decided(application.stage):
        raise NotReady(actions.NOT_SCORED, missing=[])
    if actions.too_early(application.opening):
        raise NotReady(actions.TOO_EARLY, missing=[])
    if form.submitted_and_valid():
        try:
            actions.decide(begin_writing(), application, form.verdict(), by=actor)
        except actions.DecidedMeanwhile:
            status, meanwhile = 409, True
        except actions.AgainstOrder:
            status, against = 409, True
        except actions.BeyondPositions:
            status, beyond = 409, True
        else:
            session.commit()
            say(_("The decision is recorded. The candidate has not been told: that is for HR to do."))
            return redirect(dossier_address(application, "decision"))
    elif form.errors:
        status = 422
    given = queries.decisions_of(session, application.id)
    if meanwhile or not form.is_submitted():
        form.seen.data = given[0].public_id if given else ""
    shown = render_template(
        "decisions/decide.html",
        application=application,
        form=form,
        decisions=given,
        meanwhile=meanwhile,
        offers=_asked(application, form) if beyond else None,
        against=against,
    )
    return shown, status


def _asked(application: Application, form: DecisionForm) -> Offers:
    """Return who has an offer already, and have the form say that its sender was asked about them."""
    offers = queries.offers_of(current_session(), application.opening_id, but=[application.id])
    form.offers_known.data = str(offers.number)
    return offers
