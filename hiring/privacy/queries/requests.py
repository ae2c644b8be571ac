"""Find what people have asked about their data: for them, for HR of their openings, for the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_whole
from hiring.db.together import read_together
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import works_in
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.queries.incidents import OpenIncident, open_incidents, open_incidents_asked
from hiring.privacy.queries.retention import ComingErasure, coming, sorted_erasures
from hiring.privacy.rules import PrivacyRequestState, Retention, Right
from hiring.references.models import ReferenceRequest

#: Requests on one page of the register.
_ON_A_PAGE = 50

_APPLICATION = joinedload(PrivacyRequest.application)
_WHOLE = (
    _APPLICATION.joinedload(Application.candidate),
    _APPLICATION.joinedload(Application.opening).selectinload(Opening.members),
    _APPLICATION.joinedload(Application.allowance),
    joinedload(PrivacyRequest.reference_request),
    joinedload(PrivacyRequest.archive),
)


def privacy_request_by_public_id(session: Session, public_id: str) -> PrivacyRequest | None:
    """Return a request with its person, its opening and members, and its archive."""
    wanted = select(PrivacyRequest).where(PrivacyRequest.public_id == public_id)
    return session.scalar(wanted.options(*_WHOLE))


def privacy_request_by_id(session: Session, request_id: int) -> PrivacyRequest | None:
    """Return the request of this number with its person, its opening and members, and its archive."""
    return session.scalar(select(PrivacyRequest).where(PrivacyRequest.id == request_id).options(*_WHOLE))


def requests_of_person(
    session: Session, application_id: int, reference_request_id: int | None
) -> list[PrivacyRequest]:
    """Return what one candidate, or one referee, has asked, newest first."""
    return list(
        session.scalars(
            select(PrivacyRequest)
            .where(
                PrivacyRequest.application_id == application_id,
                PrivacyRequest.reference_request_id.is_not_distinct_from(reference_request_id),
            )
            .options(joinedload(PrivacyRequest.archive))
            .order_by(PrivacyRequest.id.desc())
            .limit(_ON_A_PAGE)
        )
    )


def open_request(
    session: Session, application_id: int, reference_request_id: int | None, right: Right
) -> PrivacyRequest | None:
    """Return the request of one person for this right that still waits for its answer."""
    return session.scalar(
        select(PrivacyRequest)
        .where(
            PrivacyRequest.application_id == application_id,
            PrivacyRequest.reference_request_id.is_not_distinct_from(reference_request_id),
            PrivacyRequest.asks_for == right,
            PrivacyRequest.state == PrivacyRequestState.OPEN,
        )
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """One line of the register."""

    number: int
    public_id: str
    asks_for: str
    state: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    candidate: str
    referee: str | None
    """Who asks, where it is not the candidate."""
    opening: Localised


_LINE = (
    PrivacyRequest.id,
    PrivacyRequest.public_id,
    PrivacyRequest.asks_for,
    PrivacyRequest.state,
    PrivacyRequest.asked_at,
    PrivacyRequest.due_at,
    PrivacyRequest.answered_at,
    Candidate.name,
    ReferenceRequest.name,
    Opening.title,
)
#: What waits stands first.
_RANK = case((PrivacyRequest.state == PrivacyRequestState.OPEN, 0), else_=1)


def requests_page(session: Session, hr_id: int, cursor: Cursor) -> Page[WaitingRequest]:
    """Return one page of the register of an HR member's openings: what waits first, by its due time."""
    statement = _joined(select(*_LINE)).where(works_in(PrivacyRequest.opening_id, hr_id))
    keys = [
        Key(_RANK, read_whole),
        Key(PrivacyRequest.due_at, read_moment),
        Key(PrivacyRequest.id, read_whole),
    ]
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE)
    return page.of([WaitingRequest(*list(row)[: len(_LINE)]) for row in page.rows])


@dataclass(frozen=True, slots=True)
class WorkOfHr:
    """What the first page tells an HR member about personal data."""

    waiting: Sequence[WaitingRequest]
    total: int
    """How many requests wait in all."""
    coming: Sequence[ComingErasure]
    incidents: Sequence[OpenIncident]


def work_of_hr(session: Session, hr_id: int, kept: Retention, until: datetime, *, most: int) -> WorkOfHr:
    """Return in one statement which requests wait longest, what is erased by `until` and which incidents
    are open; `most` of each.
    """
    waiting = (
        _joined(select(*_LINE, func.count().over().label("total")))
        .where(works_in(PrivacyRequest.opening_id, hr_id), PrivacyRequest.state == PrivacyRequestState.OPEN)
        .order_by(PrivacyRequest.due_at, PrivacyRequest.id)
        .limit(most)
    )
    soon = coming(kept, until, most, works_in(Opening.id, hr_id))
    requests, incidents, *openings = read_together(session, waiting, open_incidents_asked(most), *soon)
    lines = sorted(
        (WaitingRequest(*list(row)[:-1]) for row in requests), key=lambda line: (line.due_at, line.number)
    )
    erasures = sorted_erasures(kept, chain.from_iterable(openings), most)
    total = requests[0][-1] if requests else 0
    return WorkOfHr(lines, total, erasures, open_incidents(incidents))


def all_open_requests(session: Session) -> list[tuple[int, str, datetime, str]]:
    """Return number, right, due time and code of the application of everything that waits."""
    rows = session.execute(
        select(PrivacyRequest.id, PrivacyRequest.asks_for, PrivacyRequest.due_at, Application.code)
        .join(Application, Application.id == PrivacyRequest.application_id)
        .where(PrivacyRequest.state == PrivacyRequestState.OPEN)
        .order_by(PrivacyRequest.due_at, PrivacyRequest.id)
        .limit(1000)
    )
    return [(row.id, row.asks_for, row.due_at, row.code) for row in rows]


def _joined(statement: Any) -> Any:
    # Every request has all three. Joined outward, SQLite begins with the few requests, not with all openings.
    return (
        statement.outerjoin(Application, Application.id == PrivacyRequest.application_id)
        .outerjoin(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(Opening, Opening.id == PrivacyRequest.opening_id)
        .outerjoin(ReferenceRequest, ReferenceRequest.id == PrivacyRequest.reference_request_id)
    )
