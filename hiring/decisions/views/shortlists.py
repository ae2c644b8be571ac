"""Scored candidates side by side, and the list of openings for whoever decides about them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.decisions import policy, queries
from hiring.decisions.shortlist import (
    NAME,
    TOTAL,
    order_from,
)
from hiring.decisions.views.blueprint import bp
from hiring.i18n import N_
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.queries import opening_by_public_id, standings
from hiring.scoring.queries import criteria_of_rubric, number_of_keyed_tasks, number_of_rated_tasks
from hiring.scoring.scores import Missing
from hiring.web.paging import cursor_in

ROWS_ON_A_PAGE = 40

MISSING_NAMES = {
    Missing.NO_TASK: N_("no task"),
    Missing.NO_ANSWER: N_("not answered"),
    Missing.NOT_RATED: N_("not rated"),
    Missing.NO_EVIDENCE: N_("no evidence"),
    Missing.EXCUSED: N_("excused"),
}


@bp.get("/shortlists")
@guarded(policy.LIST_SHORTLISTS)
def shortlists(actor: Actor) -> ResponseReturnValue:
    """List the openings of this hiring manager with how many candidates can be read."""
    managed = queries.openings_to_decide(
        current_session(), actor.id, cursor_in(request.args), size=ROWS_ON_A_PAGE
    )
    return render_template("decisions/shortlists.html", managed=managed)


@bp.get("/openings/<string:public_id>/shortlist")
@guarded(policy.SEE_SHORTLIST, load=opening_by_public_id)
def shortlist(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the scored candidates side by side, in the order the address asks for."""
    session = current_session()
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    order = order_from(request.args, [one.code for one in competencies])
    standing = standings(session, [opening.id])[opening.id]
    candidates = queries.shortlist_page(
        session,
        opening.id,
        competencies,
        order,
        cursor_in(request.args),
        size=ROWS_ON_A_PAGE,
        total=standing.scored,
    )
    return render_template(
        "decisions/shortlist.html",
        opening=opening,
        competencies=competencies,
        candidates=candidates,
        order=order,
        standing=standing,
        n_tasks=number_of_rated_tasks(session, opening, competencies),
        n_keyed=number_of_keyed_tasks(session, opening, competencies),
        runs_it=RUN_OPENING.allows(actor, opening),
        MISSING_NAMES={reason: _(name) for reason, name in MISSING_NAMES.items()},
        NAME=NAME,
        TOTAL=TOTAL,
    )
