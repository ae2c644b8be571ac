"""What a reviewer could not judge: a third reviewer gets the answer, and HR says whether it agrees."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.openings.models import Opening
from hiring.openings.rules import UNDER_REVIEW
from hiring.scoring.actions.allocation import fill_up
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.reviews import SETTLE
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.events import AbstentionAgreed, AbstentionRefused
from hiring.scoring.models import AnswerToRate, Review
from hiring.scoring.queries.abstentions import items_with_abstention
from hiring.scoring.rules import Abstention, ReviewState, may_undo

#: So many reviewers an answer can have (`AnswerToRate`).
_MOST_RATERS = 5


class AbstentionDecided(HiringError):
    """Somebody else has decided meanwhile, or the reviewer has taken the lock back."""

    sentence = N_("This has been decided, or the reviewer is working on the answer again.")


def ask_third_reviewers(session: Session, sitting_id: int) -> int:
    """Give every answer that a reviewer could not judge to one more; return how many reviews that made."""
    _sitting, application = held_sitting(session, sitting_id)
    if application.stage not in UNDER_REVIEW or not (items := items_with_abstention(session, sitting_id)):
        return 0
    opening = session.get_one(Opening, application.opening_id)
    _want_reviewers(session, sitting_id, items, opening)
    made = fill_up(session, sitting_id, application, by=SYSTEM)
    count_soon(session, application.opening_id)
    return made


def decide_abstention(session: Session, review: Review, reason: str, *, agreed: bool, by: Doer) -> None:
    """Say whether the cause why a reviewer could not judge lies outside the candidate.

    Agreed: it stands, and what nobody could judge is excused. Not agreed: the review ends and
    counts for nothing; the answer goes to somebody else. Raises AbstentionDecided.
    """
    _sitting, application = held_sitting(session, review.sitting_id)
    session.refresh(review, with_for_update={"key_share": True})
    if review.abstention != Abstention.UNDECIDED or may_undo(review.locked_at, clock.now()):
        raise AbstentionDecided
    deed = AbstentionAgreed if agreed else AbstentionRefused
    review.abstention = Abstention.AGREED if agreed else Abstention.REFUSED
    if not agreed:
        review.state, review.locked_at = ReviewState.RELEASED, None
    session.flush()
    if application.stage in UNDER_REVIEW:
        opening = session.get_one(Opening, application.opening_id)
        _want_reviewers(session, review.sitting_id, {review.item_id}, opening)
        fill_up(session, review.sitting_id, application, by=SYSTEM)
        count_soon(session, application.opening_id)
    key = f"scoring.settle:{review.id}:decided"
    enqueue(session, SETTLE, key=key, sitting_id=review.sitting_id)
    record(session, deed(application.opening_id, application.id, review.id, reason), by=by)


def _want_reviewers(session: Session, sitting_id: int, items: set[int], opening: Opening) -> None:
    """Set how many reviewers these answers are to have: one more while one of them could not judge."""
    abstained = items_with_abstention(session, sitting_id)
    for answer in session.scalars(
        select(AnswerToRate).where(
            AnswerToRate.sitting_id == sitting_id, AnswerToRate.item_id.in_(items), AnswerToRate.raters > 0
        )
    ):
        wanted = opening.raters_per_answer + (answer.item_id in abstained)
        answer.raters = min(wanted, _MOST_RATERS)
    session.flush()
