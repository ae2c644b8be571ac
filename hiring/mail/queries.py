"""Read the outbox, and the texts that the organisation wrote itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.mail.models import MailText, Message


def message_by_public_id(session: Session, public_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.public_id == public_id))


def own_texts(session: Session) -> dict[tuple[str, str], MailText]:
    """Return the text that counts of each mail and language, where somebody has written or withdrawn one."""
    last = select(func.max(MailText.id)).group_by(MailText.name, MailText.locale)
    found = session.scalars(select(MailText).where(MailText.id.in_(last)))
    return {(text.name, text.locale): text for text in found}


def own_words(session: Session, name: str) -> dict[str, dict[str, Any]]:
    """Return by language the organisation's own text of a mail, as a message keeps it."""
    last = select(func.max(MailText.id)).where(MailText.name == name).group_by(MailText.locale)
    rows = session.scalars(select(MailText).where(MailText.id.in_(last), MailText.body.is_not(None)))
    return {row.locale: {"subject": row.subject, "body": row.body} for row in rows}


def versions_of_text(session: Session, name: str, locale: str) -> Sequence[MailText]:
    """Return every text that was written for a mail in a language, the newest first."""
    wanted = select(MailText).where(MailText.name == name, MailText.locale == locale)
    return session.scalars(wanted.order_by(MailText.id.desc()).limit(50)).all()
