"""Take an application out of reviewers' queues when it ends, and give it back when it goes on."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring.openings.rules import UNDER_REVIEW, Stage
from hiring.scoring.actions.allocation import allocate_reviews
from hiring.scoring.actions.controls import end_open_reviews
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.settlement import held_sitting, settle_scoring
from hiring.scoring.actions.third_readings import ask_third_readings
from hiring.scoring.models import AnswerToRate, Rating, Review
from hiring.scoring.queries.allocation import answers_with_missing
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting


def end_reviews(session: Session, application_id: int) -> None:
    """Take the open reviews of an application that has ended out of all queues; drafts do not count."""
    sitting_id = session.scalar(select(Sitting.id).where(Sitting.application_id == application_id))
    if sitting_id is None:
        return
    _sitting, application = held_sitting(session, sitting_id)
    if application.stage not in {Stage.WITHDRAWN, Stage.REMOVED, Stage.STOPPED}:
        return
    end_open_reviews(session, application.opening_id, Review.sitting_id == sitting_id)
    session.execute(update(AnswerToRate).where(AnswerToRate.sitting_id == sitting_id).values(lacking=0))
    count_soon(session, application.opening_id)


def resume_reviews(session: Session, application_id: int) -> None:
    """Give the answers of an application to reviewers: first to whoever had them before it ended or went on.

    A draft is still there. What was locked when the application ended is settled when nothing is missing.
    """
    sitting_id = session.scalar(select(Sitting.id).where(Sitting.application_id == application_id))
    if sitting_id is None:
        return
    _sitting, application = held_sitting(session, sitting_id)
    if application.stage not in UNDER_REVIEW:
        return
    for each in answers_with_missing(session, sitting_id):
        for third, missing in ((False, each.whole), (True, each.third)):
            _give_back(session, each.answer, missing, third=third)
    session.flush()
    allocate_reviews(session, sitting_id)
    ask_third_readings(session, sitting_id)
    settle_scoring(session, sitting_id)


def _give_back(session: Session, answer: AnswerToRate, missing: int, *, third: bool) -> None:
    """Give an answer back to the last who had it, as many as it lacks."""
    ended = select(Review).where(
        Review.sitting_id == answer.sitting_id,
        Review.item_id == answer.item_id,
        Review.state == ReviewState.RELEASED,
        Review.abstention.is_(None),
        Review.third.is_(third),
    )
    back = session.scalars(ended.order_by(Review.id.desc()).limit(missing)).all()
    drafted = _with_ratings(session, back)
    for review in back:
        review.state = ReviewState.DRAFT if review.id in drafted else ReviewState.ALLOCATED


def _with_ratings(session: Session, reviews: Sequence[Review]) -> set[int]:
    wanted = select(Rating.review_id).where(Rating.review_id.in_([review.id for review in reviews]))
    return set(session.scalars(wanted))
