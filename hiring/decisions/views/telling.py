"""HR: note that somebody was told by other means, take that back, have a lost letter written anew."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.decisions import actions, policy, queries
from hiring.decisions.forms import TellingForm
from hiring.decisions.rules import Outcome
from hiring.decisions.views.blueprint import bp
from hiring.openings.models import Application
from hiring.openings.views.blueprint import dossier_address
from hiring.web.flashes import say


@bp.route("/applications/<string:public_id>/told", methods=["GET", "POST"])
@guarded(policy.TELL, load=queries.application_to_decide)
def note_told(actor: Actor, application: Application) -> ResponseReturnValue:
    """Ask how and when the candidate was told, and note it."""
    session, back = current_session(), redirect(dossier_address(application, "decision"))
    decision = queries.standing_decision(session, application.id)
    if decision is None or not application.awaits_letter:
        say(_(actions.NothingToTell.sentence), "warning")
        return back
    form = TellingForm(zone=application.opening.zone)
    if form.submitted_and_valid():
        way, told_at = form.way_of_telling(), form.moment()
        actions.note_told(begin_writing(), application, way, told_at, by=actor)
        session.commit()
        say(_("It is noted that the candidate has been told."))
        return back
    page = render_template(
        "decisions/telling.html", application=application, outcome=Outcome(decision.outcome), form=form
    )
    return page, form.status


@bp.post("/applications/<string:public_id>/told/take-back")
@guarded(policy.TELL, load=queries.application_to_decide)
def take_note_back(actor: Actor, application: Application) -> ResponseReturnValue:
    """Remove the note: the candidate waits for a letter again."""
    actions.take_note_back(begin_writing(), application, by=actor)
    current_session().commit()
    say(_("The note is removed. The candidate is waiting for a letter again."))
    return redirect(dossier_address(application, "decision"))


@bp.post("/applications/<string:public_id>/letter/anew")
@guarded(policy.TELL, load=queries.application_to_decide)
def write_anew(actor: Actor, application: Application) -> ResponseReturnValue:
    """Set a letter aside that could not be delivered, and show the one that is written instead."""
    actions.set_failed_letter_aside(begin_writing(), application, by=actor)
    current_session().commit()
    return redirect(url_for(".letter", public_id=application.public_id))
