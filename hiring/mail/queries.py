"""Read the outbox."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.mail.models import Message


def message_by_public_id(session: Session, public_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.public_id == public_id))
