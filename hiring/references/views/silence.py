"""HR's list of referees who have not answered for too long, over all openings."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.references import policy, queries
from hiring.references.rules import SILENT_AFTER
from hiring.references.views.blueprint import bp
from hiring.web.paging import cursor_in


@bp.get("/references/silent")
@guarded(policy.LIST_SILENT)
def silent(actor: Actor) -> ResponseReturnValue:
    """List the referees of the actor's openings who have been silent for too long, the longest first."""
    page = queries.silent_page(current_session(), actor.id, cursor_in(request.args))
    return render_template("references/silent.html", page=page, days=SILENT_AFTER.days)
