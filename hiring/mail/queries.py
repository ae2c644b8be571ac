"""Read the outbox."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.mail.models import Message, MessageState


def message_by_public_id(session: Session, public_id: str) -> Message | None:
    return session.scalar(select(Message).where(Message.public_id == public_id))


def messages_of_openings(
    session: Session,
    opening_ids: Collection[int],
    *,
    states: Collection[MessageState] = (),
    before: int | None = None,
    limit: int,
) -> list[Message]:
    """Return the newest mails of some openings, older than mail `before`; `states` limits them."""
    wanted = select(Message).where(Message.opening_id.in_(opening_ids))
    if states:
        wanted = wanted.where(Message.state.in_(states))
    if before is not None:
        wanted = wanted.where(Message.id < before)
    return list(session.scalars(wanted.order_by(Message.id.desc()).limit(limit)))


def numbers_by_state(session: Session, opening_ids: Collection[int]) -> dict[str, int]:
    """Return how many mails of some openings are in each state."""
    rows = session.execute(
        select(Message.state, func.count()).where(Message.opening_id.in_(opening_ids)).group_by(Message.state)
    )
    return {row[0]: row[1] for row in rows}
