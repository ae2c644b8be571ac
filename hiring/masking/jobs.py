"""What a worker does for masking."""

from sqlalchemy.orm import Session

from hiring.jobs.kinds import job
from hiring.masking.actions import MASK_EARLIER, mask_earlier_answers


@job(MASK_EARLIER)
def mask_earlier(session: Session, *, after: int) -> None:
    """Mask what was handed in before answers were masked; the migration asks for it."""
    mask_earlier_answers(session, after=after)
