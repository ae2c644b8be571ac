"""What candidates ask for, and what HR answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
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


class GiveBackToAll(Base):
    """HR gives minutes back to everybody in an opening who was writing while something was out of order."""

    __tablename__ = "give_back_to_all"
    __table_args__ = (
        CheckConstraint("minutes between 1 and 240", name="minutes"),
        CheckConstraint("until > since", name="until_after_since"),
        Index("ix_give_back_to_all_opening", "opening_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    operation: Mapped[str] = mapped_column(String(36), unique=True)
    """Of the page that was sent: pressed twice, it is one."""
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    until: Mapped[datetime]
    given_by: Mapped[str] = mapped_column(String(40))
    """As the trail names who did it."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_sitting_id: Mapped[int] = mapped_column(default=0)
    """How far the worker has come."""
    done_at: Mapped[datetime | None]


class MinutesReturned(Base):
    """Minutes that one candidate has got back, or why not."""

    __tablename__ = "minutes_returned"
    __table_args__ = (
        CheckConstraint("minutes between 1 and 240", name="minutes"),
        CheckConstraint("outcome in ('running','again','rated','finished','nothing')", name="outcome"),
        Index("ix_minutes_returned_application", "application_id", "id"),
        Index("ix_minutes_returned_to_all", "to_all_id", "outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    to_all_id: Mapped[int | None] = mapped_column(ForeignKey("give_back_to_all.id"))
    operation: Mapped[str] = mapped_column(String(60), unique=True)
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    application: Mapped[Application] = relationship(lazy="raise")
