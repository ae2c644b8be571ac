"""What a worker does for scoring."""

from sqlalchemy.orm import Session

from hiring.jobs.registry import job
from hiring.scoring.actions import settle_scoring


@job("scoring.settle")
def settle(session: Session, *, sitting_id: int) -> None:
    """See, when the last lock can no longer be undone, whether the whole sitting is scored."""
    settle_scoring(session, sitting_id)
