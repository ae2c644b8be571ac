"""Read what candidates ask for; nothing here writes, and no reviewer's page asks any of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session, joinedload

from hiring.adjustments.models import AdjustmentRequest, GiveBackToAll, MinutesReturned
from hiring.adjustments.rules import RECEIVED
from hiring.db.keyset import Cursor, Key, Page, read_counted_page, read_whole
from hiring.db.together import AnySelect, read_together
from hiring.i18n.localised import Localised
from hiring.interviews.queries import openings_with_wishes
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import works_in
from hiring.openings.rules import WRITING
from hiring.sittings.models import SectionClock, Sitting

#: Written out: an index holds only the requests of which this is true.
WAITS = AdjustmentRequest.granted.is_(literal_column("NULL"))
_ON_A_PAGE = 50
#: So many earlier requests of one candidate are shown.
_MOST_SHOWN = 10


def requests_of(session: Session, application_id: int) -> list[AdjustmentRequest]:
    """Return what one candidate has asked for, the newest first, with HR's answers."""
    return list(
        session.scalars(
            select(AdjustmentRequest)
            .where(AdjustmentRequest.application_id == application_id)
            .order_by(AdjustmentRequest.id.desc())
            .limit(_MOST_SHOWN)
        )
    )


def waiting_request(session: Session, application_id: int) -> AdjustmentRequest | None:
    """Return the request of a candidate that HR has not answered."""
    return session.scalar(
        select(AdjustmentRequest).where(AdjustmentRequest.application_id == application_id, WAITS)
    )


@dataclass(frozen=True, slots=True)
class AskedAdjustment:
    """One line of HR's list."""

    public_id: str
    """Of the application."""
    name: str
    code: str
    wish: str
    asked_at: datetime
    begun: bool


def waiting_page(session: Session, opening_id: int, cursor: Cursor) -> Page[AskedAdjustment]:
    """Return who in an opening waits for an answer and can still use it, the longest waiting first."""
    statement = (
        select(
            AdjustmentRequest.id,
            Application.public_id,
            Candidate.name,
            Application.code,
            AdjustmentRequest.wish,
            AdjustmentRequest.asked_at,
            Application.started_at,
        )
        .join(Application, Application.id == AdjustmentRequest.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(AdjustmentRequest.opening_id == opening_id, WAITS, Application.stage.in_(WRITING))
    )
    page = read_counted_page(
        session, statement, (Key(AdjustmentRequest.id, read_whole),), cursor, size=_ON_A_PAGE
    )
    return page.of(
        [
            AskedAdjustment(
                row.public_id, row.name, row.code, row.wish, row.asked_at, row.started_at is not None
            )
            for row in page.rows
        ]
    )


@dataclass(frozen=True, slots=True)
class AskedOpening:
    """An opening in which candidates wait for an answer, and how many."""

    public_id: str
    title: Localised
    number: int


def openings_that_ask(
    session: Session, hr_id: int, *, most: int
) -> tuple[list[AskedOpening], list[AskedOpening]]:
    """Return the openings of one HR member in which somebody waits for time, and for another interview.

    Each the longest waiting first; asked together, as HR's first page asks much.
    """
    found = read_together(session, _that_ask_for_time(hr_id, most), openings_with_wishes(hr_id, most))
    time, interview = (sorted(rows, key=lambda row: row.first) for rows in found)
    return [_asked(row) for row in time], [_asked(row) for row in interview]


def _asked(row: Any) -> AskedOpening:
    return AskedOpening(row.public_id, row.title, row.number)


def _that_ask_for_time(hr_id: int, most: int) -> AnySelect:
    waiting = (
        select(
            AdjustmentRequest.opening_id,
            func.count().label("number"),
            func.min(AdjustmentRequest.id).label("first"),
        )
        .join(Application, Application.id == AdjustmentRequest.application_id)
        .where(WAITS, Application.stage.in_(WRITING), works_in(AdjustmentRequest.opening_id, hr_id))
        .group_by(AdjustmentRequest.opening_id)
        .order_by(func.min(AdjustmentRequest.id))
        .limit(most)
        .subquery()
    )
    return (
        select(Opening.public_id, Opening.title, waiting.c.number, waiting.c.first)
        .join(waiting, waiting.c.opening_id == Opening.id)
        .order_by(waiting.c.first)
    )


def own_application(session: Session, application_id: int) -> Application | None:
    """Return a candidate's application with what is granted, its opening and candidate."""
    return session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .options(
            joinedload(Application.candidate),
            joinedload(Application.opening),
            joinedload(Application.allowance),
        )
    )


def sitting_id_of(session: Session, application_id: int) -> int | None:
    return session.scalar(select(Sitting.id).where(Sitting.application_id == application_id))


def sittings_between(
    session: Session, opening_id: int, since: datetime, until: datetime, *, after: int, limit: int
) -> list[tuple[int, int]]:
    """Return sittings, with applications, in which a section ran between two moments."""
    wanted = _between(opening_id, since, until).where(Sitting.id > after)
    rows = session.execute(wanted.order_by(Sitting.id).limit(limit))
    return [(row.id, row.application_id) for row in rows]


def number_between(session: Session, opening_id: int, since: datetime, until: datetime) -> int:
    """Return in how many sittings a section ran between two moments."""
    found = _between(opening_id, since, until).subquery()
    return session.scalars(select(func.count()).select_from(found)).one()


def _between(opening_id: int, since: datetime, until: datetime) -> Select[int, int]:
    return (
        select(Sitting.id, Sitting.application_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Application.opening_id == opening_id,
            exists().where(
                SectionClock.sitting_id == Sitting.id,
                SectionClock.started_at < until,
                SectionClock.closes_at > since,
                SectionClock.finished_at.is_(None) | (SectionClock.finished_at > since),
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class LatelyAsked:
    """A request for an adjustment, and HR's answer."""

    wish: str
    asked_at: datetime
    granted: bool | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class LatelyGiven:
    """Minutes that one candidate was given back."""

    minutes: int
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Concession:
    """What one candidate has asked for last, and the minutes given back to them, the newest first."""

    newest: LatelyAsked | None
    given_back: tuple[LatelyGiven, ...]


def concession_to(session: Session, application_id: int) -> Concession:
    """Return in one statement what the dossier says of a candidate's adjustments."""
    asked = (
        select(
            AdjustmentRequest.wish,
            AdjustmentRequest.asked_at,
            AdjustmentRequest.granted,
            AdjustmentRequest.answered_at,
        )
        .where(AdjustmentRequest.application_id == application_id)
        .order_by(AdjustmentRequest.id.desc())
        .limit(1)
    )
    given = (
        select(MinutesReturned.id, MinutesReturned.minutes, MinutesReturned.reason, MinutesReturned.given_at)
        .where(MinutesReturned.application_id == application_id, MinutesReturned.outcome.in_(RECEIVED))
        .order_by(MinutesReturned.id.desc())
        .limit(_MOST_SHOWN)
    )
    requests, minutes = read_together(session, asked, given)
    newest_first = sorted(minutes, key=lambda row: row.id, reverse=True)
    return Concession(
        next((LatelyAsked(*row) for row in requests), None),
        tuple(LatelyGiven(row.minutes, row.reason, row.given_at) for row in newest_first),
    )


@dataclass(frozen=True, slots=True)
class ProgressOfGiving:
    """How far the giving back to all of an opening has come."""

    of: GiveBackToAll
    given: int
    refused: int


def given_to_all(session: Session, opening_id: int) -> list[ProgressOfGiving]:
    """Return what was given back to all in an opening, the newest first, with how many have got it."""
    received = func.count().filter(MinutesReturned.outcome.in_(RECEIVED))
    rows = session.execute(
        select(GiveBackToAll, received, func.count(MinutesReturned.id))
        .outerjoin(MinutesReturned, MinutesReturned.to_all_id == GiveBackToAll.id)
        .where(GiveBackToAll.opening_id == opening_id)
        .group_by(GiveBackToAll.id)
        .order_by(GiveBackToAll.id.desc())
        .limit(_MOST_SHOWN)
    )
    return [ProgressOfGiving(of, given, number - given) for of, given, number in rows]


@dataclass(frozen=True, slots=True)
class NotGiven:
    """Somebody who has got no minutes back when all were to get them."""

    public_id: str
    name: str
    outcome: str


def not_given(session: Session, opening_id: int) -> list[NotGiven]:
    """Return the newest of those to whom nothing could be given back, and why."""
    rows = session.execute(
        select(Application.public_id, Candidate.name, MinutesReturned.outcome)
        .select_from(MinutesReturned)
        .join(GiveBackToAll, GiveBackToAll.id == MinutesReturned.to_all_id)
        .join(Application, Application.id == MinutesReturned.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(GiveBackToAll.opening_id == opening_id, MinutesReturned.outcome.not_in(RECEIVED))
        .order_by(MinutesReturned.id.desc())
        .limit(_ON_A_PAGE)
    )
    return [NotGiven(*row) for row in rows]
