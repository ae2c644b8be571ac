"""Where the candidate is: the list of steps, and after handing in what happens now."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.i18n.choice import current_locale
from hiring.openings.actions import can_take_withdrawal_back
from hiring.openings.queries import sent_to_candidate
from hiring.sittings import policy, queries
from hiring.sittings.rules import SectionState
from hiring.sittings.sent import MOST_SHOWN, SENT_NAMES
from hiring.sittings.status_panel import FIRST_PAGE_PANELS, STATUS_PANELS, panels_at
from hiring.sittings.views.blueprint import (
    CONSENT,
    REFEREES,
    RIGHTS,
    WITHDRAWAL,
    WITHDRAWAL_TAKEN_BACK,
    address_of,
    bp,
    own_journey,
)


@bp.get("")
@guarded(policy.TAKE_ASSESSMENT)
def home(actor: Actor) -> ResponseReturnValue:
    """Show what is done, what is left, and the one thing to do next."""
    journey = own_journey(actor)
    if not journey.writing:
        return redirect(url_for(".status"))
    addresses = {each: address_of(journey, each) for each in journey.steps}
    return render_template(
        "sittings/home.html",
        journey=journey,
        addresses=addresses,
        panels=panels_at(FIRST_PAGE_PANELS, current_session(), journey.application),
        open_now=journey.application.may_begin_at(journey.now),
        SectionState=SectionState,
    )


@bp.get("/status")
@guarded(policy.TAKE_ASSESSMENT)
def status(actor: Actor) -> ResponseReturnValue:
    """Say what happens now and what may be expected; offer receipt, withdrawal, contact."""
    journey = own_journey(actor)
    session, sitting = current_session(), journey.sitting
    late = queries.late_texts(session, journey.application, current_locale())
    return render_template(
        "sittings/status.html",
        journey=journey,
        late=late,
        sent=sent_to_candidate(session, actor.id, SENT_NAMES, most=MOST_SHOWN),
        SENT_NAMES=SENT_NAMES,
        panels=panels_at(STATUS_PANELS, session, sitting) if sitting and journey.handed_in else [],
        consent=CONSENT.address(),
        referees=REFEREES.address(),
        withdrawal=WITHDRAWAL.address(),
        taking_back=WITHDRAWAL_TAKEN_BACK.address() if can_take_withdrawal_back(journey.application) else "",
        rights=RIGHTS.address(),
    )
