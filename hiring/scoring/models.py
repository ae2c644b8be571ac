"""Which answers need reviewers, their reviews (one reviewer × one answer), ratings, and what is settled."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.banks.models import BankItem
from hiring.rubrics.models import Competency
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting
from hiring.store import Base, PublicId, new_public_id


class AnswerToRate(Base):
    """A candidate's answer to one task that people must rate: it holds something, in an open part."""

    __tablename__ = "answer_to_rate"
    __table_args__ = (
        CheckConstraint("raters between 1 and 5", name="raters"),
        Index("ix_answer_to_rate_opening", "opening_id"),
    )

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    raters: Mapped[int]
    """How many reviewers it is to have; fewer live reviews than this is shown to HR."""


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
        Index("ix_review_queue", "reviewer_id", "state", "item_id", "shuffle"),
        Index("ix_review_opening", "opening_id", "state"),
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
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id"))
    level: Mapped[int | None]
    no_evidence: Mapped[bool] = mapped_column(default=False)
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
