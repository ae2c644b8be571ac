"""What can happen in scoring."""

from dataclasses import dataclass

from hiring.audit.events import OfApplication, Personal, event
from hiring.i18n import N_


@dataclass(frozen=True)
class OfKeyVersions:
    """What is said where one version of an answer key is to count instead of another."""

    opening_id: int
    item_id: int
    key_item_id: int
    task: str
    earlier: str
    version: str
    reason: Personal


@dataclass(frozen=True)
class OfProposedExcuse:
    """What is said of a proposal that a task does not count, for one candidate or for all."""

    opening_id: int
    application_id: int | None
    item_id: int
    task: str
    reason: Personal


@dataclass(frozen=True)
class OfProposedKey:
    """What is said where a proposal of another answer key ends."""

    opening_id: int
    item_id: int
    key_item_id: int
    task: str
    reason: Personal


@event("scoring.reviews_allocated", N_("Reviews allocated to the panel: %(count)s."))
class ReviewsAllocated(OfApplication):
    count: int


@event("scoring.review_locked", N_("A reviewer locked a review."))
class ReviewLocked(OfApplication):
    review_id: int


@event("scoring.review_unlocked", N_("A reviewer unlocked a review within the minute allowed for it."))
class LockUndone(OfApplication):
    review_id: int


@event(
    "scoring.conflict_declared",
    N_("A reviewer declared a conflict of interest; the answer goes to somebody else."),
)
class ConflictDeclared(OfApplication):
    review_id: int


@event(
    "scoring.review_released",
    N_("%(actor)s took back a waiting review from %(reviewer)s; the answer goes to somebody else."),
)
class ReviewReleased(OfApplication):
    review_id: int
    reviewer: Personal


@event(
    "scoring.abstention_agreed",
    N_("%(actor)s agreed that a reviewer could not judge an answer: %(reason)s"),
)
class AbstentionAgreed(OfApplication):
    review_id: int
    reason: Personal


@event(
    "scoring.abstention_refused",
    N_("%(actor)s did not agree that a reviewer could not judge an answer: %(reason)s"),
)
class AbstentionRefused(OfApplication):
    review_id: int
    reason: Personal


@event(
    "scoring.third_reading_asked",
    N_("Reviewers differ on the task “%(task)s” (competencies: %(count)s): a further reading was asked for."),
)
class ThirdReadingAsked(OfApplication):
    item_id: int
    task: str
    count: int


@event(
    "scoring.another_reading_asked",
    N_(
        "%(actor)s asked for another reading of the answer to the task “%(task)s”. The scores stand again "
        "once it is locked."
    ),
)
class AnotherReadingAsked(OfApplication):
    item_id: int
    task: str


@event(
    "scoring.third_reading_handed_back",
    N_("%(actor)s handed a further reading back; it goes to somebody else."),
)
class ThirdReadingHandedBack(OfApplication):
    review_id: int


@event(
    "scoring.third_reading_passed_on",
    N_("A further reading waited too long with one reviewer and goes to somebody else."),
)
class ThirdReadingPassedOn(OfApplication):
    review_id: int


@event("scoring.third_reading_given", N_("%(actor)s gave a further reading to %(reviewer)s."))
class ThirdReadingGiven(OfApplication):
    review_id: int
    reviewer: Personal


@event(
    "scoring.third_reading_waived",
    N_("%(actor)s accepted the scores without a further reading of the task “%(task)s”: %(reason)s"),
)
class ThirdReadingWaived(OfApplication):
    item_id: int
    task: str
    reason: Personal


@event(
    "scoring.task_excused_for_all",
    N_("%(actor)s excused the task “%(task)s” for everybody: %(reason)s"),
)
class TaskExcusedForAll:
    opening_id: int
    item_id: int
    task: str
    reason: Personal


@event(
    "scoring.task_excused",
    N_("%(actor)s excused the task “%(task)s” for this candidate: %(reason)s"),
)
class TaskExcused(OfApplication):
    item_id: int
    task: str
    reason: Personal


@event(
    "scoring.excuse_proposed",
    N_("%(actor)s proposed that the task “%(task)s” does not count: %(reason)s"),
)
class ExcuseProposed(OfProposedExcuse):
    pass


@event(
    "scoring.excuse_refused",
    N_("%(actor)s did not agree that the task “%(task)s” does not count: %(reason)s"),
)
class ExcuseRefused(OfProposedExcuse):
    pass


@event(
    "scoring.excuse_withdrawn",
    N_("%(actor)s withdrew the proposal that the task “%(task)s” does not count: %(reason)s"),
)
class ExcuseWithdrawn(OfProposedExcuse):
    pass


@event(
    "scoring.key_adopted",
    N_(
        "%(actor)s had the task “%(task)s” scored with version %(version)s of its answer key instead of "
        "version %(earlier)s: %(reason)s"
    ),
)
class KeyAdopted(OfKeyVersions):
    pass


@event(
    "scoring.key_proposed",
    N_(
        "%(actor)s proposed to score the task “%(task)s” with version %(version)s of its answer key "
        "instead of version %(earlier)s: %(reason)s"
    ),
)
class KeyProposed(OfKeyVersions):
    pass


@event(
    "scoring.key_refused",
    N_("%(actor)s did not agree to score the task “%(task)s” with a later answer key: %(reason)s"),
)
class KeyRefused(OfProposedKey):
    pass


@event(
    "scoring.key_withdrawn",
    N_("%(actor)s withdrew the proposal to score the task “%(task)s” with a later answer key: %(reason)s"),
)
class KeyWithdrawn(OfProposedKey):
    pass


@event(
    "scoring.fewer_ratings_accepted",
    N_("%(actor)s accepted the scores with fewer ratings than planned: %(reason)s"),
)
class FewerRatingsAccepted(OfApplication):
    reason: Personal


@event("scoring.settled", N_("Every answer is scored."))
class ScoringSettled(OfApplication):
    pass


@event(
    "scoring.scores_superseded",
    N_("The scores were recalculated; the earlier ones are kept (number %(number)s)."),
)
class ScoresSuperseded(OfApplication):
    number: int


@dataclass(frozen=True)
class OfRulesChange:
    """What is said where a proposal of other rules ends."""

    opening_id: int
    reason: Personal


@event("scoring.rules_frozen", N_("The rules of scoring are frozen; their fingerprint is %(fingerprint)s."))
class RulesFrozen:
    opening_id: int
    fingerprint: str


@event(
    "scoring.rules_frozen_afterwards",
    N_(
        "The rules of scoring were frozen after scores could be seen already; "
        "their fingerprint is %(fingerprint)s."
    ),
)
class RulesFrozenAfterwards:
    opening_id: int
    fingerprint: str


@event(
    "scoring.rules_change_proposed",
    N_("%(actor)s proposed other rules of scoring (fingerprint %(fingerprint)s): %(reason)s"),
)
class RulesChangeProposed:
    opening_id: int
    fingerprint: str
    reason: Personal


@event(
    "scoring.rules_changed",
    N_(
        "%(actor)s agreed to other rules of scoring: fingerprint %(fingerprint)s instead of %(earlier)s. "
        "%(reason)s"
    ),
)
class RulesChanged:
    opening_id: int
    fingerprint: str
    earlier: str
    reason: Personal


@event("scoring.rules_change_refused", N_("%(actor)s did not agree to other rules of scoring: %(reason)s"))
class RulesChangeRefused(OfRulesChange):
    pass


@event(
    "scoring.rules_change_withdrawn",
    N_("%(actor)s withdrew the proposal of other rules of scoring: %(reason)s"),
)
class RulesChangeWithdrawn(OfRulesChange):
    pass
