"""Have answers looked through anew when more is known of who wrote them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.masking.actions import look_through_anew
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.models import Review
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting


def mask_what_nobody_locked(session: Session, application_id: int) -> int:
    """Look through the answers of an application anew; return in how many parts more is masked now.

    What a reviewer has locked a rating of stays as that reviewer has read and quoted it.
    """
    sitting_id = session.scalar(select(Sitting.id).where(Sitting.application_id == application_id))
    if sitting_id is None:
        return 0
    held_sitting(session, sitting_id)
    locked = select(Review.item_id).where(Review.sitting_id == sitting_id, Review.state == ReviewState.LOCKED)
    return look_through_anew(session, sitting_id, but=frozenset(session.scalars(locked)))
