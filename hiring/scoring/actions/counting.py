"""Have the reviews of a great opening counted, some seconds after something has changed in it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.actions import enqueue
from hiring.scoring.models import ScoringCounts
from hiring.scoring.queries.counting import has_many_answers, review_counts

#: Whatever changes within so many seconds is counted together.
_EVERY = 15


def count_soon(session: Session, opening_id: int) -> None:
    """Have a worker count an opening that is too great to be counted when somebody looks."""
    if not has_many_answers(session, opening_id):
        return
    turn = int(clock.now().timestamp()) // _EVERY + 1
    enqueue(
        session,
        "scoring.count",
        key=f"scoring.count:{opening_id}:{turn}",
        run_after=datetime.fromtimestamp(turn * _EVERY, UTC),
        opening_id=opening_id,
    )


def count_reviews(session: Session, opening_id: int) -> None:
    """Write down how far an opening is now; counting twice only makes it newer."""
    counts = review_counts(session, opening_id).as_json()
    session.merge(ScoringCounts(opening_id=opening_id, counts=counts, counted_at=clock.now()))
    session.flush()
