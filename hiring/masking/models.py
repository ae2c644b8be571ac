"""What is masked in each answer that was handed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base


class AnswerMasks(Base):
    """The masks of one part of one answer, in the revision that was handed in.

    They say where something stands and of what kind it is, never the words themselves.
    """

    __tablename__ = "answer_masks"
    __table_args__ = (CheckConstraint("revision > 0", name="revision_positive"),)

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    revision: Mapped[int]
    masks: Mapped[list[Any]] = mapped_column(default=list)
    """As `masks.Mask.as_json` writes them."""
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often HR has corrected them."""
    left_behind: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What HR corrected in an earlier revision and found no place here: as `masks`, with its `revision`."""
    masked_at: Mapped[datetime] = mapped_column(default=clock.now)
