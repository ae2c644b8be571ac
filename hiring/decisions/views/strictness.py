"""The totals as they would be if all reviewers were equally strict, beside those that count."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.db.keyset import Page
from hiring.decisions import policy, queries
from hiring.decisions.views.blueprint import bp
from hiring.decisions.views.shortlists import rows_on_a_page
from hiring.decisions.what_if import MOVED, MovedRow, Moves
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.queries import opening_by_public_id
from hiring.standings.models import StandingsRun
from hiring.standings.queries import standings_now, studies_of
from hiring.standings.rules import TOTAL, VERSION
from hiring.standings.words import why_raw_of
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/shortlist/strictness")
@guarded(policy.SEE_SHORTLIST, load=opening_by_public_id)
def equal_strictness(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the adjusted totals of the newest computing, or why there are none."""
    session, now = current_session(), standings_now(current_session(), opening.id)
    why_not = _why_not(now.run)
    moved_only = request.args.get("show") == MOVED
    moves: Moves | None = None
    candidates: Page[MovedRow] = Page([], None)
    if why_not is None and now.run is not None:
        moves = queries.adjusted_moves(session, now.run.id, opening.positions)
        candidates = queries.adjusted_page(
            session,
            opening.id,
            now.run.id,
            cursor_in(request.args),
            size=rows_on_a_page(0),
            total=moves.moved if moved_only else moves.of,
            moved_only=moved_only,
        )
    return render_template(
        "decisions/equal_strictness.html",
        opening=opening,
        why_not=why_not,
        waits=now.waits_since is not None,
        moves=moves,
        candidates=candidates,
        moved_only=moved_only,
        runs_it=RUN_OPENING.allows(actor, opening),
        MOVED=MOVED,
    )


def _why_not(run: StandingsRun | None) -> str | None:
    """Return why there are no adjusted totals; None where there are some."""
    if run is None or run.version < VERSION:
        return _("Such totals have not been computed yet.")
    total = studies_of(run).get(TOTAL)
    if total is None:
        return _("Nobody has a total.")
    reason = why_raw_of(total, _)
    return (
        None
        if reason is None
        else _("Such totals cannot be given for this opening: %(reason)s.", reason=reason)
    )
