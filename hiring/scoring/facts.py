"""What can happen in scoring."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("%(count)s reviews were allocated to the panel."))
class ReviewsAllocated:
    opening_id: int
    application_id: int
    count: int


@fact(N_("A reviewer locked a review."))
class ReviewLocked:
    opening_id: int
    application_id: int
    review_id: int


@fact(N_("A reviewer declared a conflict of interest; the answer goes to somebody else."))
class ConflictDeclared:
    opening_id: int
    application_id: int
    review_id: int


@fact(N_("Every answer is scored."))
class ScoringSettled:
    opening_id: int
    application_id: int
