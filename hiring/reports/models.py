"""Issued reports. A new one supersedes the old; neither is ever edited."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.db.partial_index import partial_index
from hiring.files.models import StoredFile
from hiring.openings.models import Application, Opening


class ReportState(StrEnum):
    """queued -> issued -> superseded; failed when no PDF came out, until somebody tries again."""

    QUEUED = "queued"
    ISSUED = "issued"
    SUPERSEDED = "superseded"
    FAILED = "failed"


#: There is a PDF, and it can be verified.
OUT = (ReportState.ISSUED, ReportState.SUPERSEDED)


class Report(Base):
    """A dossier as it was issued, and the PDF made of it."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("state in ('queued','issued','superseded','failed')", name="state"),
        CheckConstraint(
            "state not in ('issued','superseded') or "
            "(pdf_sha256 is not null and file_id is not null and issued_at is not null)",
            name="pdf_once_issued",
        ),
        UniqueConstraint("application_id", "operation_id"),
        partial_index(
            "ix_report_in_force", "application_id", "locale", where="state = 'issued'", unique=True
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    operation_id: Mapped[str] = mapped_column(String(36))
    """Made with the button that was pressed, so that pressing it twice asks once."""
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """Printed on the report and typed into /verify, e.g. HR-7F3K-2M9Q."""
    locale: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10), default=ReportState.QUEUED)
    dossier: Mapped[str] = mapped_column(Text)
    """Canonical JSON of the dossier, frozen when the report was asked for."""
    dossier_hash: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: asked for on the command line."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    issued_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    """How often rendering has failed since it was asked for last."""
    error: Mapped[str | None] = mapped_column(Text)
    """Why no PDF came out the last time, as the process that renders put it."""
    application: Mapped[Application] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")


class ReportBundle(Base):
    """Reports about several candidates that were asked for together, to be taken away together."""

    __tablename__ = "report_bundle"
    __table_args__ = (Index("ix_report_bundle_opening", "opening_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    operation_id: Mapped[str] = mapped_column(String(36), unique=True)
    """Made with the button that was pressed, so that pressing it twice asks once."""
    locale: Mapped[str] = mapped_column(String(2))
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    opening: Mapped[Opening] = relationship(lazy="raise")


class BundledReport(Base):
    """One candidate in a bundle, and the report that was asked for."""

    __tablename__ = "bundled_report"

    bundle_id: Mapped[int] = mapped_column(ForeignKey("report_bundle.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    """None: its turn has not come, or no report is possible any more."""
    left_out: Mapped[bool] = mapped_column(default=False)
    """No report is possible: the candidate withdrew or was erased meanwhile."""
    report: Mapped[Report | None] = relationship(lazy="raise")
