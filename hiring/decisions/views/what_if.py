"""Two pages of the decision board that keep nothing: other weights, and two rules with cuts side by side."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.db.keyset import Page
from hiring.decisions import policy, queries
from hiring.decisions.shortlist import TOTAL
from hiring.decisions.views.blueprint import bp
from hiring.decisions.views.shortlists import missing_names, rows_on_a_page
from hiring.decisions.what_if import (
    CUT,
    CUT_GROUP_NAMES,
    CUT_OF_TOTAL,
    DIFFERENT,
    MOVED,
    WEIGHT,
    CutGroup,
    CutRow,
    MovedRow,
    Moves,
    cuts_from,
    groups_from,
    weights_from,
)
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.queries import opening_by_public_id
from hiring.scoring.queries import criteria_of_rubric
from hiring.standings.queries import standings_now
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/shortlist/weights")
@guarded(policy.SEE_SHORTLIST, load=opening_by_public_id)
def other_weights(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the totals by the weights of the address beside the frozen ones, and who moves."""
    session = current_session()
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    chosen = weights_from(request.args, {one.code: one.weight for one in competencies})
    moved_only = request.args.get("show") == MOVED
    moves: Moves | None = None
    candidates: Page[MovedRow] = Page([], None)
    if chosen.usable:
        moves, candidates = queries.moved_page(
            session,
            opening.id,
            competencies,
            chosen,
            cursor_in(request.args),
            top=opening.positions,
            size=rows_on_a_page(0),
            moved_only=moved_only,
            run_id=_run_id(opening),
        )
    return render_template(
        "decisions/other_weights.html",
        opening=opening,
        competencies=competencies,
        chosen=chosen,
        moves=moves,
        candidates=candidates,
        moved_only=moved_only,
        runs_it=RUN_OPENING.allows(actor, opening),
        WEIGHT=WEIGHT,
        MOVED=MOVED,
    ), _status(wrong=not chosen.usable)


@bp.get("/openings/<string:public_id>/shortlist/cuts")
@guarded(policy.SEE_SHORTLIST, load=opening_by_public_id)
def cuts(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show what a cut of the total and a cut of each competency say, and of whom they differ."""
    session = current_session()
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    codes = [one.code for one in competencies]
    chosen, groups = cuts_from(request.args, codes, opening.third_reading_cut), groups_from(request.args)
    counts: dict[CutGroup, int] = {}
    candidates: Page[CutRow] = Page([], None)
    if chosen.usable:
        counts, candidates = queries.cut_page(
            session,
            opening.id,
            competencies,
            chosen,
            cursor_in(request.args),
            groups=groups,
            size=rows_on_a_page(len(chosen.by_code)),
            run_id=_run_id(opening),
        )
    return render_template(
        "decisions/cuts.html",
        opening=opening,
        competencies=competencies,
        chosen=chosen,
        counts=counts,
        groups=groups,
        candidates=candidates,
        runs_it=RUN_OPENING.allows(actor, opening),
        MISSING_NAMES=missing_names(),
        CUT_GROUP_NAMES=CUT_GROUP_NAMES,
        DIFFERENT=DIFFERENT,
        CUT=CUT,
        CUT_OF_TOTAL=CUT_OF_TOTAL,
        TOTAL=TOTAL,
    ), _status(wrong=bool(chosen.wrong))


def _run_id(opening: Opening) -> int | None:
    """Return the computing that says how exact the scores are; they belong to the frozen weights."""
    run = standings_now(current_session(), opening.id).run
    return None if run is None else run.id


def _status(*, wrong: bool) -> int:
    """Return what to answer with: a number in the address that cannot be read is refused."""
    return 422 if wrong else 200
