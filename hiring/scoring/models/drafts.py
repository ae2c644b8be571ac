"""What a reviewer had put down before it was written over."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base


class EarlierDraft(Base):
    """The draft of a review as it stood before something of it was changed or taken out.

    For its reviewer alone, until the rating is locked for good.
    """

    __tablename__ = "earlier_draft"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    number: Mapped[int]
    """The `draft_revision` that it was."""
    ratings: Mapped[list[Any]]
    """What was given, one for each competency: `earlier_drafts.as_plain`."""
    kept_at: Mapped[datetime] = mapped_column(default=clock.now)
