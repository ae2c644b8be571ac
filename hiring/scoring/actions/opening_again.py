"""Let a candidate write again whose answers nobody has begun to rate."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.models import Review, Settlement
from hiring.scoring.rules import ReviewState


class RatedAlready(HiringError):
    """Somebody has begun to rate: what was read must stay what was written."""

    sentence = N_(
        "A reviewer has begun to rate what this candidate handed in, so it can no longer be opened again. "
        "HR can excuse a task instead."
    )


def open_answers_again(session: Session, sitting_id: int) -> None:
    """Take a hand-in out of scoring while nobody has rated any of it; the next one goes on from there.

    Its reviews stay with whom they fell to: nobody is asked while the candidate writes. Where there was
    nothing to rate, and the scores were written at once, they no longer stand. Raises RatedAlready.
    """
    _sitting, application = held_sitting(session, sitting_id)
    states = session.scalars(
        select(Review.state)
        .where(Review.sitting_id == sitting_id)
        .order_by(Review.id)
        .with_for_update(key_share=True)
    )
    if {ReviewState.DRAFT, ReviewState.LOCKED} & set(states):
        raise RatedAlready
    session.execute(delete(Settlement).where(Settlement.sitting_id == sitting_id))
    count_soon(session, application.opening_id)
