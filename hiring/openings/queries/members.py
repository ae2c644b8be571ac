"""Say in which openings somebody works, as a condition on any row that belongs to one; find who is HR."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole


def works_in(
    opening_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    user_id: int,
    role: MemberRole = MemberRole.HR,
) -> ColumnElement[bool]:
    """Say of each row whether `user_id` works in its opening: one look by key, however many openings.

    A list stays in its own order and stops when the page is full; a list of the
    openings' ids would grow with them until the database takes no more values.
    """
    return (
        exists()
        .where(
            OpeningMember.opening_id == opening_id,
            OpeningMember.user_id == user_id,
            OpeningMember.role == role,
        )
        .correlate_except(OpeningMember)
    )


def hr_by_opening(session: Session, public_ids: Collection[str]) -> dict[str, list[User]]:
    """Return for each of these openings the HR members who can sign in."""
    rows = session.execute(
        select(Opening.public_id, User)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .join(User, User.id == OpeningMember.user_id)
        .join(UserRole, (UserRole.user_id == User.id) & (UserRole.role == Role.HR))
        .where(Opening.public_id.in_(public_ids), OpeningMember.role == MemberRole.HR, User.active)
        .order_by(User.id)
    )
    found: dict[str, list[User]] = {}
    for public_id, user in rows:
        found.setdefault(public_id, []).append(user)
    return found
