"""What candidates ask for, and what HR answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.openings.models import Application

_WAITING = text("granted is null")


class AdjustmentRequest(Base):
    """A candidate says that an adjustment is needed. HR answers once; then the candidate may ask again.

    What is granted stands in `TimeAllowance`. It is health that is spoken of here: no query but those of
    HR and of the candidate comes near this table.
    """

    __tablename__ = "adjustment_request"
    __table_args__ = (
        CheckConstraint("(granted is null) = (answered_at is null)", name="answered"),
        Index(
            "ix_adjustment_request_one_waits",
            "application_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_adjustment_request_waiting",
            "opening_id",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_adjustment_request_application", "application_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    wish: Mapped[str] = mapped_column(Text, default="")
    """What would help, in the candidate's own words; may be empty."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    granted: Mapped[bool | None]
    """None until HR has answered."""
    answer: Mapped[str] = mapped_column(Text, default="")
    """What HR says to it: a reason where it was refused."""
    answered_at: Mapped[datetime | None]
    application: Mapped[Application] = relationship(lazy="raise")
