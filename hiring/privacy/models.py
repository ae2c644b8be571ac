"""Consents as they were given."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import APPEND_ONLY, Base


class Consent(Base):
    """One box a candidate ticked, with the exact text that was shown with it. Never changed."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("purpose in ('assessment','references','honesty')", name="purpose"),
        UniqueConstraint("application_id", "purpose"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    given: Mapped[bool]
    notice_version: Mapped[str] = mapped_column(String(20))
    """Which version of the bank's notices the text comes from."""
    notice_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `notice_text` in UTF-8."""
    notice_text: Mapped[str] = mapped_column(Text)
    """Notice and sentence of the box, word for word as they stood on the page."""
    locale: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(default=clock.now)
