"""Find who is to be written to: reminded by name or when the moment has come, told what has changed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.db.pieces import in_pieces, public_ids_in
from hiring.mail.models import Message
from hiring.openings.closing_time import is_reminding_time
from hiring.openings.models import Application, Opening, TimeAllowance
from hiring.openings.rules import NOT_BEGUN, WRITING, News, OpeningState, Stage

_TO_WRITE = (
    joinedload(Application.candidate),
    joinedload(Application.opening),
    joinedload(Application.allowance),
    selectinload(Application.invitations),
)


def _to_write_to() -> Select[Application]:
    """Select applications with what a mail to the candidate needs; others wait who would change them."""
    return (
        select(Application)
        .options(*_TO_WRITE)
        .order_by(Application.id)
        .with_for_update(key_share=True, of=Application)
        .execution_options(populate_existing=True)
    )


def applications_held(session: Session, opening_id: int, public_ids: Collection[str]) -> list[Application]:
    """Return those of the named applications that belong to the opening, for a mail to each."""
    found: list[Application] = []
    for some in in_pieces(public_ids_in(public_ids)):
        named = (Application.opening_id == opening_id, Application.public_id.in_(some))
        found += session.scalars(_to_write_to().where(*named))
    return found


def _with_later_closing(now: datetime) -> Select[int]:
    """Select the applications that may begin until a moment of their own that is still to come."""
    return select(TimeAllowance.application_id).where(TimeAllowance.closes_at > now)


def openings_reminding(session: Session, now: datetime) -> list[int]:
    """Return the openings in which it is time to remind: everybody, or who has a later closing."""
    later = select(Application.opening_id).where(Application.id.in_(_with_later_closing(now)))
    is_open = and_(Opening.state == OpeningState.OPEN, Opening.closes_at > now)
    rows = session.execute(
        select(Opening.id, Opening.closes_at, Opening.zone, Opening.remind_days, Opening.id.in_(later))
        .where(Opening.remind_days > 0, or_(is_open, Opening.id.in_(later)))
        .order_by(Opening.id)
    ).all()
    return [row[0] for row in rows if row[4] or is_reminding_time(row[1], row[3], row[2], now)]


def unreminded(
    session: Session, opening: Opening, now: datetime, *, after: int, limit: int
) -> Sequence[Application]:
    """Return who has not begun and was never reminded, with an id above `after`; lower ids first.

    While it is not yet time for everybody, only those with a later closing of their own.
    """
    wanted = _to_write_to().where(
        Application.opening_id == opening.id,
        Application.stage.in_(NOT_BEGUN),
        Application.reminded_at.is_(None),
        Application.id > after,
    )
    if opening.state != OpeningState.OPEN or not is_reminding_time(
        opening.closes_at, opening.remind_days, opening.zone, now
    ):
        wanted = wanted.where(Application.id.in_(_with_later_closing(now)))
    return session.scalars(wanted.limit(limit)).all()


def concerned(
    session: Session, opening: Opening, news: News, *, after: int, limit: int
) -> Sequence[Application]:
    """Return applications that news about their opening may concern, with ids above `after`; lower first."""
    return session.scalars(
        _to_write_to()
        .where(Application.opening_id == opening.id, Application.id > after, *_concerned(opening, news))
        .limit(limit)
    ).all()


def number_concerned(session: Session, opening: Opening, news: News) -> int:
    """Return how many applications news about their opening may concern."""
    wanted = select(func.count(Application.id)).where(
        Application.opening_id == opening.id, *_concerned(opening, news)
    )
    return session.scalars(wanted).one()


def _concerned(opening: Opening, news: News) -> tuple[ColumnElement[bool], ...]:
    if news is News.MOVED:
        return (Application.stage.in_(WRITING),)
    by_closing = and_(Application.stage == Stage.EXPIRED, Application.stage_at >= opening.closed_at)
    return (or_(Application.stage.in_(NOT_BEGUN), by_closing),)


def first_concerned(session: Session, opening: Opening, news: News) -> Application | None:
    """Return one of those whom news would go to, before it has happened, for a preview."""
    stages = WRITING if news is News.MOVED else NOT_BEGUN
    return session.scalars(
        select(Application)
        .where(Application.opening_id == opening.id, Application.stage.in_(stages))
        .options(*_TO_WRITE)
        .order_by(Application.id)
        .limit(1)
    ).one_or_none()


def keys_known(session: Session, keys: Sequence[str]) -> list[str]:
    """Return which of these keys a mail has already."""
    return list(session.scalars(select(Message.key).where(Message.key.in_(keys))))
