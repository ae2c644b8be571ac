"""HR: which answers are worth another reading, and asking for it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, stop_writing
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.scoring.actions import CannotBeAsked, ask_another_reading
from hiring.scoring.policy import RUN_SCORING
from hiring.standings import queries
from hiring.standings.forms import AskReadingForm
from hiring.standings.rules import SHOWN_READINGS, readings_from
from hiring.web.flashes import say

bp = Blueprint("standings", __name__)


@bp.get("/openings/<string:public_id>/quality/readings")
@guarded(RUN_SCORING, load=opening_by_public_id)
def readings(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the answers of which another reading would settle most of who is among the best."""
    session = current_session()
    now = queries.standings_now(session, opening.id)
    found = None if now.run is None else readings_from(now.run.readings)
    return render_template(
        "standings/readings.html",
        opening=opening,
        run=now.run,
        waits=now.waits_since is not None,
        found=found,
        worth=queries.worth_reading(session, opening, found)[:SHOWN_READINGS] if found else [],
        because=_(found.why) % found.values if found and found.why else "",
    )


@bp.post("/openings/<string:public_id>/quality/readings")
@guarded(RUN_SCORING, load=opening_by_public_id)
def ask_reading(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Have somebody else in the panel read one of these answers, blind."""
    form, session = AskReadingForm(), current_session()
    if not form.submitted_and_valid():
        abort(404)
    now = queries.standings_now(session, opening.id)
    found = None if now.run is None else readings_from(now.run.readings)
    listed = queries.worth_reading(session, opening, found) if found else []
    one = next((each for each in listed if each.named == (form.application.data, form.task.data)), None)
    back = redirect(url_for(".readings", public_id=opening.public_id))
    if one is None:
        say(_("This answer is no longer on the list. Nothing was asked."), "warning")
        return back
    try:
        ask_another_reading(begin_writing(), one.sitting_id, one.item_id, by=actor)
    except CannotBeAsked as refused:
        stop_writing(session)
        say(_(refused.sentence), "warning")
        return back
    session.commit()
    say(
        _(
            "Somebody else reads this answer now. The scores of %(code)s stand again once that is locked.",
            code=one.code,
        )
    )
    return back
