"""What a worker does for scoring."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.kinds import job
from hiring.scoring.actions import (
    Digest,
    ask_third_reviewers,
    digests,
    follow_excuse,
    follow_key,
    note_counts,
    send_digests,
    settle_scoring,
    write_missing_scores,
)
from hiring.scoring.actions.counting import COUNT
from hiring.scoring.actions.digests import DIGEST
from hiring.scoring.actions.excusing import FOLLOW_EXCUSE
from hiring.scoring.actions.keys import FOLLOW_KEY
from hiring.scoring.actions.reviews import SETTLE
from hiring.scoring.actions.scores import WRITE_MISSING
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.rules import ReviewCounts
from hiring.timekeeping.actions import require_trusted


@job(SETTLE)
def settle(session: Session, *, sitting_id: int) -> None:
    """See, when the last lock can no longer be undone, whether the whole sitting is scored.

    What a reviewer could not judge goes to a third one before.
    """
    ask_third_reviewers(session, sitting_id)
    settle_scoring(session, sitting_id)


@job(WRITE_MISSING)
def write_missing(session: Session, *, after: int) -> None:
    """Write the scores of what was settled before scores were written down; the migration asks for it."""
    write_missing_scores(session, after=after)


@job(FOLLOW_EXCUSE)
def follow(session: Session, *, opening_id: int, item_id: int, after: int) -> None:
    """End the reviews of a task that is excused for everybody, and compute anew what stands already."""
    follow_excuse(session, opening_id, item_id, after=after)


@job(FOLLOW_KEY)
def follow_later_key(session: Session, *, adopted_id: int, after: int) -> None:
    """Write scores anew that stand already and rest on a key for which a later one counts now."""
    follow_key(session, adopted_id, after=after)


def _count(session: Session, *, opening_id: int) -> tuple[datetime, ReviewCounts]:
    # Takes long in a great opening: nobody must be kept from writing by it.
    return clock.now(), review_counts(session, opening_id)


@job(COUNT, first=_count)
def count(session: Session, found: tuple[datetime, ReviewCounts], *, opening_id: int) -> None:
    """Count the reviews of a great opening, so that nobody waits for it who looks."""
    at, counts = found
    note_counts(session, opening_id, counts, at)


def _find_what_waits(session: Session) -> list[Digest]:
    require_trusted(session)
    return digests(session)


@job(DIGEST, first=_find_what_waits, every=timedelta(days=1))
def mail_digests(session: Session, found: Sequence[Digest]) -> None:
    """Tell reviewers what waits for them, once a day."""
    send_digests(session, found)
