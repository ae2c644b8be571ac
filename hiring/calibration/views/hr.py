"""HR: how near the reviewers of an opening come to the expert, and who may mark all the same."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.calibration import actions, policy, queries
from hiring.calibration.forms import WaiverForm
from hiring.calibration.rules import SHORTEST_REASON
from hiring.calibration.views.blueprint import bp, page
from hiring.db import begin_writing, current_session
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.web.flashes import say
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/calibration")
@guarded(policy.SEE_CALIBRATION, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show how far every reviewer is with every task, and how near they came."""
    found = queries.calibration_of_opening(current_session(), opening, cursor_in(request.args))
    return page("opening", opening=opening, found=found)


@bp.route(
    "/openings/<string:public_id>/calibration/<string:reviewer_id>/<string:task_id>", methods=["GET", "POST"]
)
@guarded(policy.SEE_CALIBRATION, load=opening_by_public_id)
def waive(actor: Actor, opening: Opening, reviewer_id: str, task_id: str) -> ResponseReturnValue:
    """Let a reviewer mark a task all the same, with a reason."""
    session = current_session()
    named = reviewer_id.isprintable() and task_id.isprintable()  # PostgreSQL chokes on NUL
    found = queries.reviewer_on_task(session, opening, reviewer_id, task_id) if named else None
    if found is None:
        abort(404)
    back, form = redirect(url_for(".opening", public_id=opening.public_id)), WaiverForm()
    if form.submitted_and_valid():
        actions.waive(begin_writing(), opening, found, form.reason.data or "", by=actor)
        session.commit()
        say(_("%(name)s may now mark this task.", name=found.name))
        return back
    if found.state.may_mark:
        return back
    shown = page("waive", opening=opening, found=found, form=form, SHORTEST_REASON=SHORTEST_REASON)
    return shown, form.status
