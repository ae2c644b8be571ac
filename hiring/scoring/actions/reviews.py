"""What a reviewer does with one answer: keep a draft, lock it, take the lock back, step aside."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.queries import names_of_users
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.openings.actions import note_progress
from hiring.openings.models import Application
from hiring.openings.rules import UNDER_REVIEW, Stage
from hiring.scoring import sealing
from hiring.scoring.actions.allocation import fill_up
from hiring.scoring.actions.controls import end_controls
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.earlier_drafts import keep_earlier
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.completeness import Lack, lacks
from hiring.scoring.events import ConflictDeclared, LockUndone, ReviewLocked, ReviewReleased
from hiring.scoring.models import IS_LIVE_ANSWER, Rating, Review, Settlement
from hiring.scoring.queries.blind import answer_to_quote, frame_of_review, own_ratings
from hiring.scoring.queries.earlier_drafts import Earlier
from hiring.scoring.queries.tasks import Criterion
from hiring.scoring.rules import (
    OPEN,
    UNDO_FOR,
    Abstention,
    DraftRating,
    ReviewDraft,
    ReviewState,
    may_undo,
)
from hiring.sittings.models import Sitting

SETTLE = JobKind("scoring.settle", CLOCK, N_("Settle the scores of an application"))
FORGET_DRAFTS = JobKind("scoring.forget-drafts", CLOCK, N_("Delete earlier drafts of a control answer"))


class ReviewRefused(HiringError):
    """What a reviewer sent for an answer cannot be kept or locked."""


class AlreadyLocked(ReviewRefused):
    """Something else was sent for a review after it was locked."""

    sentence = N_("This review is locked and can no longer change.")


class NoLongerWanted(ReviewRefused):
    """The application was withdrawn or decided, or the review was taken back, while the page was open."""

    sentence = N_("This answer no longer needs a review. Nothing more is to be done here.")


class NotFinalYet(ReviewRefused):
    """The candidate writes again: what was read is not what is to be rated."""

    sentence = N_("This answer is not final yet, so it is not rated now.")


class HandedInAnew(ReviewRefused):
    """The answer was opened again and has come back since the page was shown."""

    sentence = N_("This answer became final only after you opened this page. Please read it again.")


class ChangedElsewhere(ReviewRefused):
    """Another page wrote a newer draft than the one this page started from."""

    sentence = N_("You changed this review in another tab or on another device.")


class TooLateToUndo(HiringError):
    sentence = N_("You can unlock a rating for one minute. That minute has passed.")


class Incomplete(ReviewRefused):
    """Locking is asked for while something is missing; the draft is kept. `lacks` says what."""

    status = 422
    sentence = N_("Something is still missing before this review can be locked.")

    def __init__(self, missing: list[tuple[str, Lack]]) -> None:
        super().__init__()
        self.lacks = missing


def save_draft(session: Session, review: Review, draft: ReviewDraft, *, by: Doer) -> Review:
    """Keep what the reviewer has put down; saving the same twice is saving once.

    Drafts are not facts of the audit trail: nobody but their writer ever sees them. Raises AlreadyLocked,
    NotFinalYet, NoLongerWanted, HandedInAnew or ChangedElsewhere.
    """
    _hold_to_write(session, review)
    criteria = frame_of_review(session, review).criteria
    if review.state == ReviewState.LOCKED and not _differs(session, review, criteria, draft):
        return review
    _must_be_open(session, review)
    _write(session, review, criteria, draft)
    return review


def bring_back(session: Session, review: Review, earlier: Earlier, *, by: Doer) -> Review:
    """Put an earlier draft in place of the present one, which is kept as an earlier one in turn.

    Raises what `save_draft` does.
    """
    _hold_to_write(session, review)
    codes = [one.code for one in frame_of_review(session, review).criteria]
    ratings = tuple(earlier.ratings.get(code, DraftRating(code)) for code in codes)
    return save_draft(session, review, ReviewDraft(ratings, seen=review.draft_revision), by=by)


def lock_review(session: Session, review: Review, draft: ReviewDraft, *, by: Doer) -> Review:
    """Keep `draft` and make it final; locking the same twice is locking once.

    A worker looks after the minute of grace whether the whole sitting is scored.
    Raises Incomplete (the draft is kept), and what `save_draft` does.
    """
    _hold_to_write(session, review)
    frame = frame_of_review(session, review)
    if review.state == ReviewState.LOCKED and not _differs(session, review, frame.criteria, draft):
        return review
    _must_be_open(session, review)
    _write(session, review, frame.criteria, draft)
    words = answer_to_quote(session, review, frame.task)
    ratings = own_ratings(session, review.id)
    missing = lacks(frame.codes, ratings, words, by_cells=frame.by_cells, quotes=frame.quotes_wanted)
    if missing:
        raise Incomplete(missing)
    review.state, review.locked_at = ReviewState.LOCKED, clock.now()
    final_at = review.locked_at + UNDO_FOR
    if review.control is not None:
        session.flush()
        key = f"{FORGET_DRAFTS}:{review.id}:{review.locked_at.isoformat()}"
        enqueue(session, FORGET_DRAFTS, key=key, run_after=final_at, review_id=review.id)
        return review
    review.abstention = Abstention.UNDECIDED if any(one.cannot_judge for one in ratings) else None
    session.flush()
    count_soon(session, review.opening_id)
    locked = ReviewLocked(review.opening_id, _application_id(session, review), review.id)
    record(session, locked, by=by, seals=sealing.seals_of(review, ratings))
    key = f"scoring.settle:{review.id}:{review.locked_at.isoformat()}"
    enqueue(session, SETTLE, key=key, run_after=final_at, sitting_id=review.sitting_id)
    return review


def undo_lock(session: Session, review: Review, *, by: Doer) -> Review:
    """Take a lock back within its minute. Whether others have locked plays no part and shows nowhere.

    Raises TooLateToUndo.
    """
    _hold(session, review)
    if review.state in OPEN:
        return review
    is_control = review.control is not None
    settled = not is_control and session.get(Settlement, review.sitting_id) is not None
    if settled or not may_undo(review.locked_at, clock.now()):
        raise TooLateToUndo
    review.state, review.locked_at, review.abstention = ReviewState.DRAFT, None, None
    session.flush()
    if is_control:
        return review
    count_soon(session, review.opening_id)
    undone = LockUndone(review.opening_id, _application_id(session, review), review.id)
    record(session, undone, by=by, seals=sealing.seals_taken_back(review))
    return review


def declare_conflict(session: Session, review: Review, reason: str, *, by: Doer) -> Review:
    """End a review because its reviewer should not judge this answer, and find somebody else.

    Where nobody is left in the panel the answer stays without, and HR is shown so. A control answer has
    nobody else to go to, and why is not kept. Raises AlreadyLocked.
    """
    if review.control is not None:
        return _leave_control(session, review)
    _sitting, application = held_sitting(session, review.sitting_id)
    _hold(session, review)
    if review.state == ReviewState.CONFLICT:
        return review
    if review.state not in OPEN:
        raise AlreadyLocked
    review.state, review.conflict_reason = ReviewState.CONFLICT, reason
    session.flush()
    record(session, ConflictDeclared(application.opening_id, application.id, review.id), by=by)
    _find_another(session, review.sitting_id, application)
    count_soon(session, application.opening_id)
    return review


def _leave_control(session: Session, review: Review) -> Review:
    _hold(session, review)
    if review.state not in {*OPEN, ReviewState.CONFLICT}:
        raise AlreadyLocked
    review.state = ReviewState.CONFLICT
    session.flush()
    return review


def release_reviews(session: Session, review_ids: Sequence[int], *, by: Doer) -> int:
    """Take some reviews of one opening back from their reviewers and give them to others.

    Returns how many that were: what has been locked or has ended meanwhile stays. A few at
    a time, in the order of `open_reviews_of`: nobody else can write meanwhile.
    """
    return sum(_release(session, session.get_one(Review, review_id), by) for review_id in review_ids)


def _release(session: Session, review: Review, by: Doer) -> bool:
    _sitting, application = held_sitting(session, review.sitting_id)
    _hold(session, review)
    if review.state not in OPEN or application.stage not in UNDER_REVIEW:
        return False
    review.state = ReviewState.RELEASED
    session.flush()
    end_controls(session, application.opening_id, [review.reviewer_id])
    name = names_of_users(session, [review.reviewer_id]).get(review.reviewer_id, "")
    record(session, ReviewReleased(application.opening_id, application.id, review.id, name), by=by)
    _find_another(session, review.sitting_id, application)
    count_soon(session, application.opening_id)
    return True


def _hold(session: Session, review: Review) -> None:
    """Read the review again and keep others from changing it until the transaction ends."""
    session.refresh(review, with_for_update={"key_share": True})


def _hold_to_write(session: Session, review: Review) -> None:
    """As `_hold`; the first word on an application moves it along, so it is held before the review."""
    application_id = None if review.control is not None else _application_id(session, review)
    owner = select(Application.id).where(Application.id == application_id)
    if application_id and session.scalar(owner.where(Application.stage == Stage.HANDED_IN)) is not None:
        session.execute(owner.with_for_update(key_share=True))
    _hold(session, review)


def _find_another(session: Session, sitting_id: int, application: Application) -> None:
    if application.stage in UNDER_REVIEW:
        fill_up(session, sitting_id, application, by=SYSTEM)


def _application_id(session: Session, review: Review) -> int:
    return session.scalars(select(Sitting.application_id).where(Sitting.id == review.sitting_id)).one()


def _must_be_open(session: Session, review: Review) -> None:
    if review.state == ReviewState.LOCKED:
        raise AlreadyLocked
    if review.control is not None:
        if review.state not in OPEN:
            raise NoLongerWanted
        return
    stage = session.scalar(
        select(Application.stage)
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Sitting.id == review.sitting_id)
    )
    if stage == Stage.SITTING:
        raise NotFinalYet
    if review.state not in OPEN or stage not in UNDER_REVIEW:
        raise NoLongerWanted


def _written_since_final(session: Session, review: Review) -> bool:
    """Say whether the draft has changed since the answer became final."""
    since = select(Rating.id).join(Review, Review.id == Rating.review_id)
    since = since.outerjoin(Sitting, Sitting.id == Review.sitting_id)
    later = ~IS_LIVE_ANSWER | (Rating.saved_at >= Sitting.handed_in_at)  # a control answer was always final
    return session.scalar(since.where(Review.id == review.id, later).limit(1)) is not None


def _begin_scoring(session: Session, review: Review) -> None:
    """With the first word on the first answer the application is one that is being scored."""
    if review.control is not None:
        return
    application_id = _application_id(session, review)
    stage = session.scalar(select(Application.stage).where(Application.id == application_id))
    if stage == Stage.HANDED_IN:
        note_progress(session, session.get_one(Application, application_id), stage=Stage.SCORING)


def _written(
    session: Session, review: Review, criteria: tuple[Criterion, ...], draft: ReviewDraft
) -> tuple[dict[str, DraftRating], dict[str, DraftRating]]:
    """Return the ratings as they stand, and as `draft` would have them."""
    stored = {rating.competency: rating for rating in own_ratings(session, review.id)}
    stands = {one.code: stored.get(one.code, DraftRating(one.code)) for one in criteria}
    sent = {rating.competency: rating for rating in draft.ratings if rating.competency in stands}
    return stands, stands | sent


def _differs(session: Session, review: Review, criteria: tuple[Criterion, ...], draft: ReviewDraft) -> bool:
    stands, wanted = _written(session, review, criteria, draft)
    return stands != wanted


def _write(session: Session, review: Review, criteria: tuple[Criterion, ...], draft: ReviewDraft) -> None:
    stands, wanted = _written(session, review, criteria, draft)
    if stands == wanted:
        return
    own_page = bool(draft.writer) and draft.writer == review.draft_writer
    if draft.seen != review.draft_revision and not own_page:
        raise ChangedElsewhere if _written_since_final(session, review) else HandedInAnew
    keep_earlier(session, review, stands, wanted, same_page=own_page)
    _begin_scoring(session, review)
    rows = {
        row.competency_id: row
        for row in session.scalars(
            select(Rating).where(Rating.review_id == review.id).execution_options(populate_existing=True)
        )
    }
    for criterion in criteria:
        rating = wanted[criterion.code]
        if rating == stands[criterion.code]:
            continue
        row = rows.get(criterion.id) or Rating(review_id=review.id, competency_id=criterion.id)
        row.level, row.no_evidence, row.nothing_shown = rating.level, rating.no_evidence, rating.nothing_shown
        row.cannot_judge, row.nothing_to_quote = rating.cannot_judge, rating.nothing_to_quote
        row.reason, row.quote, row.saved_at = rating.reason, rating.quote, clock.now()
        session.add(row)
    if review.state != ReviewState.DRAFT:
        review.state = ReviewState.DRAFT
        count_soon(session, review.opening_id)
    review.draft_revision, review.draft_writer = review.draft_revision + 1, draft.writer
    session.flush()
