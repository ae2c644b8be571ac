"""Find what happened to openings and applications, and whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.audit.binding import Place
from hiring.audit.models import AuditEntry
from hiring.audit.queries import RefusalCount, asking_for_refusals
from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.db.together import read_together
from hiring.openings.models import Application, Candidate, Opening

#: Lines on one page of the history.
_ON_A_PAGE = 50


def history_page(session: Session, opening_id: int, cursor: Cursor) -> Page[AuditEntry]:
    """Return one page of what happened to an opening and its applications, newest first."""
    wanted = select(AuditEntry).where(AuditEntry.opening_id == opening_id)
    newest = Key(AuditEntry.id, read_whole, descending=True)
    page = read_page(session, wanted, [newest], cursor, size=_ON_A_PAGE)
    return page.of([row[0] for row in page.rows])


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose application something is about."""

    public_id: str
    code: str
    name: str


def whose(session: Session, application_ids: Collection[int]) -> dict[int, Whose]:
    """Return name and code of each application."""
    rows = session.execute(
        select(Application.id, Application.public_id, Application.code, Candidate.name)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.id.in_(application_ids))
    )
    return {row.id: Whose(row.public_id, row.code, row.name) for row in rows}


def place_of(session: Session, application_id: int) -> Place | None:
    """Return what the opening of an application and its candidate are called."""
    row = session.execute(
        select(Opening.title, Application.code)
        .join(Opening, Opening.id == Application.opening_id)
        .where(Application.id == application_id)
    ).one_or_none()
    return None if row is None else Place(*row)


@dataclass(frozen=True, slots=True)
class Presence:
    """The last sign of life of a candidate in any browser, in how many she is signed in, what was refused."""

    seen_at: datetime | None
    browsers: int
    refused: RefusalCount | None
    """How often links of the application were refused; None = never."""


def presence_of(session: Session, application_id: int) -> Presence:
    """Return when and where the candidate of an application was seen, or somebody was refused."""
    inside = case((and_(UserSession.ended_at.is_(None), UserSession.expires_at > clock.now()), 1))
    seen = select(func.max(UserSession.seen_at).label("seen_at"), func.count(inside).label("browsers")).where(
        UserSession.audience == Audience.CANDIDATE, UserSession.subject_id == application_id
    )
    [there], [refused] = read_together(session, seen, asking_for_refusals(application_id))
    count = None if refused.number is None else RefusalCount(refused.number, refused.last_at)
    return Presence(there.seen_at, there.browsers, count)
