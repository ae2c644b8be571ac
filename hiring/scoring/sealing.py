"""What the trail seals of a locked review: levels, and apart from them texts, which erasure can reach."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hiring.audit.binding import Binding, Bound
from hiring.i18n import N_
from hiring.rubrics.models import Competency
from hiring.scoring.models import Rating, Review
from hiring.scoring.rules import DraftRating, ReviewState
from hiring.sittings.models import Sitting

_CHANGED = N_("the ratings that entry %(number)s seals were changed")
_UNSEALED = N_("review number %(row)s was locked from outside: no entry seals it")


def seals_of(review: Review, ratings: Iterable[DraftRating]) -> tuple[Bound, ...]:
    """Return a locked review as the entry that tells of it seals it."""
    ratings = list(ratings)
    return (
        Bound(REVIEW.kind, review.id, _levels(review, ratings)),
        Bound(REVIEW_TEXTS.kind, review.id, _texts(review, ratings)),
    )


def seals_taken_back(review: Review) -> tuple[Bound, ...]:
    """Return what the entry says that takes a lock back: nothing is sealed any more."""
    return Bound(REVIEW.kind, review.id, None), Bound(REVIEW_TEXTS.kind, review.id, None)


def _levels(review: Review, ratings: Iterable[DraftRating]) -> list[Any]:
    given = sorted(
        [each.competency, each.level, each.no_evidence, each.nothing_shown, each.cannot_judge]
        for each in ratings
    )
    at = review.locked_at.isoformat() if review.locked_at else None
    return [review.reviewer_id, review.sitting_id, review.item_id, at, given]


def _texts(review: Review, ratings: Iterable[DraftRating]) -> list[Any]:
    # Why nothing is quoted stands behind only where it was said: what was sealed before holds.
    return sorted(
        [each.competency, each.reason, each.quote, *filter(None, [each.nothing_to_quote])] for each in ratings
    )


def _all_levels(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {review.id: _levels(review, ratings) for review, ratings in _locked(session, ids)}


def _all_texts(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {review.id: _texts(review, ratings) for review, ratings in _locked(session, ids)}


def _locked(session: Session, ids: Collection[int]) -> Iterable[tuple[Review, list[DraftRating]]]:
    ratings: dict[int, list[DraftRating]] = defaultdict(list)
    rows = session.execute(
        select(
            Rating.review_id,
            Competency.code,
            Rating.level,
            Rating.no_evidence,
            Rating.reason,
            Rating.quote,
            Rating.nothing_shown,
            Rating.cannot_judge,
            Rating.nothing_to_quote,
        )
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Rating.review_id.in_(ids))
    )
    for row in rows:
        ratings[row.review_id].append(DraftRating(*row[1:]))
    wanted = select(Review).where(Review.id.in_(ids), Review.state == ReviewState.LOCKED)
    reviews = session.scalars(wanted.execution_options(populate_existing=True))
    return [(review, ratings[review.id]) for review in reviews]


def _sealed_since(since: datetime | None) -> Select[int, int]:
    wanted = (
        select(Review.id, Sitting.application_id)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .where(Review.state == ReviewState.LOCKED)
    )
    return wanted if since is None else wanted.where(Review.locked_at > since)


REVIEW = Binding("review", _CHANGED, _UNSEALED, _all_levels, _sealed_since, erasable=False)
REVIEW_TEXTS = Binding("review_text", _CHANGED, _UNSEALED, _all_texts, _sealed_since, erasable=True)
