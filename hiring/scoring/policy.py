"""Who may review, and who may watch how far the reviewing is."""

from typing import Protocol

from hiring.accounts.rules import Actor, Permission, is_admin, is_reviewer
from hiring.openings.policy import is_hr_of


class HasReviewer(Protocol):
    @property
    def reviewer_id(self) -> int: ...


def is_its_reviewer(actor: Actor, review: HasReviewer) -> bool:
    return actor.id == review.reviewer_id


REVIEW = Permission("scoring:review", any_of=[[is_reviewer]], says="See one's own queue of answers to rate")
REVIEW_ANSWER = Permission(
    "scoring:review-answer",
    any_of=[[is_reviewer, is_its_reviewer]],
    says="Rate one answer that was allocated to oneself, without learning whose it is",
)
RUN_SCORING = Permission(
    "scoring:run", any_of=[[is_hr_of]], says="See the progress of scoring, allocate again, take reviews back"
)
DECIDE_RULES = Permission(
    "scoring:decide-rules",
    any_of=[[is_hr_of], [is_admin]],
    says="Agree, as a second person, to other rules of scoring in an opening that takes or took candidates",
)
