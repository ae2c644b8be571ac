"""The audit trail: its entries, the head of their chain, and how often something was refused."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import APPEND_ONLY, Base


class AuditEntry(Base):
    """One event. Rows are added, never changed; `seal` covers the entry before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_opening", "opening_id", "id"),
        Index("ix_audit_entry_application", "application_id", "id"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counted by the chain itself, without gaps, so that a removed entry shows."""
    event: Mapped[str] = mapped_column(String(80))
    details: Mapped[dict[str, Any]]
    actor: Mapped[str] = mapped_column(String(80))
    """kind:id of who did it, e.g. `staff:3`; names are looked up when shown."""
    opening_id: Mapped[int | None]
    application_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    seal: Mapped[str] = mapped_column(String(64), unique=True)


class Refusal(Base):
    """How often something was refused within one hour: only the first time leaves a line in the trail.

    Whoever knocks a million times must be able neither to fill the trail nor to be overlooked.
    """

    __tablename__ = "refusal"
    __table_args__ = (
        UniqueConstraint("what", "application_id", "since"),
        Index("ix_refusal_application", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(80))
    """Name of the event, and why, where that has several answers: `invitation.link_refused:expired`."""
    application_id: Mapped[int] = mapped_column(default=0)
    """0 = nobody knows whose it was to be."""
    since: Mapped[datetime]
    number: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime]


class AuditHead(Base):
    """The one row that every new entry locks, so that the chain cannot fork."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entry.id"))
    seal: Mapped[str] = mapped_column(String(64))
