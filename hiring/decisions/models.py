"""Decisions, of which a later one supersedes an earlier and none is changed; letters that tell them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.decisions.rules import ScoreFileState
from hiring.files.models import StoredFile
from hiring.jobs.models import Batch
from hiring.openings.models import Opening


class Decision(Base):
    """What a person decided about an application, and why."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("application_id", "operation_id"),
        CheckConstraint("outcome in ('offer','reserve','reject')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    operation_id: Mapped[str] = mapped_column(String(36))
    """Made with the form that was sent, so that sending it twice is recognised."""
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime] = mapped_column(default=clock.now)
    standings_run: Mapped[int | None]
    """The number of the computing that stood then (`StandingsRun.number`); None where there was none."""
    order_reason: Mapped[str | None] = mapped_column(Text)
    """Why it was decided otherwise than the bands of that computing say; None where it was not."""


class DecisionLetter(Base):
    """A letter that tells a candidate what was decided; what became of it stands on its mail."""

    __tablename__ = "decision_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    message_id: Mapped[int] = mapped_column(unique=True)
    """The mail in the outbox."""
    confirmed_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)


class OtherTelling(Base):
    """That a candidate was told what was decided by other means than a letter of ours: HR has said so."""

    __tablename__ = "other_telling"
    __table_args__ = (
        CheckConstraint("way in ('phone','in_person','chat','letter','other')", name="way"),
        Index("ix_other_telling_application", "application_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    way: Mapped[str] = mapped_column(String(10))
    told_at: Mapped[datetime]
    """On which day, by its end in the zone of the opening or by the moment of the note."""
    noted_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    taken_back_at: Mapped[datetime | None]


class ScoreFile(Base):
    """A table of an opening's scores that a worker writes for whoever asked for it, and for nobody else."""

    __tablename__ = "score_file"
    __table_args__ = (
        CheckConstraint("score_table in ('candidates','cells')", name="score_table"),
        CheckConstraint("state in ('asked','ready','gone')", name="state"),
        CheckConstraint("(state = 'ready') = (file_id is not null)", name="file_id"),
        Index("ix_score_file_opening", "opening_id", "asked_by", "id"),
        Index("ix_score_file_kept_until", "kept_until", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), unique=True)
    """How far it is."""
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    score_table: Mapped[str] = mapped_column(String(20))
    table_format: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(2))
    scored_only: Mapped[bool]
    """Whoever asked saw scored candidates only."""
    state: Mapped[str] = mapped_column(String(10), default=ScoreFileState.ASKED)
    rows: Mapped[int | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    kept_until: Mapped[datetime | None]
    opening: Mapped[Opening] = relationship(lazy="raise")
    batch: Mapped[Batch] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")
