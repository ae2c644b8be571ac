"""Consents as given, what people ask about their data, incidents, processors, the impact assessment."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.db import APPEND_ONLY, Base, PublicId, new_public_id
from hiring.files.models import StoredFile
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening
from hiring.privacy.impact import SignedImpact
from hiring.privacy.rules import (
    INDONESIA,
    CameBy,
    Concerned,
    IncidentFacts,
    PrivacyRequestState,
    ProcessorFacts,
)
from hiring.references.models import ReferenceRequest


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
    """Of `notice_text`, by `notices.NOTICES`: the SHA-256 of the text in UTF-8 where it carries no number."""
    notice_text: Mapped[str] = mapped_column(Text)
    """Notice and sentence of the box, word for word as they stood on the page."""
    locale: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class RetentionHold(Base):
    """Data of an opening, or of one application, that are not erased when their time is over."""

    __tablename__ = "retention_hold"
    __table_args__ = (
        Index("ix_retention_hold_opening", "opening_id", "ended_at"),
        Index("ix_retention_hold_application", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    """None: the whole opening."""
    reason: Mapped[str] = mapped_column(Text)
    held_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: on the command line."""
    held_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    opening: Mapped[Opening] = relationship(lazy="raise")
    application: Mapped[Application | None] = relationship(lazy="raise")


class PrivacyRequest(Base):
    """What a candidate or a referee asks about their data; its id is its number in the register."""

    __tablename__ = "privacy_request"
    __table_args__ = (
        CheckConstraint("asks_for in ('access','correction','erasure','restriction')", name="asks_for"),
        CheckConstraint("came_by in ('page','mail','phone','in_person')", name="came_by"),
        CheckConstraint("state in ('open','done','refused','taken_back')", name="state"),
        CheckConstraint("(state = 'open') = (answered_at is null)", name="answered"),
        Index("ix_privacy_request_application", "application_id", "id"),
        Index("ix_privacy_request_opening", "opening_id", "state", "due_at", "id"),
        Index("ix_privacy_request_due", "state", "due_at", "id"),
        Index("ix_privacy_request_archive", "archive_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    reference_request_id: Mapped[int | None] = mapped_column(ForeignKey("reference_request.id"))
    """Set where a referee asks; None = the candidate."""
    asks_for: Mapped[str] = mapped_column(String(12))
    """A `Right`."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What the person wrote, or what staff noted of a call."""
    came_by: Mapped[str] = mapped_column(String(10), default=CameBy.PAGE)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default=PrivacyRequestState.OPEN)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: the system did what was asked, or it waits."""
    archive_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    """Everything held, as a file, until `archive_until`."""
    archive_until: Mapped[datetime | None]
    application: Mapped[Application] = relationship(lazy="raise")
    reference_request: Mapped[ReferenceRequest | None] = relationship(lazy="raise")
    archive: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        return self.state == PrivacyRequestState.OPEN

    def has_archive(self, now: datetime) -> bool:
        """Say whether there is an archive to be downloaded."""
        return self.archive_id is not None and self.archive_until is not None and now < self.archive_until


class Incident(Base):
    """Personal data were seen by, changed by or lost to somebody; its id is its number.

    Its texts name nobody: they are told to everybody concerned, and no erasure reaches them.
    """

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("ended_at is null or ended_at >= began_at", name="in_order"),
        Index("ix_incident_open", "closed_at", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    noticed_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """Until then those concerned and the agency must be told."""
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """None: it goes on, or nobody knows."""
    happened: Mapped[Localised]
    data: Mapped[list[str]]
    """`ConcernedData`."""
    measures: Mapped[Localised]
    everybody: Mapped[bool]
    """Whether it concerns everybody whose data were held then; `concerned` is empty where it does."""
    concerned: Mapped[dict[str, Any]]
    """Ids: {"accounts": [...], "openings": [...], "applications": [...]}."""
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    told_at: Mapped[datetime | None]
    """When those concerned were last written to."""
    agency_told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    """What was done, once it is closed."""

    @property
    def whom(self) -> Concerned:
        """Return whom it concerns."""
        return Concerned(self.everybody, **{name: tuple(ids) for name, ids in self.concerned.items()})

    @property
    def facts(self) -> IncidentFacts:
        """Return what is known of it, and may be put right until it is closed."""
        return IncidentFacts(
            noticed_at=self.noticed_at,
            began_at=self.began_at,
            ended_at=self.ended_at,
            happened=self.happened,
            data=tuple(self.data),
            measures=self.measures,
            concerned=self.whom,
        )


class ImpactNote(Base):
    """What is different here, below one part of the impact assessment."""

    __tablename__ = "impact_note"

    section: Mapped[str] = mapped_column(String(12), primary_key=True)
    """An `ImpactSection`."""
    text: Mapped[str] = mapped_column(Text, default="")


class ImpactSignature(Base):
    """The impact assessment as somebody signed it. Never changed: the newest one counts."""

    __tablename__ = "impact_signature"
    __table_args__ = (
        CheckConstraint("officer in ('heard','not_heard','none')", name="officer"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    shipped_hash: Mapped[str] = mapped_column(String(64))
    """Of the text as it was shipped, in all languages: by it a later version is told from this one."""
    text: Mapped[str] = mapped_column(Text)
    """As the signer read it, with what was different here."""
    text_hash: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of `text` in UTF-8."""
    assessed_by: Mapped[str] = mapped_column(String(160))
    officer: Mapped[str] = mapped_column(String(10))
    """An `OfficerHeard`."""
    review_on: Mapped[date]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: on the command line."""
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)
    signer: Mapped[User | None] = relationship(lazy="raise")

    @property
    def facts(self) -> SignedImpact:
        """Return what decides whether it still counts."""
        return SignedImpact(self.shipped_hash, self.review_on)


class Processor(Base):
    """A firm or service that processes personal data for the organisation."""

    __tablename__ = "processor"
    __table_args__ = (
        CheckConstraint("until is null or until >= since", name="in_order"),
        CheckConstraint(
            f"(country = '{INDONESIA}' and transfer_ground = '') or (country <> '{INDONESIA}' "
            "and transfer_ground in ('equal','safeguards','consent'))",
            name="transfer_ground",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    name: Mapped[str] = mapped_column(String(160))
    purpose: Mapped[str] = mapped_column(Text)
    data: Mapped[list[str]]
    country: Mapped[str] = mapped_column(String(2))
    transfer_ground: Mapped[str] = mapped_column(String(12), default="")
    contract: Mapped[str] = mapped_column(String(160), default="")
    contract_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[date]
    until: Mapped[date | None]
    """Its last day; None: it still works for the organisation. An ended one stays listed."""

    @property
    def facts(self) -> ProcessorFacts:
        """Return what is known of it, and may be put right until it is ended."""
        return ProcessorFacts(
            name=self.name,
            purpose=self.purpose,
            data=tuple(self.data),
            country=self.country,
            transfer_ground=self.transfer_ground,
            contract=self.contract,
            contract_on=self.contract_on,
            contact=self.contact,
            since=self.since,
        )
