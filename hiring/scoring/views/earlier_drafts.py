"""Pages of what a reviewer had put down earlier for an answer: reading it, and bringing it back."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.scoring import actions, policy, queries
from hiring.scoring.models import Review
from hiring.scoring.views.blueprint import bp, page
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@bp.get("/reviews/<string:public_id>/earlier")
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def earlier_drafts(actor: Actor, review: Review) -> ResponseReturnValue:
    """Show what this reviewer had put down before it was changed, the latest first."""
    answer = queries.blind_answer(current_session(), review.public_id)
    if answer is None or not answer.open:
        abort(404)
    drafts = queries.earlier_drafts(current_session(), review.id)
    return page("earlier_drafts", answer=answer, drafts=drafts, form=ActionForm())


@bp.post("/reviews/<string:public_id>/earlier/<string:number>")
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def bring_back(actor: Actor, review: Review, number: str) -> ResponseReturnValue:
    """Put an earlier draft in place of the present one."""
    earlier = queries.earlier_draft(current_session(), review.id, int(number)) if _is_number(number) else None
    if earlier is None:
        abort(404)
    if not ActionForm().submitted_and_valid():
        return redirect(url_for(".earlier_drafts", public_id=review.public_id))
    actions.bring_back(begin_writing(), review, earlier, by=actor)
    current_session().commit()
    say(_("The earlier draft is back. What stood here is among the earlier drafts now."))
    return redirect(url_for(".review", public_id=review.public_id))


def _is_number(text: str) -> bool:
    """Say whether it can be the number of a draft: PostgreSQL has none beyond 2^31."""
    return text.isascii() and text.isdecimal() and len(text) < 10
