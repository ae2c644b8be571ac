"""What a worker does for scoring."""

from sqlalchemy.orm import Session

from hiring.jobs.lanes import CLOCK, EVENTS
from hiring.jobs.registry import job
from hiring.scoring.actions import count_reviews, settle_scoring, write_missing_scores


@job("scoring.settle", lane=CLOCK)
def settle(session: Session, *, sitting_id: int) -> None:
    """See, when the last lock can no longer be undone, whether the whole sitting is scored."""
    settle_scoring(session, sitting_id)


@job("scoring.write-missing", lane=EVENTS)
def write_missing(session: Session, *, after: int) -> None:
    """Write the scores of what was settled before scores were written down; the migration asks for it."""
    write_missing_scores(session, after=after)


@job("scoring.count", lane=EVENTS)
def count(session: Session, *, opening_id: int) -> None:
    """Count the reviews of a great opening, so that nobody waits for it who looks."""
    count_reviews(session, opening_id)
