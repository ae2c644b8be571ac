"""Let a candidate write again while nobody has rated the answers."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.scoring.actions.controls import end_open_reviews
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.models import AnswerToRate, Review, Settlement
from hiring.scoring.rules import ReviewState


class RatedAlready(HiringError):
    """Somebody has locked a review: what was rated must stay what was written."""

    sentence = N_(
        "A reviewer has rated an answer of this candidate, so what was handed in can no longer be opened "
        "again. HR can excuse a task instead."
    )


def open_answers_again(session: Session, sitting_id: int) -> None:
    """Take a hand-in out of scoring while nobody has locked a review of it.

    Its open reviews leave the queues, drafts with all that stands in them; the next hand-in gives them back
    to whoever had them (`resume_reviews`). Where there was nothing to rate, and the scores were written at
    once, they no longer stand. Raises RatedAlready.
    """
    _sitting, application = held_sitting(session, sitting_id)
    states = session.scalars(
        select(Review.state)
        .where(Review.sitting_id == sitting_id)
        .order_by(Review.id)
        .with_for_update(key_share=True)
    )
    if ReviewState.LOCKED in set(states):
        raise RatedAlready
    # Counted up, so that a page with the earlier answer on it cannot rate the next one.
    anew = {"draft_revision": Review.draft_revision + 1, "draft_writer": ""}
    end_open_reviews(session, application.opening_id, Review.sitting_id == sitting_id, **anew)
    session.execute(update(AnswerToRate).where(AnswerToRate.sitting_id == sitting_id).values(lacking=0))
    session.execute(delete(Settlement).where(Settlement.sitting_id == sitting_id))
    count_soon(session, application.opening_id)
