"""Reviews (one reviewer × one answer) and the ratings they hold."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.banks.models import BankItem
from hiring.rubrics.models import Competency
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting
from hiring.store import Base, PublicId, new_public_id


class Review(Base):
    """One reviewer's task with one candidate's answer to one task. Locked reviews never change."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "reviewer_id"),
        UniqueConstraint("reviewer_id", "pseudonym"),
        CheckConstraint("state in ('allocated','draft','locked','conflict')", name="state"),
        Index("ix_review_queue", "reviewer_id", "state", "item_id", "shuffle"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
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
