"""The CV of a candidate, to be taken away."""

from flask import abort
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.dossiers import policy, queries
from hiring.dossiers.actions import take_cv
from hiring.dossiers.views.blueprint import bp
from hiring.files.downloads import send_stored
from hiring.openings.models import Application


@bp.post("/applications/<string:public_id>/cv")
@guarded(policy.READ_CV, load=queries.application_to_read)
def cv(actor: Actor, application: Application) -> ResponseReturnValue:
    """Hand out the CV under the code of the application, to be saved; each time is noted."""
    stored = take_cv(begin_writing(), application, by=actor)
    if stored is None:
        abort(404)
    current_session().commit()
    return send_stored(stored, name=f"CV-{application.code}.pdf")
