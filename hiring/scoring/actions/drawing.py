"""Draw by lot what a reviewer's answers are called, and where they stand among the others."""

from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.scoring.models import Review
from hiring.scoring.rules import new_pseudonym

_LARGEST_SHUFFLE = 2**31 - 1


def drawn_review(session: Session, reviewer_id: int, chance: Random, **of: Any) -> Review:
    """Return a review for somebody, under a name and at a place drawn by lot."""

    def taken(name: str) -> bool:
        mine = select(Review.id).where(Review.reviewer_id == reviewer_id, Review.pseudonym == name)
        return session.scalar(mine) is not None

    return Review(
        reviewer_id=reviewer_id,
        pseudonym=new_pseudonym(taken, chance),
        shuffle=chance.randrange(_LARGEST_SHUFFLE),
        **of,
    )
