"""The overview of what is written, handing in, and the receipt."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.sittings import actions, policy, queries
from hiring.sittings.candidate_progress import (
    OVERVIEW_PANELS,
    CandidateProgress,
    Overview,
    open_parts,
    written_so_far,
)
from hiring.sittings.normalising import told_hashes
from hiring.sittings.rules import may_hand_in
from hiring.sittings.status_panel import panels_at
from hiring.sittings.views.blueprint import CHECKING, bp, home, own_journey


@bp.get("/overview")
@guarded(policy.TAKE_ASSESSMENT)
def overview(actor: Actor) -> ResponseReturnValue:
    """List every part with whether it is answered."""
    journey = own_journey(actor)
    if journey.sitting is None or not journey.writing:
        return home()
    written = written_so_far(current_session(), journey)
    return render_template(
        "sittings/overview.html",
        journey=journey,
        written=written,
        panels=panels_at(OVERVIEW_PANELS, current_session(), Overview(journey, written)),
        may_hand_in=_may_hand_in(journey),
    )


@bp.get("/hand-in")
@guarded(policy.TAKE_ASSESSMENT)
def handing_in(actor: Actor) -> ResponseReturnValue:
    """Ask once more, and say what is unanswered."""
    journey = own_journey(actor)
    if journey.handed_in:
        return redirect(url_for(".receipt"))
    if not journey.writing or not _may_hand_in(journey):
        return home()
    written = written_so_far(current_session(), journey)
    unanswered = [part for line in journey.sections for part in open_parts(written, line)]
    return render_template("sittings/hand_in.html", journey=journey, unanswered=unanswered)


@bp.post("/hand-in")
@guarded(policy.TAKE_ASSESSMENT)
def hand_in(actor: Actor) -> ResponseReturnValue:
    """Hand in; asked again, show the same receipt."""
    journey = own_journey(actor)
    if journey.sitting is None:
        return home()
    actions.hand_in(begin_writing(), journey.sitting, by=actor)
    current_session().commit()
    return redirect(url_for(".receipt"))


@bp.get("/receipt")
@guarded(policy.TAKE_ASSESSMENT)
def receipt(actor: Actor) -> ResponseReturnValue:
    """Show what was handed in: code, moment, and the hash of every answer."""
    journey = own_journey(actor)
    if journey.sitting is None or not journey.handed_in:
        return home()
    return render_template(
        "sittings/receipt.html",
        journey=journey,
        sitting=journey.sitting,
        told=told_hashes(journey.sitting.receipt),
        checking=CHECKING.address(_anchor="by-text"),
        written=written_so_far(current_session(), journey),
        superseded=queries.superseded_receipts(current_session(), journey.sitting.id)
        if journey.sitting
        else [],
    )


def _may_hand_in(journey: CandidateProgress) -> bool:
    return may_hand_in([line.state for line in journey.sections])
