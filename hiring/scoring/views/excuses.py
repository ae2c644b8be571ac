"""HR's pages of what does not count: answers that could not be judged, and tasks that are excused."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks.models import BankItem
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import localised
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.scoring import actions, policy, queries
from hiring.scoring.forms import AbstentionForm, ExcuseForm, KeyProposalForm, ProposalForm, ReasonForm
from hiring.scoring.models import ExcuseProposal, Review
from hiring.scoring.views.blueprint import bp, page, whole_list
from hiring.scoring.views.keys import key_of_proposal, scored_anew
from hiring.web.flashes import say


@bp.get("/openings/<string:public_id>/scoring/abstentions")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def abstentions(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the answers that a reviewer could not judge, until HR has decided."""
    return whole_list("abstentions", queries.undecided_abstentions(opening.id), opening)


@bp.route("/openings/<string:public_id>/scoring/abstentions/<string:review_id>", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def decide_abstention(actor: Actor, opening: Opening, review_id: str) -> ResponseReturnValue:
    """Say whether the cause why an answer could not be judged lies outside the candidate."""
    session = current_session()
    one = queries.abstention_by_review(session, opening.id, review_id) if review_id.isprintable() else None
    if one is None:
        abort(404)
    form = AbstentionForm()
    if form.submitted_and_valid():
        review, agreed = session.get_one(Review, one.review_id), form.agreed.data == "yes"
        actions.decide_abstention(begin_writing(), review, form.reason.data, agreed=agreed, by=actor)
        session.commit()
        say(_("Your decision about %(code)s is kept.", code=one.code))
        return redirect(url_for(".scoring", public_id=opening.public_id))
    return page("abstention", opening=opening, one=one, form=form), form.status


@bp.route("/openings/<string:public_id>/scoring/excuse", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def excuse(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Let a task not count, for one candidate or for everybody."""
    if opening.assessment_version_id is None or opening.score_rule != "cells":
        abort(404)
    session = current_session()
    frame = queries.scoring_frame(session, opening)
    tasks = [each for each in frame.tasks if each.competencies]
    form = ExcuseForm()
    form.task.choices = [SelectChoice(str(each.item_id), localised(each.task.title)) for each in tasks]
    if form.submitted_and_valid() and _excuse(actor, opening, form):
        return redirect(url_for(".scoring", public_id=opening.public_id))
    shown = page(
        "excuse",
        opening=opening,
        form=form,
        progress=queries.progress_of_opening(session, opening.id, frame),
        excused=frame.excused,
    )
    return shown, form.status


@bp.get("/openings/<string:public_id>/scoring/proposals")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def proposals(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the tasks that are not to count although scores can be seen, until a second person decides."""
    return whole_list("proposals", queries.waiting_proposals(opening.id), opening)


@bp.route("/openings/<string:public_id>/scoring/proposals/<string:proposal_id>", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def decide_proposal(actor: Actor, opening: Opening, proposal_id: str) -> ResponseReturnValue:
    """Agree that a task does not count, or by a later key, or not; who proposed it can only take it back."""
    session = current_session()
    one = queries.waiting_proposal(session, opening.id, proposal_id) if proposal_id.isprintable() else None
    if one is None:
        abort(404)
    own = one.proposer_id == actor.id
    key = key_of_proposal(opening, one)
    form = ReasonForm() if own else KeyProposalForm() if one.key_item_id else ProposalForm()
    if form.submitted_and_valid():
        agreed = not isinstance(form, ReasonForm) and form.agreed.data == "yes"
        proposal = session.get_one(ExcuseProposal, one.proposal_id)
        actions.decide_excuse(begin_writing(), proposal, form.reason.data, agreed=agreed, by=actor)
        session.commit()
        done = scored_anew(one.task_title) if key else _does_not_count(one.task_title)
        say(done if agreed else _("Everything counts as before."))
        return redirect(url_for(".scoring", public_id=opening.public_id))
    shown = page("proposal", opening=opening, one=one, key=key, form=form, own=own)
    return shown, form.status


def _excuse(actor: Actor, opening: Opening, form: ExcuseForm) -> bool:
    """Excuse what the form says, or propose it; False where nobody has the code, which the form tells."""
    session = current_session()
    item, application = session.get_one(BankItem, int(form.task.data)), None
    if form.whom.data == "one":
        application = queries.application_with_sitting(session, opening.id, form.code.data)
        if application is None:
            form.code.errors = [_("Nobody in this opening who has begun the tasks has this code.")]
            return False
    try:
        if application is None:
            actions.excuse_for_all(begin_writing(), opening, item, form.reason.data, by=actor)
        else:
            actions.excuse_for_candidate(begin_writing(), application, item, form.reason.data, by=actor)
    except actions.ScoresAreSeen as seen:
        actions.propose_excuse(session, opening, item, form.reason.data, application=application, by=actor)
        session.commit()
        say(_(seen.sentence), "warning")
        return True
    session.commit()
    say(_does_not_count(item.title))
    return True


def _does_not_count(title: Localised) -> str:
    return _("“%(task)s” does not count.", task=localised(title))
