"""What is due to be erased because its time is over, what is held, and what comes soon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from hiring.audit.queries import is_erased
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening
from hiring.privacy.models import RetentionHold
from hiring.privacy.rules import RETENTION_WINDOW


def _is_held() -> ColumnElement[bool]:
    return exists().where(
        RetentionHold.opening_id == Application.opening_id,
        RetentionHold.ended_at.is_(None),
        or_(RetentionHold.application_id.is_(None), RetentionHold.application_id == Application.id),
    )


def due_applications(session: Session, closed_by: datetime, *, most: int) -> Sequence[int]:
    """Return some applications whose openings closed by that moment, and that nothing holds."""
    return session.scalars(
        select(Application.id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(Opening.closes_at <= closed_by, ~is_erased(Application.id), ~_is_held())
        .order_by(Application.id)
        .limit(most)
    ).all()


@dataclass(frozen=True, slots=True)
class ComingErasure:
    """An opening whose data are erased soon."""

    public_id: str
    title: Localised
    zone: str
    closes_at: datetime
    number: int
    """Of applications."""


def coming_erasures(session: Session, closed_by: datetime, *, most: int) -> list[ComingErasure]:
    """Return the openings that `coming` selects, the nearest first."""
    return sorted_erasures(session.execute(coming(closed_by, most)).all())


def coming(closed_by: datetime, most: int) -> AnySelect:
    """Select openings that closed by that moment or shortly before it, with how many are to be erased.

    What lies further back is erased by now, or held.
    """
    return (
        select(
            Opening.public_id,
            Opening.title,
            Opening.zone,
            Opening.closes_at,
            func.count(Application.id).label("number"),
        )
        .join(Application, Application.opening_id == Opening.id)
        .where(
            Opening.closes_at <= closed_by,
            Opening.closes_at > closed_by - RETENTION_WINDOW,
            ~is_erased(Application.id),
            ~_is_held(),
        )
        .group_by(Opening.id)
        .order_by(Opening.closes_at, Opening.id)
        .limit(most)
    )


def sorted_erasures(rows: Iterable[Any]) -> list[ComingErasure]:
    """Return what `coming` has selected as values, the nearest first."""
    found = (ComingErasure(row.public_id, row.title, row.zone, row.closes_at, row.number) for row in rows)
    return sorted(found, key=lambda each: each.closes_at)


def holds_of(session: Session, opening_id: int) -> list[RetentionHold]:
    """Return what holds data of an opening, those that have ended last."""
    return list(
        session.scalars(
            select(RetentionHold)
            .where(RetentionHold.opening_id == opening_id)
            .options(joinedload(RetentionHold.application).joinedload(Application.candidate))
            .order_by(RetentionHold.ended_at.is_not(None), RetentionHold.id.desc())
            .limit(100)
        )
    )


def hold_by_public_id(session: Session, public_id: str) -> RetentionHold | None:
    """Return a hold with its opening and members."""
    return session.scalar(
        select(RetentionHold)
        .where(RetentionHold.public_id == public_id)
        .options(joinedload(RetentionHold.opening).selectinload(Opening.members))
    )


def standing_hold(session: Session, opening_id: int, application_id: int | None) -> RetentionHold | None:
    """Return what holds an application, or the whole opening where none is named."""
    whose: ColumnElement[bool] = RetentionHold.application_id.is_(None)
    if application_id is not None:
        whose = or_(whose, RetentionHold.application_id == application_id)
    return session.scalar(
        select(RetentionHold)
        .where(RetentionHold.opening_id == opening_id, RetentionHold.ended_at.is_(None), whose)
        .order_by(RetentionHold.id)
        .limit(1)
    )


def application_of_code(session: Session, opening_id: int, code: str) -> Application | None:
    """Return the application of an opening that has this code."""
    return session.scalar(
        select(Application).where(Application.opening_id == opening_id, Application.code == code)
    )
