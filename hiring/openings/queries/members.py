"""Say in which openings somebody works, as a condition on any row that belongs to one."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute

from hiring.openings.models import OpeningMember
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
