"""Decide about several candidates at once: choose outcome and reason, read whom it is about, then record."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, give_up_writing
from hiring.decisions import actions, policy, queries
from hiring.decisions.actions import ManyDecided
from hiring.decisions.forms import ManyDecisionsForm
from hiring.decisions.queries import Offers
from hiring.decisions.rules import Outcome, asks_about_offers
from hiring.decisions.views.blueprint import bp
from hiring.errors import NotReady
from hiring.openings.models import Application, Opening
from hiring.openings.queries import opening_by_public_id
from hiring.openings.rules import Stage
from hiring.web.flashes import say

#: A page of the shortlist has fewer; so many decisions are written in one transaction.
MOST_AT_ONCE = 50


@bp.route("/openings/<string:public_id>/decide", methods=["GET", "POST"])
@guarded(policy.DECIDE_MANY, load=opening_by_public_id)
def decide_many(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask for an outcome and a reason, ask once more with the names, and record."""
    form, named = ManyDecisionsForm(), request.values.getlist("who")[:MOST_AT_ONCE]
    if actions.too_early(opening):
        raise NotReady(actions.TOO_EARLY, missing=[])
    found = queries.scored_named(current_session(), opening.id, named)
    waiting = [each for each in found if each.stage == Stage.SCORED]
    if form.submitted_and_valid() and form.confirmed.data:
        return _record(actor, opening, form, named)
    if not waiting:
        return _nobody(opening, found)
    if form.is_submitted() and not form.errors:
        return _ask(opening, form, waiting, len(found) - len(waiting))
    shown = render_template(
        "decisions/decide_many.html",
        opening=opening,
        form=form,
        waiting=waiting,
        left_out=[each for each in found if each.stage != Stage.SCORED],
    )
    return shown, form.status


def _nobody(opening: Opening, found: Sequence[Application]) -> ResponseReturnValue:
    if found:
        gone = _("None of the chosen candidates is waiting for a decision any more. Nothing was recorded.")
        say(gone, "warning")
    else:
        say(_("Choose at least one candidate."), "warning")
    return redirect(url_for(".shortlist", public_id=opening.public_id))


def _ask(
    opening: Opening,
    form: ManyDecisionsForm,
    waiting: Sequence[Application],
    left_out: int,
    status: int = 200,
) -> ResponseReturnValue:
    """Show whom the decision is about, and who has an offer where there would be too many."""
    outcome = Outcome(form.outcome.data)
    shown = render_template(
        "decisions/decide_many_confirm.html",
        opening=opening,
        form=form,
        outcome=outcome,
        waiting=waiting,
        left_out=left_out,
        offers=_offers(opening, form, waiting) if outcome is Outcome.OFFER else None,
        against=actions.against_order(current_session(), opening.id, outcome, [each.id for each in waiting]),
    )
    return shown, status


def _offers(opening: Opening, form: ManyDecisionsForm, waiting: Sequence[Application]) -> Offers | None:
    """Return who has an offer where more would get one than there are positions; the form says so then."""
    offers = queries.offers_of(current_session(), opening.id)
    if not asks_about_offers(positions=opening.positions, others=offers.number, more=len(waiting)):
        return None
    form.offers_known.data = str(offers.number)
    return offers


def _record(
    actor: Actor, opening: Opening, form: ManyDecisionsForm, named: Sequence[str]
) -> ResponseReturnValue:
    session = begin_writing()
    try:
        done = actions.decide_many(session, opening, named, form.verdict(), by=actor)
    except (actions.AgainstOrder, actions.BeyondPositions):
        give_up_writing(session)
        found = queries.scored_named(session, opening.id, named)
        waiting = [each for each in found if each.stage == Stage.SCORED]
        return _ask(opening, form, waiting, len(found) - len(waiting), 409)
    session.commit()
    _say_done(done)
    return redirect(url_for(".shortlist", public_id=opening.public_id))


def _say_done(done: ManyDecided) -> None:
    if done.decided:
        say(
            ngettext(
                "%(num)d decision is recorded. The candidate has not been told: that is for HR to do.",
                "%(num)d decisions are recorded. The candidates have not been told: that is for HR to do.",
                done.decided,
            )
        )
    if done.left_out:
        say(
            ngettext(
                "%(num)d candidate was left out: a decision was taken meanwhile, or there is no score.",
                "%(num)d candidates were left out: a decision was taken meanwhile, or there is no score.",
                done.left_out,
            ),
            "warning",
        )
