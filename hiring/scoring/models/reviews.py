"""Which answers need reviewers, their reviews (one reviewer × one answer), ratings, and settlement."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, new_public_id
from hiring.db.partial_index import partial_index
from hiring.rubrics.models import Competency
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting


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
    thirds: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many more are to read what those differ on: 1 while a `ThirdReading` is asked for."""
    lacking: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of them are still to be found: HR is shown so. 0 once nobody is looked for any more."""


_UNDECIDED = "abstention = 'undecided'"
_OPEN = "state in ('allocated', 'draft')"
_RELEASED = "state = 'released'"
_HOLDS_A_THIRD = "third and state in ('allocated', 'draft', 'locked')"


class Review(Base):
    """One reviewer's task with one candidate's answer to one task, or with a control answer of the task.

    A control answer has no sitting: what goes by sittings never meets it, and everything else that is not
    the reviewer's own says `IS_LIVE_ANSWER`. A locked review never changes, except that its reviewer may
    take the lock back for a minute; it counts for nothing before.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "reviewer_id"),
        UniqueConstraint("reviewer_id", "item_id", "control"),
        CheckConstraint("(sitting_id is null) = (control is not null)", name="sitting_or_control"),
        CheckConstraint("(control is null) = (control_locale is null)", name="control_locale"),
        CheckConstraint("control >= 1", name="control"),
        UniqueConstraint("reviewer_id", "pseudonym"),
        CheckConstraint("state in ('allocated','draft','locked','conflict','released')", name="state"),
        CheckConstraint("(state = 'locked') = (locked_at is not null)", name="locked_at"),
        Index("ix_review_place", "reviewer_id", "opening_id", "item_id", "shuffle", "state"),
        partial_index("ix_review_open", "reviewer_id", "opening_id", "item_id", "shuffle", where=_OPEN),
        # `state` stands in it, too: with more to compare it is preferred to the index of all of a reviewer.
        partial_index("ix_review_released", "state", "reviewer_id", "id", where=_RELEASED),
        partial_index(
            "uq_review_third", "sitting_id", "item_id", where=_HOLDS_A_THIRD, unique=True
        ),  # one person at a time
        Index("ix_review_locked", "reviewer_id", "locked_at"),
        Index("ix_review_opening", "opening_id", "state", "id"),
        CheckConstraint("abstention in ('undecided','agreed','refused')", name="abstention"),
        partial_index("ix_review_undecided", "opening_id", "id", where=_UNDECIDED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    """Kept here so that a reviewer's queries need not come near the application."""
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), nullable=True)
    """NULL exactly where `control` is set; whoever reads it knows that it is a live answer."""
    control: Mapped[int | None]
    """Which of the task's control answers, from 1: nobody ever reads the same one twice."""
    control_locale: Mapped[str | None] = mapped_column(String(2))
    """The language in which the control answer is shown: most candidates of the opening wrote in it."""
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    pseudonym: Mapped[str] = mapped_column(String(8))
    """What the answer is called for this reviewer, e.g. A-7F3K: random, unlike for any other reviewer."""
    shuffle: Mapped[int]
    """Random place in this reviewer's order."""
    state: Mapped[str] = mapped_column(String(10), default=ReviewState.ALLOCATED)
    third: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Reads only what others differ on (`ThirdReading.criteria`), as if nobody had read it before."""
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


#: Of a candidate, not a control answer.
IS_LIVE_ANSWER = Review.control.is_(None)


class ThirdReading(Base):
    """That somebody else reads an answer on which its reviewers differ: asked once, and kept for good."""

    __tablename__ = "third_reading"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id"),
        Index("ix_third_reading_opening", "opening_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    criteria: Mapped[dict[str, Any]]
    """What is read once more: code of the competency -> why (`third_readings.WhyThird`)."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    waived_at: Mapped[datetime | None]
    """When HR said that the scores stand without it; why is in the trail."""


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
    nothing_to_quote: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Why no words can be quoted for this level: something that is left out has none."""
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
