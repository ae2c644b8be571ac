"""What a worker does for scoring."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.queries import actor_of_user
from hiring.accounts.rules import Actor
from hiring.jobs.batches import fail_batch, go_on
from hiring.jobs.kinds import job
from hiring.jobs.models import Batch
from hiring.scoring.actions import (
    Digest,
    allocate_missing,
    ask_third_readings,
    ask_third_reviewers,
    digests,
    follow_excuse,
    follow_key,
    follow_rules,
    forget_earlier,
    freeze_earlier,
    note_counts,
    pass_on,
    release_reviews,
    send_digests,
    settle_scoring,
    write_missing_scores,
)
from hiring.scoring.actions.allocation import PASS_ON
from hiring.scoring.actions.changing_rules import FOLLOW_RULES
from hiring.scoring.actions.counting import COUNT
from hiring.scoring.actions.digests import DIGEST
from hiring.scoring.actions.excusing import FOLLOW_EXCUSE
from hiring.scoring.actions.freezing import FREEZE_EARLIER
from hiring.scoring.actions.keys import FOLLOW_KEY
from hiring.scoring.actions.many import ALLOCATE_MANY, AT_ONCE, RELEASE_MANY
from hiring.scoring.actions.reviews import FORGET_DRAFTS, SETTLE
from hiring.scoring.actions.scores import WRITE_MISSING
from hiring.scoring.models import Review
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.rules import ReviewCounts
from hiring.timekeeping.actions import require_trusted


@job(SETTLE)
def settle(session: Session, *, sitting_id: int) -> None:
    """See, when the last lock can no longer be undone, whether the whole sitting is scored.

    What a reviewer could not judge goes to a third one before, and so does what two differ on.
    """
    ask_third_reviewers(session, sitting_id)
    ask_third_readings(session, sitting_id)
    settle_scoring(session, sitting_id)
    forget_earlier(session, of=Review.sitting_id == sitting_id)


@job(FORGET_DRAFTS)
def forget(session: Session, *, review_id: int) -> None:
    """Let go of what was written over before the rating of a control answer became final."""
    forget_earlier(session, of=Review.id == review_id)


@job(PASS_ON)
def pass_on_third_reading(session: Session, *, review_id: int) -> None:
    """Give a further reading on which nobody has worked for days to somebody else, if anybody is left."""
    pass_on(session, review_id)


@job(WRITE_MISSING)
def write_missing(session: Session, *, after: int) -> None:
    """Write the scores of what was settled before scores were written down; the migration asks for it."""
    write_missing_scores(session, after=after)


@job(FREEZE_EARLIER)
def freeze_earlier_rules(session: Session, *, after: int) -> None:
    """Freeze the rules of openings that had scores before rules were frozen; the migration asks for it."""
    freeze_earlier(session, after=after)


@job(FOLLOW_EXCUSE, given_up=fail_batch)
def follow(
    session: Session, *, opening_id: int, item_id: int, after: int, batch_id: int | None = None
) -> None:
    """End the reviews of a task that is excused for everybody, and compute anew what stands already."""
    follow_excuse(session, opening_id, item_id, after=after, batch_id=batch_id)


@job(FOLLOW_KEY, given_up=fail_batch)
def follow_later_key(session: Session, *, adopted_id: int, after: int, batch_id: int | None = None) -> None:
    """Write scores anew that stand already and rest on a key for which a later one counts now."""
    follow_key(session, adopted_id, after=after, batch_id=batch_id)


@job(FOLLOW_RULES, given_up=fail_batch)
def follow_changed_rules(
    session: Session, *, frozen_id: int, after: int, batch_id: int | None = None
) -> None:
    """Write scores anew that stand already, under rules that two people have agreed on."""
    follow_rules(session, frozen_id, after=after, batch_id=batch_id)


def _asker(session: Session, batch: Batch) -> Actor:
    assert batch.asked_by is not None  # noqa: S101  (the clock asks for none of these)
    return actor_of_user(session, batch.asked_by)


def _allocate_in_pieces(session: Session, *, batch_id: int) -> None:
    def allocate(session: Session, batch: Batch, sitting_ids: Sequence[int]) -> Mapping[str, int]:
        by = _asker(session, batch)
        made = [allocate_missing(session, [each], by=by) for each in sitting_ids]
        return {"made": sum(made), "nobody": made.count(0)}

    go_on(session, batch_id, allocate, most=AT_ONCE)


@job(ALLOCATE_MANY, first=_allocate_in_pieces, given_up=fail_batch)
def allocate_many(session: Session, found: None, *, batch_id: int) -> None:
    """Find reviewers for the answers of many candidates; what a broken try left is done by the next."""


def _release_in_pieces(session: Session, *, batch_id: int) -> None:
    def release(session: Session, batch: Batch, review_ids: Sequence[int]) -> Mapping[str, int]:
        released = release_reviews(session, review_ids, by=_asker(session, batch))
        return {"released": released, "kept": len(review_ids) - released}

    go_on(session, batch_id, release, most=AT_ONCE)


@job(RELEASE_MANY, first=_release_in_pieces, given_up=fail_batch)
def release_many(session: Session, found: None, *, batch_id: int) -> None:
    """Give many answers of a reviewer to others; what a broken try left is done by the next."""


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
