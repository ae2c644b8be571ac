"""Find invitations by their secret, and what was mailed about them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Invitation, Opening

#: How the key of a mail begins that goes to a referee and whose kind candidates get, too.
TO_REFEREES = "privacy:referee:"


def invitation_by_hash(session: Session, token_hash: str, *, lock: bool = False) -> Invitation | None:
    """Return the invitation with its application, candidate and opening; `lock` it for a claim."""
    statement = (
        select(Invitation)
        .where(Invitation.token_hash == token_hash)
        .options(
            joinedload(Invitation.application, innerjoin=True).options(
                joinedload(Application.candidate, innerjoin=True),
                joinedload(Application.opening, innerjoin=True).selectinload(Opening.members),
                selectinload(Application.invitations),
                joinedload(Application.allowance),
            )
        )
    )
    if lock:
        statement = statement.with_for_update(of=Invitation, key_share=True)
    return session.scalar(statement)


def newest_invitation(session: Session, application_id: int) -> Invitation | None:
    """Return the invitation whose link counts; earlier ones are taken back."""
    return session.scalar(
        select(Invitation)
        .where(Invitation.application_id == application_id)
        .order_by(Invitation.generation.desc())
        .limit(1)
    )


def links_mailed_since(session: Session, application_id: int, template: str, since: datetime) -> int:
    """Return how many mails of one kind an application got lately: the limit of a kind door."""
    return session.scalars(
        select(func.count(Message.id)).where(
            Message.application_id == application_id,
            Message.template == template,
            Message.created_at >= since,
        )
    ).one()


@dataclass(frozen=True, slots=True)
class SentMail:
    """One mail that has gone out to a candidate, without what it says."""

    template: str
    sent_at: datetime
    to_email: str


def sent_to_candidate(
    session: Session, application_id: int, templates: Collection[str], *, most: int
) -> list[SentMail]:
    """Return the mails of these kinds that went out about one application, newest first, `most` at most."""
    rows = session.execute(
        select(Message.template, Message.sent_at, Message.to_email)
        .where(
            Message.application_id == application_id,
            Message.template.in_(templates),
            Message.state == MessageState.SENT,
            Message.key.not_like(f"{TO_REFEREES}%"),
        )
        .order_by(Message.id.desc())
        .limit(most)
    )
    return [SentMail(row[0], row[1], row[2]) for row in rows if row[1] is not None]
