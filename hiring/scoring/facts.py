"""What can happen in scoring."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("Reviews allocated to the panel: %(count)s."))
class ReviewsAllocated:
    opening_id: int
    application_id: int
    count: int


@fact(N_("A reviewer locked a review."))
class ReviewLocked:
    opening_id: int
    application_id: int
    review_id: int


@fact(N_("A reviewer took back a lock within the minute allowed for it."))
class LockUndone:
    opening_id: int
    application_id: int
    review_id: int


@fact(N_("A reviewer declared a conflict of interest; the answer goes to somebody else."))
class ConflictDeclared:
    opening_id: int
    application_id: int
    review_id: int


@fact(N_("%(actor)s took back a waiting review from %(reviewer)s; the answer goes to somebody else."))
class ReviewReleased:
    opening_id: int
    application_id: int
    review_id: int
    reviewer: str


@fact(N_("%(actor)s let the scores stand with fewer ratings than planned: %(reason)s"))
class FewerRatingsAccepted:
    opening_id: int
    application_id: int
    reason: str


@fact(N_("Every answer is scored."))
class ScoringSettled:
    opening_id: int
    application_id: int


@fact(N_("The scores were computed anew; the earlier ones are kept (number %(number)s)."))
class ScoresSuperseded:
    opening_id: int
    application_id: int
    number: int
