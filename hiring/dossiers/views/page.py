"""The page of an application: everything that is known of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.dossiers import policy, queries
from hiring.dossiers.presentation import presented
from hiring.dossiers.views.blueprint import bp
from hiring.openings.dossier_panel import ApplicationReader, panels_for
from hiring.openings.models import Application
from hiring.openings.policy import RUN_APPLICATION
from hiring.openings.rules import Stage


@bp.get("/applications/<string:public_id>")
@guarded(policy.READ_DOSSIER, load=queries.application_to_read)
def dossier(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show what is known of a candidate: scores, reasons, references, facts, answers, decisions."""
    if application.stage == Stage.STOPPED:
        return render_template("dossiers/not_used.html", application=application, opening=application.opening)
    reader = ApplicationReader(current_session(), application)
    return render_template(
        "dossiers/dossier.html",
        application=application,
        opening=application.opening,
        stage=application.stage,
        runs_it=RUN_APPLICATION.allows(actor, application),
        panels=panels_for(actor, reader),
        **presented(reader),
    )
