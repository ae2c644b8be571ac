"""Sittings, the clock of each section, and every revision of every answer."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.assessments.models import AssessmentVersion, Section
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, append_only_until, erased_application, new_public_id
from hiring.db.partial_index import partial_index
from hiring.openings.models import Application
from hiring.sittings.rules import SectionTime, SittingState

#: A revision may leave its table once a pack holds it and a newer one counts.
_PACKED = """EXISTS (
    SELECT 1 FROM answer_pack AS pack
    WHERE pack.sitting_id = OLD.sitting_id AND pack.item_id = OLD.item_id AND pack.part = OLD.part
    AND OLD.revision BETWEEN pack.first_revision AND pack.last_revision
  ) AND NOT OLD.late AND EXISTS (
    SELECT 1 FROM answer_revision AS newer
    WHERE newer.sitting_id = OLD.sitting_id AND newer.item_id = OLD.item_id AND newer.part = OLD.part
    AND newer.revision > OLD.revision AND NOT newer.late AND NOT newer.superseded
  )"""

#: Everything that was written may go once the trail says that its application is erased.
_ERASED = erased_application("SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id")


class Sitting(Base):
    """One candidate taking one assessment."""

    __tablename__ = "sitting"
    __table_args__ = (
        CheckConstraint("state in ('running','handed_in')", name="state"),
        CheckConstraint(
            "(state = 'handed_in') = (handed_in_at is not null and receipt_code is not null)",
            name="receipt_once_handed_in",
        ),
        partial_index("ix_sitting_unpacked", "id", where="packed_at is null"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    assessment_version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id"))
    state: Mapped[str] = mapped_column(String(10), default=SittingState.RUNNING)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    handed_in_at: Mapped[datetime | None]
    by_clock: Mapped[bool] = mapped_column(default=False)
    """Whether time ran out and the clock handed in what was there."""
    receipt_code: Mapped[str | None] = mapped_column(String(20), unique=True)
    receipt: Mapped[list[Any] | None]
    """[{"task": code, "part": key, "sha256": hash, "revision": n}] as handed in, tasks in order."""
    packed_at: Mapped[datetime | None]
    """When the earlier revisions of its answers were packed."""
    application: Mapped[Application] = relationship(lazy="raise")
    assessment_version: Mapped[AssessmentVersion] = relationship(lazy="raise")
    sections: Mapped[list["SectionClock"]] = relationship(back_populates="sitting", lazy="raise")


class SectionClock(Base):
    """When a candidate began a section and when its time ends."""

    __tablename__ = "section_clock"
    __table_args__ = (
        UniqueConstraint("sitting_id", "section_id"),
        CheckConstraint("closes_at > started_at", name="closes_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    closes_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    """When the candidate moved on, or the clock closed the section."""
    away_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    """How long it stood closed before it was begun again: that is no time used."""
    owed_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    """Minutes given back after its time was over: they run once the candidate begins it again."""
    owed_until: Mapped[datetime | None]
    """Until when that may be."""
    sitting: Mapped[Sitting] = relationship(back_populates="sections", lazy="raise")
    section: Mapped[Section] = relationship(lazy="raise")

    @property
    def time(self) -> SectionTime:
        """Return its moments as a value to ask."""
        away = timedelta(seconds=self.away_seconds)
        return SectionTime(
            self.started_at, self.closes_at, self.finished_at, away, self.owed_minutes, self.owed_until
        )


class TaskStart(Base):
    """When a candidate first opened a task of which some material comes later."""

    __tablename__ = "task_start"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id"),
        CheckConstraint("second >= 0", name="second_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    second: Mapped[int]
    """From which second of the section's time on its minutes are counted: see `rules.task_starts_at`."""
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)


class SupersededReceipt(Base):
    """The receipt of a hand-in that was opened again. It stays; the next hand-in gives a new one."""

    __tablename__ = "superseded_receipt"
    __table_args__ = (Index("ix_superseded_receipt_sitting", "sitting_id", "id"), append_only_until(_ERASED))

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    receipt: Mapped[list[Any]]
    """As `Sitting.receipt` was."""
    handed_in_at: Mapped[datetime]
    by_clock: Mapped[bool]
    superseded_at: Mapped[datetime] = mapped_column(default=clock.now)


class AnswerRevision(Base):
    """One saved version of one part of one answer. Rows are added and never changed.

    Those before the text that counts move into a pack once nothing can be added to it.
    """

    __tablename__ = "answer_revision"
    __table_args__ = (
        # The operation first: the room of what was packed is then found by what comes next.
        UniqueConstraint("operation_id", "sitting_id"),
        UniqueConstraint("sitting_id", "item_id", "part", "revision"),
        CheckConstraint("revision > 0", name="revision_positive"),
        append_only_until(f"({_PACKED}) OR {_ERASED}"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    part: Mapped[str] = mapped_column(String(40))
    operation_id: Mapped[str] = mapped_column(String(36))
    """Made by the browser for each save, so that a retried one is recognised."""
    revision: Mapped[int]
    """Counted up by the server within one part."""
    value: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    words: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    late: Mapped[bool] = mapped_column(default=False)
    """Arrived after the time of its section: kept, not part of what was handed in."""
    superseded: Mapped[bool] = mapped_column(default=False)
    """Kept from a second tab or device, but another text was chosen over it."""
    sitting: Mapped[Sitting] = relationship(lazy="raise")
    item: Mapped[BankItem] = relationship(lazy="raise")


class AnswerPack(Base):
    """All revisions of one part from one number to another but late ones; see `hiring.sittings.packing`."""

    __tablename__ = "answer_pack"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "part", "first_revision"),
        CheckConstraint("first_revision > 0 and last_revision >= first_revision", name="revisions"),
        append_only_until(_ERASED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    part: Mapped[str] = mapped_column(String(40))
    first_revision: Mapped[int]
    last_revision: Mapped[int]
    packed: Mapped[bytes]
