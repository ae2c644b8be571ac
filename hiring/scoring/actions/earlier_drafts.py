"""Keep what a reviewer had put down before it is written over, bring it back, and let it go."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.scoring.earlier_drafts import MOST_KEPT, as_plain, is_kept
from hiring.scoring.models import EarlierDraft, Review
from hiring.scoring.rules import OPEN, UNDO_FOR, DraftRating


def keep_earlier(
    session: Session,
    review: Review,
    before: Mapping[str, DraftRating],
    after: Mapping[str, DraftRating],
    *,
    same_page: bool,
) -> None:
    """Keep the draft as it stands if something of it is about to be lost; of many, the latest."""
    kept = EarlierDraft.review_id == review.id
    last = session.scalar(select(func.max(EarlierDraft.kept_at)).where(kept))
    if not is_kept(before, after, same_page=same_page, last_kept=last, now=clock.now()):
        return
    session.add(EarlierDraft(review_id=review.id, number=review.draft_revision, ratings=as_plain(before)))
    session.flush()
    latest = select(EarlierDraft.id).where(kept).order_by(EarlierDraft.number.desc()).limit(MOST_KEPT)
    session.execute(delete(EarlierDraft).where(kept, EarlierDraft.id.not_in(latest.scalar_subquery())))


def forget_earlier(session: Session, *, of: ColumnElement[bool]) -> None:
    """Let go of the earlier drafts of these reviews where they are final or have ended."""
    final = or_(Review.locked_at.is_(None), Review.locked_at <= clock.now() - UNDO_FOR)
    over = select(Review.id).where(of, Review.state.not_in(OPEN), final)
    session.execute(delete(EarlierDraft).where(EarlierDraft.review_id.in_(over)))
