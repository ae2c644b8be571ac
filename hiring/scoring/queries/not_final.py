"""Answers that were opened again while a reviewer had begun to rate them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.db.partial_index import written_out
from hiring.openings.models import Application, OpeningMember
from hiring.openings.rules import Stage
from hiring.scoring.models import Rating, Review
from hiring.scoring.queries.blind import still_in_panel
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting

_IS_RELEASED = Review.state == written_out(ReviewState.RELEASED)


def answers_not_final(session: Session, reviewer_id: int) -> int:
    """Return how many answers that this reviewer has begun to rate may still change."""
    begun = select(Rating.id).where(Rating.review_id == Review.id).exists()
    counted = (
        select(func.count())
        .select_from(Review)
        .join(OpeningMember, still_in_panel())
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Review.reviewer_id == reviewer_id,
            _IS_RELEASED,
            Application.stage == Stage.SITTING,
            begun,
        )
    )
    return session.scalars(counted).one()
