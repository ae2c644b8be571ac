"""HR's page of the rules by which an opening judges: what holds, what held, and a change by two people."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.openings.rules import OpeningState
from hiring.scoring import actions, policy, queries
from hiring.scoring.forms import ReasonForm, RulesDecisionForm, RulesForm
from hiring.scoring.frozen_rules import CELL_KIND_NAMES
from hiring.scoring.models import RulesChange
from hiring.scoring.score_rules import RULE_NAMES
from hiring.scoring.views.blueprint import bp, page
from hiring.web.flashes import say


@bp.route("/openings/<string:public_id>/scoring/rules", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def rules(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the rules that hold and held, and propose others with a reason."""
    if opening.state == OpeningState.DRAFT:
        abort(404)
    session = current_session()
    held = queries.rules_of(session, opening)
    form = RulesForm(data=RulesForm.values_of(held.changeable))
    if form.submitted_and_valid():
        actions.propose_rules(begin_writing(), opening, form.rules(), form.reason.data, by=actor)
        session.commit()
        say(_("Your proposal is kept. Until a second person agrees, the rules stay as they are."), "warning")
        return redirect(url_for(".rules", public_id=opening.public_id))
    shown = page(
        "rules",
        opening=opening,
        form=form,
        held=held,
        versions=queries.frozen_versions(session, opening.id),
        afterwards=queries.frozen_after_scores(session, opening.id),
        CELL_KIND_NAMES={kind: _(name) for kind, name in CELL_KIND_NAMES.items()},
        rule=_(RULE_NAMES.get(opening.score_rule, opening.score_rule)),
        waiting=queries.waiting_change(session, opening.id),
    )
    return shown, form.status


@bp.route("/openings/<string:public_id>/scoring/rules/<string:change_id>", methods=["GET", "POST"])
@guarded(policy.DECIDE_RULES, load=opening_by_public_id)
def decide_rules(actor: Actor, opening: Opening, change_id: str) -> ResponseReturnValue:
    """Agree to other rules, or not; who proposed them can only take that back."""
    session = current_session()
    one = queries.waiting_change(session, opening.id)
    if one is None or one.public_id != change_id:
        abort(404)
    own = one.proposer_id == actor.id
    form = ReasonForm() if own else RulesDecisionForm()
    if form.submitted_and_valid():
        agreed = isinstance(form, RulesDecisionForm) and form.agreed.data == "yes"
        change = session.get_one(RulesChange, one.change_id)
        actions.decide_rules(begin_writing(), change, form.reason.data, agreed=agreed, by=actor)
        session.commit()
        say(
            _("The new rules hold. Written scores follow shortly.")
            if agreed
            else _("The rules stay as they are.")
        )
        return redirect(url_for("home.home"))
    held = queries.rules_of(session, opening).changeable
    return page("decide_rules", opening=opening, one=one, form=form, own=own, held=held), form.status
