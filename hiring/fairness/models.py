"""What candidates tell about groups they belong to, apart from everything else; what was counted of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base


class GroupAnswers(Base):
    """What one candidate told, until it is counted, taken back, or the application ends.

    No page but the candidate's own shows it, and nothing but the count reads it; that somebody has told
    anything stands in no trail either. Disability is health, which the law protects specially.
    """

    __tablename__ = "group_answers"
    __table_args__ = (
        CheckConstraint("gender in ('woman','man')", name="gender"),
        CheckConstraint("age in ('under_25','25_to_34','35_or_older')", name="age"),
        CheckConstraint("disability in ('yes','no')", name="disability"),
        CheckConstraint("region in ('java','elsewhere')", name="region"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    gender: Mapped[str | None] = mapped_column(String(20))
    age: Mapped[str | None] = mapped_column(String(20))
    disability: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(20))
    agreed_to: Mapped[str] = mapped_column(Text)
    """The words that the candidate read and ticked."""
    agreed_at: Mapped[datetime] = mapped_column(default=clock.now)


class OpeningFairness(Base):
    """What was counted of an opening, once and for all: the difference of two counts would be a person."""

    __tablename__ = "opening_fairness"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    figures: Mapped[dict[str, Any]]
    """`rules.FairnessFigures` as plain values: only counts that may be shown."""
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)
