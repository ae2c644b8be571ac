"""Which reviewers are to be mailed what waits for them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.db.distinct import distinct_values
from hiring.scoring.models import Review
from hiring.scoring.queries.queue import IS_OPEN


def reviewers_to_tell(session: Session) -> list[User]:
    """Return the reviewers for whom answers wait and who want to be told so by mail once a day."""
    waiting = distinct_values(Review.reviewer_id, IS_OPEN)
    role = (UserRole.user_id == User.id) & (UserRole.role == Role.REVIEWER)
    return list(
        session.scalars(
            select(User)
            .join(waiting, waiting.c.value == User.id)
            .join(UserRole, role)
            .where(User.active, User.wants_digest)
            .order_by(User.id)
        )
    )
