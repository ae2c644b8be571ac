"""What the record of processing counts: openings, whose data they hold, and what was asked, by the year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, extract, func, select
from sqlalchemy.orm import Session

from hiring.audit.models import AuditEntry
from hiring.audit.queries import is_erased
from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening
from hiring.privacy.models import Incident, PrivacyRequest, RetentionHold

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RecordedOpening:
    """What the record says of one opening."""

    public_id: str
    title: Localised
    place: str
    since: datetime
    closes_at: datetime | None
    zone: str
    people: int
    """Whose data are held: applications that are not erased."""
    latest: datetime | None
    """The latest day to which one of them has agreed."""
    holds: int
    """How many holds stand on data of the opening."""


def recorded_openings(session: Session, cursor: Cursor, *, size: int = _ON_A_PAGE) -> Page[RecordedOpening]:
    """Return one page of the openings, the newest first; two statements for what is counted."""
    opening = select(
        *(Opening.id, Opening.public_id, Opening.title, Opening.place),
        *(Opening.created_at, Opening.closes_at, Opening.zone),
    )
    page = read_page(session, opening, [Key(Opening.id, read_whole, descending=True)], cursor, size=size)
    ids = [row.id for row in page.rows]
    people, holds = _people(session, ids), _holds(session, ids)
    return page.of([_recorded(row, people.get(row.id), holds.get(row.id, 0)) for row in page.rows])


def _recorded(row: Any, people: Any, holds: int) -> RecordedOpening:
    return RecordedOpening(
        *(row.public_id, row.title, row.place, row.created_at, row.closes_at, row.zone),
        people=people.number if people else 0,
        latest=people.latest if people else None,
        holds=holds,
    )


def _people(session: Session, ids: Collection[int]) -> dict[int, Any]:
    rows = session.execute(
        select(
            Application.opening_id,
            func.count(Application.id).label("number"),
            func.max(Application.kept_until).label("latest"),
        )
        .where(Application.opening_id.in_(ids), ~is_erased(Application.id))
        .group_by(Application.opening_id)
    )
    return {row.opening_id: row for row in rows}


def _holds(session: Session, ids: Collection[int]) -> dict[int, int]:
    rows = session.execute(
        select(RetentionHold.opening_id, func.count(RetentionHold.id).label("number"))
        .where(RetentionHold.opening_id.in_(ids), RetentionHold.ended_at.is_(None))
        .group_by(RetentionHold.opening_id)
    )
    return {row.opening_id: row.number for row in rows}


@dataclass(frozen=True, slots=True)
class RecordedYear:
    """What happened in one calendar year, by the clock of UTC."""

    year: int
    requests: dict[tuple[str, str], int]
    """Right and outcome -> how many were asked."""
    erasures: int
    """How many applications were erased."""
    incidents: int


def recorded_years(session: Session) -> list[RecordedYear]:
    """Return the years in which something happened, the newest first."""
    asked = session.execute(
        select(
            _year(PrivacyRequest.asked_at),
            *(PrivacyRequest.asks_for, PrivacyRequest.state, func.count(PrivacyRequest.id)),
        ).group_by(_year(PrivacyRequest.asked_at), PrivacyRequest.asks_for, PrivacyRequest.state)
    ).all()
    erased = _by_year(session, AuditEntry.at, AuditEntry.erases.like("application:%"))
    noticed = _by_year(session, Incident.noticed_at)
    return [
        RecordedYear(
            year,
            {(right, state): number for at, right, state, number in asked if at == year},
            erased.get(year, 0),
            noticed.get(year, 0),
        )
        for year in sorted({*(row[0] for row in asked), *erased, *noticed}, reverse=True)
    ]


def _year(column: Any) -> ColumnElement[int]:
    return cast(extract("year", column), Integer)


def _by_year(session: Session, column: Any, *wanted: ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(select(_year(column), func.count()).where(*wanted).group_by(_year(column)))
    return {row[0]: row[1] for row in rows}
