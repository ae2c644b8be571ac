"""Which answers need reviewers, their reviews (one reviewer × one answer), ratings, and scores."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, new_public_id
from hiring.db.append_only import (
    APPEND_ONLY,
    append_only_until,
    emptying,
    erased_application,
    reason_taken_out,
)
from hiring.db.partial_index import partial_index
from hiring.rubrics.models import Competency
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting


class Hundredths(TypeDecorator[Decimal]):
    """A figure with two decimals, kept as a whole number: exact, and ordered alike by every database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class AnswerToRate(Base):
    """A candidate's answer to one task that people must rate: it holds something, in an open part."""

    __tablename__ = "answer_to_rate"
    __table_args__ = (
        CheckConstraint("raters between 0 and 5", name="raters"),
        Index("ix_answer_to_rate_opening", "opening_id"),
        partial_index(
            "ix_answer_to_rate_lacking", "opening_id", "sitting_id", "item_id", where="lacking > 0"
        ),
    )

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    raters: Mapped[int]
    """How many reviewers it is to have; none once its task is excused."""
    lacking: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of them are still to be found: HR is shown so. 0 once nobody is looked for any more."""


_UNDECIDED = "abstention = 'undecided'"
_OPEN = "state in ('allocated', 'draft')"
_RELEASED = "state = 'released'"


class Review(Base):
    """One reviewer's task with one candidate's answer to one task.

    A locked review never changes, except that its reviewer may take the lock back for a
    minute; it counts for nothing before.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "reviewer_id"),
        UniqueConstraint("reviewer_id", "pseudonym"),
        CheckConstraint("state in ('allocated','draft','locked','conflict','released')", name="state"),
        CheckConstraint("(state = 'locked') = (locked_at is not null)", name="locked_at"),
        Index("ix_review_place", "reviewer_id", "opening_id", "item_id", "shuffle", "state"),
        partial_index("ix_review_open", "reviewer_id", "opening_id", "item_id", "shuffle", where=_OPEN),
        # `state` stands in it, too: with more to compare it is preferred to the index of all of a reviewer.
        partial_index("ix_review_released", "state", "reviewer_id", "id", where=_RELEASED),
        Index("ix_review_locked", "reviewer_id", "locked_at"),
        Index("ix_review_opening", "opening_id", "state", "id"),
        CheckConstraint("abstention in ('undecided','agreed','refused')", name="abstention"),
        partial_index("ix_review_undecided", "opening_id", "id", where=_UNDECIDED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    """Kept here so that a reviewer's queries need not come near the application."""
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    pseudonym: Mapped[str] = mapped_column(String(8))
    """What the answer is called for this reviewer, e.g. A-7F3K: random, unlike for any other reviewer."""
    shuffle: Mapped[int]
    """Random place in this reviewer's order."""
    state: Mapped[str] = mapped_column(String(10), default=ReviewState.ALLOCATED)
    allocated_at: Mapped[datetime] = mapped_column(default=clock.now)
    locked_at: Mapped[datetime | None]
    conflict_reason: Mapped[str | None] = mapped_column(Text)
    abstention: Mapped[str | None] = mapped_column(String(10))
    """Set by the lock where something could not be judged; until HR has decided, nothing is settled."""
    draft_revision: Mapped[int] = mapped_column(default=0)
    """Counted up with every change, so that a page knows whether it is the latest."""
    draft_writer: Mapped[str] = mapped_column(String(36), default="")
    """Which page wrote last; a page may always follow itself, even when it missed our answer."""
    sitting: Mapped[Sitting] = relationship(lazy="raise")
    item: Mapped[BankItem] = relationship(lazy="raise")
    ratings: Mapped[list["Rating"]] = relationship(
        back_populates="review", lazy="raise", cascade="all, delete-orphan"
    )


class Rating(Base):
    """The level a reviewer gives on one competency, or "no evidence", with the reason."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("review_id", "competency_id"),
        CheckConstraint("level between 1 and 5", name="level"),
        CheckConstraint("level is null or not no_evidence", name="one_or_the_other"),
        CheckConstraint("level = 1 or not nothing_shown", name="nothing_shown_is_level_1"),
        CheckConstraint(
            "cannot_judge is null or (level is null and not no_evidence "
            "and cannot_judge in ('file','wrong_task','unreadable','other'))",
            name="cannot_judge",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id"))
    level: Mapped[int | None]
    no_evidence: Mapped[bool] = mapped_column(default=False)
    """Only where scores are task means: no level, and it enters no mean."""
    nothing_shown: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Where scores go by cells: the answer shows nothing of the competency, which counts as level 1."""
    cannot_judge: Mapped[str | None] = mapped_column(String(20))
    """The cause outside the candidate (`rules.Cause`): no level."""
    reason: Mapped[str] = mapped_column(Text, default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    """Words of the answer that the reviewer marked as evidence."""
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    review: Mapped[Review] = relationship(back_populates="ratings", lazy="raise")
    competency: Mapped[Competency] = relationship(lazy="raise")


class Settlement(Base):
    """That all answers of a sitting are scored: at most once, and only then are its scores shown."""

    __tablename__ = "settlement"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    settled_at: Mapped[datetime] = mapped_column(default=clock.now)
    fewer_reason: Mapped[str | None] = mapped_column(Text)
    """Why HR let it stand with fewer ratings than the opening asks for."""


#: Where a figure that is missing stands in an order: last, whichever way the order runs.
BELOW_ALL, ABOVE_ALL = -1, 1_000_000


class ApplicationScore(Base):
    """What a rule made of the ratings of one sitting. A newer row supersedes an older; none is changed.

    The one with the highest number stands. The figures of its competencies are
    `CompetencyFigure`s; what a later rule counts besides goes into their `basis`.
    """

    __tablename__ = "application_score"
    __table_args__ = (
        UniqueConstraint("sitting_id", "number"),
        Index("ix_application_score_falling", "opening_id", "falling", "id"),
        Index("ix_application_score_rising", "opening_id", "rising", "id"),
        Index("ix_application_score_differing", "opening_id", "widest", "n_differences", "id"),
        Index("ix_application_score_application", "application_id", "number"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    number: Mapped[int]
    """1 for the first of a sitting, counted up with every one that supersedes it."""
    rule: Mapped[str] = mapped_column(String(40))
    rule_version: Mapped[int]
    policy: Mapped[dict[str, Any]]
    """Weights, tolerance and raters as they were frozen with the opening (`scores.Policy.as_json`)."""
    input_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of everything the rule was given (`scores.ScoreInput.digest`)."""
    total: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    """The total in hundredths for an order from the top; what is missing stands last."""
    rising: Mapped[int]
    """The same for an order from the bottom."""
    weight_covered: Mapped[Decimal] = mapped_column(Hundredths)
    """Per cent of the rubric's weight that the total rests on."""
    n_ratings: Mapped[int]
    n_differences: Mapped[int]
    """How many pairs of answer and competency reviewers differ on."""
    widest: Mapped[int]
    """By how many levels at most; 0 where they do not differ."""
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)


class CompetencyFigure(Base):
    """The score of one competency within an `ApplicationScore`, with what it rests on."""

    __tablename__ = "competency_figure"
    __table_args__ = (
        Index("ix_competency_figure_falling", "opening_id", "competency_id", "falling", "score_id"),
        Index("ix_competency_figure_rising", "opening_id", "competency_id", "rising", "score_id"),
        APPEND_ONLY,
    )

    score_id: Mapped[int] = mapped_column(ForeignKey("application_score.id"), primary_key=True)
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    rising: Mapped[int]
    missing: Mapped[str | None] = mapped_column(String(20))
    """Why there is no score (`scores.Missing`)."""
    n_ratings: Mapped[int]
    n_differences: Mapped[int]
    basis: Mapped[dict[str, Any]]
    """Everything else the rule found: `CompetencyScore` without what stands in columns."""


_OF_ONE = erased_application("SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id")
_OF_ALL = f"OLD.sitting_id IS NULL AND {reason_taken_out('OLD.opening_id')}"
_KEPT = ("id", "opening_id", "item_id", "sitting_id", "excused_at")


class ExcusedTask(Base):
    """A task that counts for nobody in an opening, or not for one candidate, and why: HR has said so."""

    __tablename__ = "excused_task"
    __table_args__ = (
        Index("ix_excused_task_opening", "opening_id", "item_id"),
        append_only_until(emptied=emptying(f"{_OF_ONE} OR {_OF_ALL}", kept=_KEPT, blank=("reason",))),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    """None: for everybody."""
    reason: Mapped[str] = mapped_column(Text)
    excused_at: Mapped[datetime] = mapped_column(default=clock.now)


class AdoptedKey(Base):
    """That a task of an opening is scored with the key of a later text of it, and why: HR has said so.

    The latest row of a task counts. Earlier scores keep what they were made with (`scores.Cell.key`).
    """

    __tablename__ = "adopted_key"
    __table_args__ = (
        Index("ix_adopted_key_opening", "opening_id", "item_id"),
        append_only_until(
            emptied=emptying(
                reason_taken_out("OLD.opening_id"),
                kept=("id", "opening_id", "item_id", "key_item_id", "adopted_at"),
                blank=("reason",),
            )
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """As the assessment holds it."""
    key_item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """In which the later key stands."""
    reason: Mapped[str] = mapped_column(Text)
    adopted_at: Mapped[datetime] = mapped_column(default=clock.now)


_WAITING = "agreed is null"


class ExcuseProposal(Base):
    """That a task is not to count, or by a later key, although a score can be seen.

    One person proposes it, another decides.
    """

    __tablename__ = "excuse_proposal"
    __table_args__ = (
        CheckConstraint(
            "(agreed is null) = (decided_at is null) and (agreed is null) = (decider_id is null)",
            name="decided",
        ),
        CheckConstraint("agreed is null or not agreed or decider_id <> proposer_id", name="second_person"),
        CheckConstraint("key_item_id is null or sitting_id is null", name="a_key_counts_for_all"),
        partial_index("ix_excuse_proposal_waiting", "opening_id", "id", where=_WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    """None: for everybody."""
    key_item_id: Mapped[int | None] = mapped_column(ForeignKey("bank_item.id"))
    """The text whose key is to score the task for everybody; None: the task is not to count."""
    reason: Mapped[str] = mapped_column(Text)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    agreed: Mapped[bool | None]
    """None until somebody has decided."""
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision: Mapped[str | None] = mapped_column(Text)
    """The reason given for deciding so."""
    decided_at: Mapped[datetime | None]


class ScoringCounts(Base):
    """How far a great opening was when a worker last counted; of a small one it is counted when asked."""

    __tablename__ = "scoring_counts"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    counts: Mapped[dict[str, Any]]
    """`rules.ReviewCounts.as_json`."""
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)
