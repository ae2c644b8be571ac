"""Have the reviews of a great opening counted, some seconds after something has changed in it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from hiring import clock
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.scoring.models import ScoringCounts
from hiring.scoring.queries.counting import has_many_answers
from hiring.scoring.rules import ReviewCounts

COUNT = JobKind("scoring.count", EVENTS, N_("Count the answers of a large opening"))

#: Whatever changes within so many seconds is counted together.
_EVERY = 15


def count_soon(session: Session, opening_id: int) -> None:
    """Have a worker count an opening that is too great to be counted when somebody looks."""
    if not has_many_answers(session, opening_id):
        return
    turn = int(clock.now().timestamp()) // _EVERY + 1
    enqueue(
        session,
        COUNT,
        key=f"scoring.count:{opening_id}:{turn}",
        run_after=datetime.fromtimestamp(turn * _EVERY, UTC),
        opening_id=opening_id,
    )


def note_counts(session: Session, opening_id: int, counts: ReviewCounts, at: datetime) -> None:
    """Write down how far an opening was at a moment; doing so again only makes it newer."""
    session.merge(ScoringCounts(opening_id=opening_id, counts=counts.as_json(), counted_at=at))
    session.flush()
