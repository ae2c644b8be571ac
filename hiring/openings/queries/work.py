"""What HR's first page asks: only about work that is open, a few openings of each kind, the rest counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, exists, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Opening
from hiring.openings.progress import StageCounts
from hiring.openings.queries.members import works_in
from hiring.openings.queries.openings import faults_of_drafts, standings
from hiring.openings.rules import WRITING, OpeningState
from hiring.organisation.queries import READINESS, basis_of, obstacles_in
from hiring.organisation.rules import OpeningObstacle


class OpeningWork(StrEnum):
    """Why an opening needs HR."""

    UNDELIVERED = "undelivered"
    UNINVITED = "uninvited"
    CLOSING = "closing"
    RUNNING = "running"
    """It is open; the next to close first."""
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class OpeningAtWork:
    """One opening that needs HR. `number` counts its undelivered mails, or what a draft still lacks."""

    opening: Opening
    standing: StageCounts
    number: int


@dataclass(frozen=True, slots=True)
class WorkOfKind:
    """The first few openings that need HR for one reason, and how many there are in all."""

    first: tuple[OpeningAtWork, ...] = ()
    total: int = 0


def open_work(session: Session, hr_id: int, *, soon: datetime, limit: int) -> dict[OpeningWork, WorkOfKind]:
    """Return what the openings of one HR member need, at most `limit` of each kind.

    An opening is closing when that happens before `soon` and somebody in it has not
    handed in. Four statements, whatever there is.
    """
    parts = (_undelivered(hr_id), _uninvited(hr_id), _closing(hr_id, soon), _running(hr_id), _drafts(hr_id))
    cut = (part.limit(limit).subquery() for part in parts)
    rows = session.execute(union_all(*(select(part) for part in cut))).all()
    ids = sorted({row.id for row in rows})
    (openings, obstacles), standing = _whole(session, ids), standings(session, ids)
    drafts = [opening for opening in openings.values() if opening.state == OpeningState.DRAFT]
    lacking = {each: len(faults) for each, faults in faults_of_drafts(session, drafts, obstacles).items()}
    return {
        work: _of_kind([row for row in rows if row.work == work], openings, standing, lacking)
        for work in OpeningWork
    }


def _of_kind(
    rows: Sequence[Any],
    openings: dict[int, Opening],
    standing: dict[int, StageCounts],
    lacking: dict[int, int],
) -> WorkOfKind:
    first = [
        OpeningAtWork(openings[row.id], standing[row.id], _number(row, lacking))
        for row in sorted(rows, key=lambda row: row.place)
        if row.id in openings  # a mail may outlive what it was about
    ]
    return WorkOfKind(tuple(first), rows[0].total if rows else 0)


def _number(row: Any, lacking: dict[int, int]) -> int:
    return lacking[row.id] if row.work == OpeningWork.DRAFT else int(row.number)


def _whole(session: Session, ids: Sequence[int]) -> tuple[dict[int, Opening], tuple[OpeningObstacle, ...]]:
    """Return openings, and what keeps every draft from opening, in one statement."""
    rows = session.execute(
        select(Opening, *READINESS)
        .where(Opening.id.in_(ids))
        .options(selectinload(Opening.members), joinedload(Opening.assessment_version))
    ).all()
    obstacles = obstacles_in(rows[0], basis_of(session)) if rows else ()
    return {row[0].id: row[0] for row in rows}, obstacles


def _part(work: OpeningWork, opening_id: Any, order: Any, number: Any = None) -> Select[Any]:
    """Select one kind of work, in its order; `total` counts all of it."""
    return select(
        literal(work.value).label("work"),
        opening_id.label("id"),
        func.row_number().over(order_by=order).label("place"),
        (literal(0) if number is None else number).label("number"),
        func.count().over().label("total"),
    ).order_by(order)


def _undelivered(hr_id: int) -> Select[Any]:
    newest = func.max(Message.id).desc()
    return (
        _part(OpeningWork.UNDELIVERED, Message.opening_id, newest, func.count(Message.id))
        .where(Message.state == MessageState.FAILED, works_in(Message.opening_id, hr_id))
        .group_by(Message.opening_id)
    )


def _uninvited(hr_id: int) -> Select[Any]:
    anybody = exists().where(Application.opening_id == Opening.id)
    return _openings(OpeningWork.UNINVITED, hr_id, OpeningState.OPEN, Opening.closes_at.asc()).where(~anybody)


def _closing(hr_id: int, soon: datetime) -> Select[Any]:
    unfinished = exists().where(Application.opening_id == Opening.id, Application.stage.in_(WRITING))
    return _openings(OpeningWork.CLOSING, hr_id, OpeningState.OPEN, Opening.closes_at.asc()).where(
        Opening.closes_at < soon, unfinished
    )


def _running(hr_id: int) -> Select[Any]:
    return _openings(OpeningWork.RUNNING, hr_id, OpeningState.OPEN, Opening.closes_at.asc())


def _drafts(hr_id: int) -> Select[Any]:
    return _openings(OpeningWork.DRAFT, hr_id, OpeningState.DRAFT, Opening.id.desc())


def _openings(work: OpeningWork, hr_id: int, state: OpeningState, order: Any) -> Select[Any]:
    return _part(work, Opening.id, order).where(Opening.state == state, works_in(Opening.id, hr_id))
