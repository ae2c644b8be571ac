"""What HR's first page asks: only about work that is open, a few openings of each kind, the rest counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Invitation, Opening
from hiring.openings.progress import StageCounts
from hiring.openings.queries.members import works_in
from hiring.openings.queries.openings import faults_of_drafts, standings
from hiring.openings.rules import WRITING, OpeningState, Stage
from hiring.organisation.queries import basis_of, obstacles_in, readiness
from hiring.organisation.rules import OpeningObstacle


class OpeningWork(StrEnum):
    """Why an opening needs HR."""

    UNDELIVERED = "undelivered"
    UNINVITED = "uninvited"
    CLOSING = "closing"
    RUNNING = "running"
    """It is open; the next to close first."""
    DRAFT = "draft"
    STOPPED = "stopped"
    """It is open, and people in it came by their link and stopped some time ago."""
    UNSCORED = "unscored"
    """People handed in some time ago, and what they wrote is not marked yet."""
    UNSETTLED = "unsettled"
    """It has closed, and somebody who handed in is not decided on, or not told."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """From when on HR's first page speaks of something."""

    soon: datetime
    """What closes before is closing."""
    stopped_since: datetime
    """Who came and has done nothing since before that has stopped."""
    unscored_since: datetime
    """Who handed in before that should have been scored by now."""


@dataclass(frozen=True, slots=True)
class OpeningAtWork:
    """One opening that needs HR. `number` counts what it is about: mails, people, or what a draft lacks."""

    opening: Opening
    standing: StageCounts
    number: int


@dataclass(frozen=True, slots=True)
class WorkOfKind:
    """The first few openings that need HR for one reason, and how many there are in all."""

    first: tuple[OpeningAtWork, ...] = ()
    total: int = 0


def open_work(session: Session, hr_id: int, *, when: Deadlines, limit: int) -> dict[OpeningWork, WorkOfKind]:
    """Return what the openings of one HR member need, at most `limit` of each kind.

    An opening is closing when that happens before `when.soon` and somebody in it has not
    handed in. Four statements, whatever there is.
    """
    parts = (
        *(_undelivered(hr_id), _uninvited(hr_id), _closing(hr_id, when.soon), _running(hr_id)),
        *(_drafts(hr_id), _stopped(hr_id, when.stopped_since), _unscored(hr_id, when.unscored_since)),
        _unsettled(hr_id),
    )
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
        select(Opening, *readiness(session))
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


def _stopped(hr_id: int, since: datetime) -> Select[Any]:
    people = (Application.stage.in_(WRITING), Application.stage_at < since, _came_before(since))
    order, number = Opening.closes_at.asc(), _number_of(*people)
    part = _openings(OpeningWork.STOPPED, hr_id, OpeningState.OPEN, order, number)
    return part.where(_somebody(*people))


def _came_before(since: datetime) -> ColumnElement[bool]:
    """Say whether somebody opened their link before then and has not been there since."""
    browser = exists().where(
        UserSession.audience == Audience.CANDIDATE,
        UserSession.subject_id == Application.id,
        UserSession.seen_at >= since,
    )
    opened = exists().where(Invitation.application_id == Application.id, Invitation.claimed_at < since)
    return and_(or_(Application.stage != Stage.INVITED, opened), ~browser)


def _unscored(hr_id: int, since: datetime) -> Select[Any]:
    people = Application.stage.in_((Stage.HANDED_IN, Stage.SCORING)), Application.stage_at < since
    part = _part(OpeningWork.UNSCORED, Opening.id, Opening.id.desc(), _number_of(*people))
    return part.where(Opening.state != OpeningState.DRAFT, works_in(Opening.id, hr_id), _somebody(*people))


def _unsettled(hr_id: int) -> Select[Any]:
    part = _openings(OpeningWork.UNSETTLED, hr_id, OpeningState.CLOSED, Opening.closes_at.desc())
    undecided = [_first_at(stage).is_not(None) for stage in (Stage.HANDED_IN, Stage.SCORING, Stage.SCORED)]
    return part.where(or_(*undecided, _somebody(Application.awaits_letter)))


def _first_at(stage: Stage) -> ScalarSelect[int]:
    """Select the first in the list of an opening who is at a stage.

    Asked whether there is anybody, PostgreSQL reads the table from its beginning, once for every opening,
    where it believes that somebody will come soon. The first of a list it takes from the index.
    """
    first = select(Application.id).where(Application.opening_id == Opening.id, Application.stage == stage)
    in_order = first.order_by(Application.listed_as, Application.id).limit(1)
    return in_order.correlate(Opening).scalar_subquery()


def _somebody(*which: ColumnElement[bool] | InstrumentedAttribute[bool]) -> ColumnElement[bool]:
    """Say whether all of this is true of somebody in an opening."""
    return exists().where(Application.opening_id == Opening.id, *which)


def _number_of(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    """Count the people of an opening of whom all of this is true."""
    counted = select(func.count()).select_from(Application)
    return counted.where(Application.opening_id == Opening.id, *which).correlate(Opening).scalar_subquery()


def _drafts(hr_id: int) -> Select[Any]:
    return _openings(OpeningWork.DRAFT, hr_id, OpeningState.DRAFT, Opening.id.desc())


def _openings(
    work: OpeningWork, hr_id: int, state: OpeningState, order: Any, number: Any = None
) -> Select[Any]:
    return _part(work, Opening.id, order, number).where(Opening.state == state, works_in(Opening.id, hr_id))
