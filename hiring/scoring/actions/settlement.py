"""Say of a sitting that its answers are scored: once, and only when no lock can be undone any more."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.actions import move_to
from hiring.openings.models import Application, Opening
from hiring.openings.rules import UNDER_REVIEW, Stage
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.freezing import freeze_first
from hiring.scoring.actions.scores import write_scores
from hiring.scoring.events import FewerRatingsAccepted, ScoringSettled
from hiring.scoring.models import AnswerToRate, Review, Settlement
from hiring.scoring.queries.abstentions import has_undecided
from hiring.scoring.queries.allocation import answers_with_missing
from hiring.scoring.queries.differing import unread_differences
from hiring.scoring.rules import LIVE, ReviewState, may_undo
from hiring.sittings.models import Sitting

#: So many sittings in one transaction: nobody else can write meanwhile.
_ANEW_AT_ONCE = 5


class StillBeingReviewed(HiringError):
    """Ratings are to be accepted as they are while a reviewer is still at work."""

    sentence = N_(
        "Reviews of this application are still open, or were locked less than a minute ago. "
        "Take the open ones back first, or wait for them."
    )


class Undecided(HiringError):
    """Scores are to stand although a reviewer said that an answer cannot be judged."""

    sentence = N_(
        "A reviewer could not judge an answer of this candidate. Say first whether you agree with the cause."
    )


def settle_scoring(
    session: Session, sitting_id: int, *, by: Doer = SYSTEM, as_of: datetime | None = None
) -> bool:
    """Settle the sitting if every answer has all its reviews locked for good; say whether it was settled now.

    Calling it again, or twice at the same time, settles once. `as_of` is the moment up to
    which a lock must be past undoing (now).
    """
    sitting, application = held_sitting(session, sitting_id)
    if any(each.number for each in answers_with_missing(session, sitting_id)):
        return False
    if has_undecided(session, sitting_id):
        return False
    if unread_differences(session, application.opening_id, sitting_id, as_of):
        return False
    return _all_locked(session, sitting_id, as_of) and _settle(session, sitting, application, by=by)


def accept_fewer_ratings(session: Session, application: Application, reason: str, *, by: Doer) -> None:
    """Let the scores of an application stand although reviewers are missing.

    Raises StillBeingReviewed while a review is open or could be taken back, and Undecided while
    HR has not said whether an answer could be judged.
    """
    sitting, application = held_sitting(session, _sitting_id(session, application.id))
    if has_undecided(session, sitting.id):
        raise Undecided
    if not _all_locked(session, sitting.id, None):
        raise StillBeingReviewed
    if application.stage in UNDER_REVIEW:
        record(session, FewerRatingsAccepted(application.opening_id, application.id, reason), by=by)
    _settle(session, sitting, application, by=by, fewer_reason=reason)


def held_sitting(session: Session, sitting_id: int) -> tuple[Sitting, Application]:
    """Return the sitting and its application as they are now, held until the transaction ends.

    Everybody holds the application first, then the sitting, then its reviews, so that no
    two wait for each other.
    """
    owner = select(Sitting.application_id).where(Sitting.id == sitting_id).scalar_subquery()
    held = select(Application.id).where(Application.id == owner).with_for_update(key_share=True)
    application = session.get_one(Application, session.scalars(held).one())
    session.refresh(application, ["stage"])
    return session.get_one(Sitting, sitting_id, with_for_update={"key_share": True}), application


def write_next_scores(session: Session, opening_id: int, after: int) -> tuple[int, int | None]:
    """Write the scores of the settled sittings behind `after` anew, as many as go into one transaction.

    Return how many these were, and the last of them where more may follow.
    """
    some = (
        select(Settlement.sitting_id)
        .where(Settlement.opening_id == opening_id, Settlement.sitting_id > after)
        .order_by(Settlement.sitting_id)
        .limit(_ANEW_AT_ONCE)
    )
    sitting_ids = list(session.scalars(some))
    for sitting_id in sitting_ids:
        sitting, application = held_sitting(session, sitting_id)
        write_scores(session, sitting, application, by=SYSTEM)
    return len(sitting_ids), sitting_ids[-1] if len(sitting_ids) == _ANEW_AT_ONCE else None


def _sitting_id(session: Session, application_id: int) -> int:
    return session.scalars(select(Sitting.id).where(Sitting.application_id == application_id)).one()


def _all_locked(session: Session, sitting_id: int, as_of: datetime | None) -> bool:
    # Held, so that a reviewer who is taking a lock back at this moment is waited for.
    reviews = session.execute(
        select(Review.state, Review.locked_at)
        .where(Review.sitting_id == sitting_id, Review.state.in_(LIVE))
        .order_by(Review.id)
        .with_for_update(key_share=True)
    )
    moment = as_of or clock.now()
    return all(state == ReviewState.LOCKED and not may_undo(locked, moment) for state, locked in reviews)


def _settle(
    session: Session,
    sitting: Sitting,
    application: Application,
    *,
    by: Doer,
    fewer_reason: str | None = None,
) -> bool:
    if application.stage not in UNDER_REVIEW:
        return False
    if session.get(Settlement, sitting.id) is not None:
        return False
    freeze_first(session, application.opening_id)
    # Whoever excuses a task for everybody holds it as well: either this comes first and is seen there,
    # or the excuse is there and seen here.
    session.execute(select(Opening.id).where(Opening.id == application.opening_id).with_for_update(read=True))
    session.add(
        Settlement(sitting_id=sitting.id, opening_id=application.opening_id, fewer_reason=fewer_reason)
    )
    session.execute(update(AnswerToRate).where(AnswerToRate.sitting_id == sitting.id).values(lacking=0))
    session.flush()
    count_soon(session, application.opening_id)
    write_scores(session, sitting, application, by=by)
    move_to(session, application, Stage.SCORED)
    record(session, ScoringSettled(application.opening_id, application.id), by=by)
    return True


def recompute_scores(session: Session, sitting_id: int, *, by: Doer) -> bool:
    """Compute the scores of a settled sitting anew; say whether other ones stand now."""
    sitting, application = held_sitting(session, sitting_id)
    return write_scores(session, sitting, application, by=by)
