"""Put a mail into the outbox, or take it back, inside the transaction of its cause."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.jobs.actions import cancel as cancel_job
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message, MessageState


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail goes to, and in which language."""

    name: str
    email: str
    locale: str


@dataclass(frozen=True, slots=True)
class SecretLink:
    """A link that lets its owner in: made anew, the same each time, when the mail is written.

    `path` holds "{token}" where the secret goes, e.g. "/i/{token}".
    """

    purpose: str
    row_id: int
    generation: int
    path: str


def send(
    session: Session,
    template: str,
    to: Recipient,
    *,
    key: str,
    link: SecretLink | None = None,
    opening_id: int | None = None,
    application_id: int | None = None,
    **values: Any,
) -> Message:
    """Queue the mail templates/mail/`template`.txt; a second call with the same `key` changes nothing."""
    known = session.scalar(select(Message).where(Message.key == key))
    if known is not None:
        return known
    message = Message(
        key=key,
        template=template,
        values=values,
        link=None
        if link is None
        else {
            "purpose": link.purpose,
            "row_id": link.row_id,
            "generation": link.generation,
            "path": link.path,
        },
        to_name=to.name,
        to_email=to.email,
        locale=to.locale,
        opening_id=opening_id,
        application_id=application_id,
    )
    session.add(message)
    session.flush()
    enqueue(session, "mail.send", key=f"mail:{message.id}", message_id=message.id)
    return message


def cancel(session: Session, message: Message) -> None:
    """Take back a mail that has not been sent."""
    if message.state in {MessageState.QUEUED, MessageState.RETRYING}:
        message.state = MessageState.CANCELLED
        cancel_job(session, f"mail:{message.id}")
        session.flush()
