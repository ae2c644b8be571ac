"""The audit trail: its entries, the head of their chain, and how often something was refused."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.audit.rules import VERSION
from hiring.db import Base, append_only_until, emptying, erased, erased_application

_KEPT = (
    *("id", "event", "actor", "opening_id", "application_id", "at", "previous", "seal", "version"),
    *("key_mark", "commitments", "erases"),
)
#: Entries of version 1 hold names themselves. Of those about staff the database cannot see whose they are;
#: `hiring audit verify` can.
_OF_APPLICATION = erased_application("OLD.application_id")
_OF_STAFF = "EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE substr(erasure.erases, 1, 6) = 'staff:')"
_OF_ENTRY = erased("'entry:' || OLD.id")
_FORGOTTEN = (
    f"OLD.version = 1 AND ({_OF_APPLICATION} OR {_OF_ENTRY} OR OLD.application_id IS NULL AND {_OF_STAFF})"
)
#: What is somebody's, and the words of one entry that are nobody's own.
_TAKEN_OUT = erased("'entry:' || OLD.entry_id")
_GONE = f"{erased('OLD.about')} OR OLD.kind = 'personal' AND {_TAKEN_OUT}"


class AuditEntry(Base):
    """One event. Rows are added, never changed; `seal` covers the entry before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_opening", "opening_id", "id"),
        Index("ix_audit_entry_application", "application_id", "id"),
        Index(
            "ix_audit_entry_erases",
            "erases",
            sqlite_where=text("erases is not null"),
            postgresql_where=text("erases is not null"),
        ),
        append_only_until(emptied=emptying(_FORGOTTEN, kept=_KEPT)),
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
    version: Mapped[int] = mapped_column(default=VERSION, server_default="1")
    """By which rule it is sealed (`rules.seal_of`): 1 without a key, 2 with one."""
    key_mark: Mapped[str | None] = mapped_column(String(8))
    """Which key sealed it (`keys.SealingKey.mark`)."""
    commitments: Mapped[dict[str, Any] | None]
    """Salted hashes of what stands elsewhere, by its name: `personal`, `decision:17`. Not in version 1."""
    erases: Mapped[str | None] = mapped_column(String(40))
    """Whose personal content may be gone from now on (`rules.about_application`): `application:12`.

    `entry:40` names the words of one other entry.
    """


class AuditDetail(Base):
    """What an entry only commits to: its names, addresses and reasons, and the salts of all commitments.

    Erasure empties `content` and `salt`: nobody can then find out again what they were.
    """

    __tablename__ = "audit_detail"
    __table_args__ = (
        Index("ix_audit_detail_row", "kind", "row_id", "entry_id"),
        append_only_until(
            emptied=emptying(_GONE, kept=("entry_id", "kind", "row_id", "about"), empty=("content", "salt"))
        ),
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    """`personal`, or the kind of row that the entry seals (`binding.Binding.kind`)."""
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    """Which row of that kind; 0 for `personal`."""
    about: Mapped[str | None] = mapped_column(String(40))
    """Whose it is: `application:12`, `staff:3`."""
    content: Mapped[dict[str, Any] | None]
    """The personal fields; empty where a row of its own table holds the content. NULL once erased."""
    salt: Mapped[str | None] = mapped_column(String(32))
    """128 random bits in hexadecimal; NULL once erased."""


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
    version: Mapped[int] = mapped_column(default=VERSION, server_default="1")
    """By which rule the last entry is sealed."""
