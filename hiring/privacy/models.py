"""Consents as they were given."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.store import APPEND_ONLY, Base


class Consent(Base):
    """One box a candidate ticked (or left), with the exact notice that stood above it. Never changed."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("purpose in ('assessment','references','fairness')", name="purpose"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    given: Mapped[bool]
    notice_version: Mapped[str] = mapped_column(String(20))
    notice_hash: Mapped[str] = mapped_column(String(64))
    notice_text: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(default=clock.now)
