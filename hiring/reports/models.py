"""Issued reports. A new one supersedes the old; neither is ever edited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.files.models import StoredFile
from hiring.openings.models import Application
from hiring.store import Base, PublicId, new_public_id


class Report(Base):
    """A dossier as it was issued, and the PDF made of it."""

    __tablename__ = "report"
    __table_args__ = (CheckConstraint("state in ('queued','issued','superseded','failed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """Printed on the report and typed into /verify, e.g. HR-7F3K-2M9Q."""
    locale: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10), default="queued")
    dossier: Mapped[str] = mapped_column(Text)
    """Canonical JSON of the dossier, frozen when the report was asked for."""
    dossier_hash: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    issued_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    application: Mapped[Application] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")
