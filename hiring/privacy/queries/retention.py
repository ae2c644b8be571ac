"""What is due to be erased because its time is over, what is held, and what comes soon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, cast, exists, func, null, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from hiring.audit.queries import is_erased
from hiring.db import UtcDateTime
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening, OpeningState
from hiring.privacy.models import RetentionHold
from hiring.privacy.rules import RETENTION_WINDOW, Retention

#: An opening is extended a few times; so many days are shown at most.
MOST_DAYS = 50


def _is_held() -> ColumnElement[bool]:
    return exists().where(
        RetentionHold.opening_id == Application.opening_id,
        RetentionHold.ended_at.is_(None),
        or_(RetentionHold.application_id.is_(None), RetentionHold.application_id == Application.id),
    )


def due_applications(session: Session, kept: Retention, now: datetime, *, most: int) -> Sequence[int]:
    """Return some applications whose day has come, and that nothing holds."""
    still_there = ~is_erased(Application.id), ~_is_held()
    agreed = select(Application.id).where(Application.kept_until <= now, *still_there)
    others = (
        select(Application.id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(Application.kept_until.is_(None), Opening.closes_at <= kept.closed_by(now), *still_there)
    )
    due = union_all(agreed, others).subquery()
    return session.scalars(select(due.c.id).order_by(due.c.id).limit(most)).all()


@dataclass(frozen=True, slots=True)
class ComingErasure:
    """On one day data of an opening are erased."""

    public_id: str
    title: Localised
    zone: str
    at: datetime
    number: int
    """Of applications."""


def coming_erasures(session: Session, kept: Retention, until: datetime, *, most: int) -> list[ComingErasure]:
    """Return what is erased by that moment, the nearest first."""
    found = [session.execute(each).all() for each in coming(kept, until, most)]
    return sorted_erasures(kept, chain.from_iterable(found), most)


def coming(
    kept: Retention, until: datetime, most: int, *which: ColumnElement[bool]
) -> tuple[AnySelect, AnySelect]:
    """Select openings with a day and how many go on it, by that moment or shortly before it.

    First who agreed to a day, then all others. What lies further back is erased by now, or held.
    """
    still_there = ~is_erased(Application.id), ~_is_held()
    about = (Opening.public_id, Opening.title, Opening.zone)
    by_agreement = (
        select(
            *about,
            Application.kept_until.label("agreed"),
            Opening.closes_at,
            func.count(Application.id).label("number"),
        )
        .join(Application, Application.opening_id == Opening.id)
        .where(Application.kept_until <= until, Application.kept_until > until - RETENTION_WINDOW)
        .where(*still_there, *which)
        .group_by(Opening.id, Application.kept_until)
        .order_by(Application.kept_until, Opening.id)
    )
    closed = kept.closed_by(until)
    # Counted for each opening that closed in those days: nobody looks at the applications of all others.
    others = (
        select(func.count(Application.id))
        .where(Application.opening_id == Opening.id, Application.kept_until.is_(None), *still_there)
        .correlate(Opening)
        .scalar_subquery()
    )
    by_closing = (
        select(*about, cast(null(), UtcDateTime()).label("agreed"), Opening.closes_at, others.label("number"))
        # Whatever its state: said so that the index of states and closing times finds them.
        .where(Opening.state.in_([*OpeningState]))
        .where(Opening.closes_at <= closed, Opening.closes_at > closed - RETENTION_WINDOW, *which)
        .where(others > 0)
        .order_by(Opening.closes_at, Opening.id)
    )
    return by_agreement.limit(most), by_closing.limit(most)


def sorted_erasures(kept: Retention, rows: Iterable[Any], most: int) -> list[ComingErasure]:
    """Return what `coming` has selected as values, the nearest first, each opening once for each day."""
    found: dict[tuple[str, date], ComingErasure] = {}
    for row in rows:
        at = kept.day(row.agreed, row.closes_at)
        key = row.public_id, at.astimezone(ZoneInfo(row.zone)).date()
        before = found.get(key)
        number = row.number + (before.number if before else 0)
        first = min(at, before.at) if before else at
        found[key] = ComingErasure(row.public_id, row.title, row.zone, first, number)
    return sorted(found.values(), key=lambda each: each.at)[:most]


def number_not_agreed(session: Session, opening: Opening) -> int:
    """Return of how many applications nobody has agreed to a day."""
    wanted = Application.opening_id == opening.id, Application.kept_until.is_(None)
    return session.scalars(
        select(func.count(Application.id)).where(*wanted, ~is_erased(Application.id))
    ).one()


def days_of_opening(session: Session, kept: Retention, opening: Opening) -> list[tuple[datetime, int]]:
    """Return to which days candidates of an opening have agreed, and the data of how many go on each."""
    rows = session.execute(
        select(
            Opening.public_id,
            Opening.title,
            Opening.zone,
            Application.kept_until.label("agreed"),
            Opening.closes_at,
            func.count(Application.id).label("number"),
        )
        .join(Application, Application.opening_id == Opening.id)
        .where(Opening.id == opening.id, Application.kept_until.is_not(None), ~is_erased(Application.id))
        .group_by(Opening.id, Application.kept_until)
        .order_by(Application.kept_until)
        .limit(MOST_DAYS)
    )
    return [(each.at, each.number) for each in sorted_erasures(kept, rows, MOST_DAYS)]


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
