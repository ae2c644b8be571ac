"""Find the referees who have not answered for a while, for HR of their openings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_whole
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import works_in
from hiring.openings.rules import ENDED
from hiring.references.models import ReferenceRequest
from hiring.references.rules import SILENT_AFTER, WAITING_STATES

#: Referees on one page of the list.
_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Silence:
    """An application whose referees have not answered for a while."""

    application_public_id: str
    candidate: str
    opening: Localised
    referees: int
    since: datetime


def silent_referees(session: Session, hr_user_id: int, *, limit: int) -> tuple[Sequence[Silence], int]:
    """Return whose referees are silent for longer than a week, the longest first, and how many there are.

    At most `limit` applications come; the number counts all of them.
    """
    since = func.min(ReferenceRequest.sent_at)
    columns = (Application.public_id, Candidate.name, Opening.title, func.count(ReferenceRequest.id))
    rows = session.execute(
        _silent(select(*columns, since, func.count().over()), hr_user_id)
        .group_by(Application.id, Candidate.id, Opening.id)
        .order_by(since, Application.id)
        .limit(limit)
    ).all()
    return [Silence(*list(row)[:-1]) for row in rows], rows[0][-1] if rows else 0


@dataclass(frozen=True, slots=True)
class SilentReferee:
    """One referee who has not answered, and for whom."""

    name: str
    reminders_sent: int
    application_public_id: str
    candidate: str
    opening: Localised
    since: datetime


def silent_page(session: Session, hr_user_id: int, cursor: Cursor) -> Page[SilentReferee]:
    """Return one page of the referees who are silent for longer than a week, the longest first."""
    statement = _silent(
        select(
            ReferenceRequest.name,
            ReferenceRequest.reminders_sent,
            Application.public_id,
            Candidate.name,
            Opening.title,
        ),
        hr_user_id,
    )
    total = session.scalars(_silent(select(func.count(ReferenceRequest.id)), hr_user_id)).one()
    keys = [Key(ReferenceRequest.sent_at, read_moment), Key(ReferenceRequest.id, read_whole)]
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE, total=total)
    return page.of([SilentReferee(*list(row)[:6]) for row in page.rows])


def _silent(statement: Any, hr_user_id: int) -> Any:
    return (
        statement.join(Application, Application.id == ReferenceRequest.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(
            works_in(Opening.id, hr_user_id),
            ReferenceRequest.state.in_(WAITING_STATES),
            ReferenceRequest.sent_at < clock.now() - SILENT_AFTER,
            Application.stage.not_in(ENDED),
        )
    )
