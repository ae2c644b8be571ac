"""Requests to referees and the one answer each may give."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, append_only_until, erased, erased_application, new_public_id
from hiring.db.partial_index import partial_index
from hiring.openings.models import Application
from hiring.references.claims import Achievements
from hiring.references.rules import ExcuseState, FlagKind, RequestState


def _once(way: str) -> Index:
    """Return the index that keeps one candidate from naming the same address or number twice."""
    return partial_index(
        f"uq_reference_request_{way}", "application_id", way, where=f"{way} <> ''", unique=True
    )


class ReferenceRequest(Base):
    """One referee named by a candidate, and how far the request has come."""

    __tablename__ = "reference_request"
    __table_args__ = (
        _once("email"),
        _once("phone"),
        CheckConstraint("email <> '' or phone <> ''", name="reachable"),
        CheckConstraint(
            "state in ('drafted','sent','opened','answered','declined','expired','cancelled',"
            "'no_contact','stopped')",
            name="state",
        ),
        CheckConstraint("reminders_sent between 0 and 2", name="reminders_sent"),
        Index("ix_reference_request_silent", "state", "sent_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254), default="")
    """Empty for somebody who has none: then there is a number."""
    phone: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """In the form of `hiring.mail.contacts.whatsapp_number`, or empty."""
    organisation: Mapped[str] = mapped_column(String(160), default="")
    relationship_kind: Mapped[str] = mapped_column(String(20))
    """A `Relationship` as the candidate states it."""
    locale: Mapped[str] = mapped_column(String(2), default="id")
    state: Mapped[str] = mapped_column(String(10), default=RequestState.DRAFTED)
    stopped_from: Mapped[str | None] = mapped_column(String(10))
    """The state before the referee wanted the data to be used no more; None for all others."""
    generation: Mapped[int] = mapped_column(default=0)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    form_item_id: Mapped[int | None] = mapped_column(ForeignKey("bank_item.id"))
    """The version of the reference form this referee answers."""
    claims: Mapped[list[Any]] = mapped_column(default=list)
    """Stated posts this referee is asked to confirm, as they stood when the request was sent."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    """When the newest link was sent."""
    reminders_sent: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    consented_at: Mapped[datetime | None]
    consent_text: Mapped[str | None] = mapped_column(Text)
    """The notice as it stood above the box the referee ticked."""
    ended_at: Mapped[datetime | None]
    beside_at: Mapped[datetime | None]
    """When referee and candidate were in one browser within minutes; gone once a hint is made of it, or the
    request or the application ends. Which browser that was is kept nowhere."""
    draft: Mapped[dict[str, Any] | None]
    """Answers so far, as typed (see `answers`); emptied when sent, declined or cancelled."""
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    """What the referee told beside declining; for HR only."""
    application: Mapped[Application] = relationship(lazy="raise")
    form_item: Mapped[BankItem | None] = relationship(lazy="raise")
    reference: Mapped["Reference | None"] = relationship(back_populates="request", lazy="raise")

    @property
    def ways(self) -> tuple[str, ...]:
        """Return by what the referee can be reached: address, number, or both."""
        return tuple(way for way in (self.email, self.phone) if way)


class KindExcuse(Base):
    """A candidate can name nobody of a kind that the opening wants, and says why."""

    __tablename__ = "kind_excuse"
    __table_args__ = (
        UniqueConstraint("application_id", "kind"),
        CheckConstraint("kind in ('boss','colleague','community')", name="kind"),
        CheckConstraint("state in ('stated','accepted','asked_again')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    kind: Mapped[str] = mapped_column(String(10))
    """A `RefereeKind`."""
    reason: Mapped[str] = mapped_column(Text)
    stated_at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[str] = mapped_column(String(12), default=ExcuseState.STATED)
    answer: Mapped[str] = mapped_column(Text, default="")
    """What HR wrote to the candidate when asking again."""
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    application: Mapped[Application] = relationship(lazy="raise")


class StatedAchievements(Base):
    """What a candidate states beside posts, for referees to confirm: written beside their names."""

    __tablename__ = "stated_achievements"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    event: Mapped[str] = mapped_column(String(160), default="")
    people: Mapped[str] = mapped_column(String(40), default="")
    budget: Mapped[str] = mapped_column(String(40), default="")
    partner: Mapped[str] = mapped_column(String(160), default="")
    result: Mapped[str] = mapped_column(String(200), default="")

    @property
    def achievements(self) -> Achievements:
        return Achievements(self.event, self.people, self.budget, self.partner, self.result)


class ContactRefusal(Base):
    """The wish of one person not to be contacted as a referee, about any candidate.

    Neither name nor address: it outlives both, and whoever is named later is known by the hash alone. It
    belongs to no application, and is removed only when the person wants to be contacted again.
    """

    __tablename__ = "contact_refusal"
    __table_args__ = (CheckConstraint("cause in ('declining','page')", name="cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    address_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """`contact.contact_hash` of the address."""
    cause: Mapped[str] = mapped_column(String(10))
    """A `RefusalCause`."""
    refused_at: Mapped[datetime] = mapped_column(default=clock.now)


_ASKED_OF = "SELECT application_id FROM reference_request WHERE reference_request.id = OLD.request_id"
_REFEREE = "'referee:' || OLD.request_id"
_ERASED = f"{erased_application(_ASKED_OF)} OR {erased(_REFEREE)}"


class Reference(Base):
    """What one referee answered. Sent once, never changed."""

    __tablename__ = "reference"
    __table_args__ = append_only_until(_ERASED)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("reference_request.id"), unique=True)
    answers: Mapped[dict[str, Any]]
    """Question id -> {"value": ..., "text": ...}; ids are those of the reference form.

    An item asked once per stated post counts on: RV1, RV1-2; it carries "asked", its full text.
    """
    consent_text: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(2))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    taken_by: Mapped[int | None]
    """The user who wrote it down on the telephone and read it back; None where the referee wrote."""
    request: Mapped[ReferenceRequest] = relationship(back_populates="reference", lazy="raise")


class ReferenceCall(Base):
    """HR has called a referee, or tried to."""

    __tablename__ = "reference_call"
    __table_args__ = (CheckConstraint("outcome in ('no_answer','refused','done')", name="outcome"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("reference_request.id"), index=True)
    called_at: Mapped[datetime] = mapped_column(default=clock.now)
    called_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    number: Mapped[str] = mapped_column(String(20))
    """The number that was called, as it stood then."""
    outcome: Mapped[str] = mapped_column(String(10))
    """A `CallOutcome`."""
    note: Mapped[str] = mapped_column(Text, default="")
    caller: Mapped[User] = relationship(lazy="raise")


class TelephoneForm(Base):
    """What HR writes down while a referee answers on the telephone; beside what the referee wrote by link."""

    __tablename__ = "telephone_form"

    request_id: Mapped[int] = mapped_column(ForeignKey("reference_request.id"), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    begun_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    consented_at: Mapped[datetime] = mapped_column(default=clock.now)
    consent_text: Mapped[str] = mapped_column(Text)
    """The notice as it was read out, with the sentence to which the referee said yes."""
    locale: Mapped[str] = mapped_column(String(2))
    """The language of the talk."""
    draft: Mapped[dict[str, Any]]
    """Answers so far, as typed (see `answers`)."""
    read_back: Mapped[list[str]] = mapped_column(default=list)
    """The pages whose answers were read back to the referee."""


_FLAG_KINDS = ",".join(f"'{kind}'" for kind in FlagKind)


class ReferenceFlag(Base):
    """A hint about one referee who has answered: for HR to look at and to close, never a verdict."""

    __tablename__ = "reference_flag"
    __table_args__ = (
        UniqueConstraint("request_id", "kind"),
        CheckConstraint(f"kind in ({_FLAG_KINDS})", name="kind"),
        CheckConstraint("(closed_at is null) = (closed_by is null)", name="closed"),
        Index("ix_reference_flag_open", "closed_at", "request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("reference_request.id"))
    kind: Mapped[str] = mapped_column(String(20))
    """A `FlagKind`."""
    basis: Mapped[str] = mapped_column(String(20))
    """The mark of what it rests on: other facts open it again."""
    percent: Mapped[int | None]
    """How much of a text is the same, where it is about texts."""
    other_id: Mapped[int | None] = mapped_column(ForeignKey("reference_request.id"))
    """The request of the referee with the same text."""
    found_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """What whoever closed it found out."""
    request: Mapped[ReferenceRequest] = relationship(foreign_keys=request_id, lazy="raise")
    closer: Mapped[User | None] = relationship(lazy="raise")

    @property
    def application(self) -> Application:
        """The application whose referee it is about; needs `request` loaded with it."""
        return self.request.application
