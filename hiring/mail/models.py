"""The outbox table."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import APPEND_ONLY, Base, PublicId, new_public_id
from hiring.db.partial_index import partial_index
from hiring.i18n import N_


class MessageState(StrEnum):
    """The life of a mail; sent, failed and cancelled are final."""

    QUEUED = "queued"
    SENDING = "sending"
    RETRYING = "retrying"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset({MessageState.SENT, MessageState.FAILED, MessageState.CANCELLED})

#: Not gone yet, or to be sent again by hand: what can be taken back.
NOT_GONE = frozenset({MessageState.QUEUED, MessageState.RETRYING, MessageState.FAILED})

#: On their way or in trouble: there are few of them, so that they can be counted whenever somebody looks.
UNSETTLED = frozenset({MessageState.QUEUED, MessageState.SENDING, MessageState.RETRYING, MessageState.FAILED})

MESSAGE_STATE_NAMES = {
    MessageState.QUEUED: N_("Waiting to be sent"),
    MessageState.SENDING: N_("Being sent"),
    MessageState.RETRYING: N_("Will be tried again"),
    MessageState.SENT: N_("Sent out"),
    MessageState.FAILED: N_("Not delivered"),
    MessageState.CANCELLED: N_("Taken back"),
}


class Message(Base):
    """One e-mail to one person. Its text is written when it is sent, from `template` and `values`."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("state in ('queued','sending','retrying','sent','failed','cancelled')", name="state"),
        Index("ix_message_opening", "opening_id", "id"),
        Index("ix_message_recipient", "to_email", "state"),
        Index("ix_message_address", "to_email", "id"),
        Index("ix_message_template", "template", "id"),
        Index("ix_message_state", "state", "id", "opening_id"),
        # `state` stands in it, too: with more to compare it is preferred to the index of all of an opening.
        partial_index("ix_message_failed", "state", "opening_id", "id", where="state = 'failed'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    """Recipient, template and event: asking twice sends once."""
    template: Mapped[str] = mapped_column(String(60))
    """Which mail: the name of its `MailKind`."""
    values: Mapped[dict[str, Any]]
    """Plain values that are filled in; never a secret, an answer or a score."""
    link: Mapped[dict[str, Any] | None]
    """Which secret link to make when sending: {"purpose", "row_id", "generation", "path"}."""
    words: Mapped[dict[str, Any] | None]
    """The organisation's own text when it was queued: {"subject", "body"}; None: the shipped one."""
    to_name: Mapped[str] = mapped_column(String(160))
    to_email: Mapped[str] = mapped_column(String(254))
    locale: Mapped[str] = mapped_column(String(2))
    opening_id: Mapped[int | None]
    application_id: Mapped[int | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(10), default=MessageState.QUEUED)
    not_before: Mapped[datetime | None]
    """Held until then; mails to the same person that were written later need not wait for it."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    by_server: Mapped[bool | None]
    """A mail server took it on; False: it became a file; None: not sent yet, or before this was noted."""


class MailText(Base):
    """One version of a mail's text in one language, as the organisation wrote it; the last one counts.

    Rows are added, never changed or removed. Without subject and body: from here on the default text.
    """

    __tablename__ = "mail_text"
    __table_args__ = (Index("ix_mail_text_name", "name", "locale", "id"), APPEND_ONLY)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """Of the mail: templates/mail/<name>.<locale>.txt holds the default text."""
    locale: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)
    written_by: Mapped[int]
    """Id of a member of staff."""
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
