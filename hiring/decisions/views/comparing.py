"""Two to four scored candidates side by side: figures, what they rest on, what was found in the answers."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.decisions import policy, queries
from hiring.decisions.rules import FEWEST_COMPARED, MOST_COMPARED
from hiring.decisions.shortlist import SHORTLIST_VIEW_NAMES
from hiring.decisions.views.blueprint import bp
from hiring.decisions.views.shortlists import missing_names
from hiring.interviews.queries import joined_totals, somebody_invited
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.references.queries import request_counts
from hiring.scoring.queries import criteria_of_rubric, evidence_of
from hiring.standings.queries import standings_now
from hiring.standings.rules import TOTAL
from hiring.web.flashes import say


@bp.get("/openings/<string:public_id>/compare")
@guarded(policy.SEE_SHORTLIST, load=opening_by_public_id)
def compare(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the chosen candidates in columns; what is granted to somebody stands on no such page."""
    session, named = current_session(), dict.fromkeys(request.args.getlist("who"))
    now = standings_now(session, opening.id)
    run_id = now.run.id if now.run else None
    rows = queries.shortlist_named(session, opening.id, named, run_id) if len(named) <= MOST_COMPARED else []
    if len(rows) < FEWEST_COMPARED:
        say(_("Choose two to four scored candidates to compare."), "warning")
        return redirect(url_for(".shortlist", public_id=opening.public_id))
    ids = [row.application_id for row in rows]
    return render_template(
        "decisions/compare.html",
        opening=opening,
        rows=rows,
        run=now.run,
        waits=now.waits_since is not None,
        TOTAL=TOTAL,
        competencies=criteria_of_rubric(session, opening.rubric_version_id),
        evidence=evidence_of(session, ids),
        interviews_held=somebody_invited(session, opening.id),
        joined=joined_totals(session, ids),
        VIEW_NAMES=SHORTLIST_VIEW_NAMES,
        references=request_counts(session, ids),
        MISSING_NAMES=missing_names(),
    )
