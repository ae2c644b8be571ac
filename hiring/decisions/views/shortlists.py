"""Scored candidates side by side, and the list of openings for whoever decides about them."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.db.keyset import Page
from hiring.decisions import policy, queries
from hiring.decisions.actions import too_early
from hiring.decisions.rules import DECISION_FILTER_NAMES, DecisionFilter, Outcome
from hiring.decisions.shortlist import (
    BAND,
    NAME,
    NOT_MEASURED_BY_NAMES,
    SHORTLIST_VIEW_NAMES,
    TOTAL,
    ShortlistView,
    filter_from,
    order_from,
    view_from,
)
from hiring.decisions.views.blueprint import MANY_REPORTS, bp
from hiring.decisions.views.board import board_of
from hiring.i18n import N_
from hiring.interviews.queries import somebody_invited
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.progress import StageCounts
from hiring.openings.queries import opening_by_public_id, standings
from hiring.openings.rules import Stage
from hiring.scoring.queries import criteria_of_rubric, numbers_of_tasks
from hiring.scoring.scores import Missing
from hiring.web.paging import cursor_in

ROWS_ON_A_PAGE = 40
#: A row of the shortlist has a figure with its error for each competency, a total and a chance: with more
#: competencies there are fewer rows, so that a page stays small.
FIGURES_ON_A_PAGE, BESIDE_COMPETENCIES, FEWEST_ROWS = 140, 2, 10

MISSING_NAMES = {
    Missing.NO_TASK: N_("no task"),
    Missing.NO_ANSWER: N_("not answered"),
    Missing.NOT_RATED: N_("not rated"),
    Missing.NO_EVIDENCE: N_("no evidence"),
    Missing.EXCUSED: N_("excused"),
}


def rows_on_a_page(competencies: int) -> int:
    """Return how many candidates a page of a shortlist with so many competencies shows."""
    return min(ROWS_ON_A_PAGE, max(FEWEST_ROWS, FIGURES_ON_A_PAGE // (competencies + BESIDE_COMPETENCIES)))


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
    shown, view = filter_from(request.args), view_from(request.args)
    standing = standings(session, [opening.id])[opening.id]
    board = board_of(opening, standing.scored) if view is ShortlistView.TASKS else None
    in_bands = board is not None and board.in_bands
    order = order_from(request.args, [one.code for one in competencies], in_bands=in_bands)
    numbers = _numbers(opening, standing)
    listed = standing.scored if shown is None else numbers[shown]
    n_tasks, n_keyed = numbers_of_tasks(session, opening, competencies)
    size = rows_on_a_page(len(competencies))
    values: dict[str, Any] = {}
    if view is ShortlistView.INTERVIEWS:
        candidates: Page[Any] = queries.interviewed_page(
            session, opening.id, competencies, order, cursor_in(request.args), size=size, shown=shown
        )
        values = _others(opening, shown, listed - (candidates.total or 0))
    else:
        candidates = queries.shortlist_page(
            session,
            opening.id,
            competencies,
            order,
            cursor_in(request.args),
            size=size,
            total=listed,
            shown=shown,
            run_id=board.run_id if board else None,
        )
    return render_template(
        "decisions/shortlist.html",
        opening=opening,
        competencies=competencies,
        candidates=candidates,
        view=view,
        interviews_held=view is ShortlistView.INTERVIEWS or somebody_invited(session, opening.id),
        SHORTLIST_VIEW_NAMES=SHORTLIST_VIEW_NAMES,
        order=order,
        standing=standing,
        shown=shown,
        numbers=numbers,
        many_reports=MANY_REPORTS.address(public_id=opening.public_id, show=shown),
        n_tasks=n_tasks,
        n_keyed=n_keyed,
        runs_it=RUN_OPENING.allows(actor, opening),
        may_decide=not too_early(opening),
        MISSING_NAMES=missing_names(),
        DECISION_FILTER_NAMES=DECISION_FILTER_NAMES,
        NAME=NAME,
        TOTAL=TOTAL,
        BAND=BAND,
        board=board,
        **values,
    )


def _others(opening: Opening, shown: DecisionFilter | None, number: int) -> dict[str, Any]:
    """Return who is scored and not in the list after tasks and interviews; `number` is how many they are."""
    found = queries.not_interviewed(current_session(), opening.id, shown)
    named = found[: queries.MOST_NAMED]
    more = max(number - len(named), 1) if len(found) > len(named) else 0
    return {"others": named, "more_others": more, "WHY_NOT": NOT_MEASURED_BY_NAMES}


def _numbers(opening: Opening, standing: StageCounts) -> dict[DecisionFilter, int]:
    """Return how many candidates each choice of the filter shows."""
    found = queries.outcome_numbers(current_session(), [opening.id])
    waiting = {DecisionFilter.WAITING: standing.reached(Stage.SCORED)}
    return waiting | {
        DecisionFilter(outcome.value): found.get((opening.id, outcome), 0) for outcome in Outcome
    }


def missing_names() -> dict[Missing, str]:
    """Return why a score is missing, in the reader's language."""
    return {reason: _(name) for reason, name in MISSING_NAMES.items()}
