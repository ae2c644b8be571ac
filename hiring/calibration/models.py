"""What reviewers gave for calibration answers, and whom HR lets mark without coming near."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db import Base
from hiring.db.append_only import APPEND_ONLY, append_only_until, emptying, reason_taken_out


class CalibrationRating(Base):
    """The levels that a reviewer gave for one calibration answer of a task: once, and for good.

    Another text of the task is another item: it is rated anew.
    """

    __tablename__ = "calibration_rating"
    __table_args__ = (
        UniqueConstraint("reviewer_id", "item_id", "number"),
        CheckConstraint("number between 1 and 99", name="number"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    number: Mapped[int]
    """Which of the task's calibration answers, from 1."""
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    """For whose answers it was rated; it counts in every opening with this task."""
    levels: Mapped[dict[str, Any]]
    """Competency -> level 1 to 5."""
    rated_at: Mapped[datetime] = mapped_column(default=clock.now)
    item: Mapped[BankItem] = relationship(lazy="raise")


class CalibrationWaiver(Base):
    """That a reviewer may mark a task of an opening all the same, and why: HR has said so."""

    __tablename__ = "calibration_waiver"
    __table_args__ = (
        UniqueConstraint("opening_id", "reviewer_id", "item_id"),
        Index("ix_calibration_waiver_reviewer", "reviewer_id", "item_id"),
        append_only_until(
            emptied=emptying(
                reason_taken_out("OLD.opening_id"),
                kept=("id", "opening_id", "reviewer_id", "item_id", "waived_by", "waived_at"),
                blank=("reason",),
            )
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    reason: Mapped[str] = mapped_column(Text)
    waived_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    waived_at: Mapped[datetime] = mapped_column(default=clock.now)
    by: Mapped[User] = relationship(lazy="raise", foreign_keys=[waived_by])
