"""Find what waits for HR about referees: who is silent, who has no answer, what is to be looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hiring import clock
from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_whole
from hiring.db.together import AnySelect, read_together
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import works_in
from hiring.openings.rules import ENDED
from hiring.references.models import KindExcuse, ReferenceFlag, ReferenceRequest
from hiring.references.rules import SILENT_AFTER, WAITING_STATES, ExcuseState, RequestState

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application about whose referees HR has something to do: how many things of one kind, since when."""

    application_public_id: str
    candidate: str
    opening: Localised
    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class WorkWithReferees:
    """What waits for one member of HR; of each kind the longest waiting first."""

    silences: Sequence[Silence]
    silent: int
    """Of how many applications the referees are silent, shown here or not."""
    excuses: Sequence[Waiting]
    """Candidates who can name nobody of a kind, and have no answer."""
    flags: Sequence[Waiting]
    """Hints about referees that nobody has closed."""


def work_with_referees(session: Session, hr_user_id: int, *, limit: int) -> WorkWithReferees:
    """Return what waits for HR, asked together: at most `limit` applications of each kind."""
    silent, excuses, flags = read_together(
        session,
        _silent_lines(hr_user_id, limit),
        _waiting_lines(KindExcuse.stated_at, hr_user_id, limit, _with_excuses),
        _waiting_lines(ReferenceFlag.found_at, hr_user_id, limit, _with_flags),
    )
    silences = [Silence(*row[:-1]) for row in sorted(silent, key=lambda row: row.since)]
    waiting = [
        [Waiting(*row) for row in sorted(rows, key=lambda row: row.since)] for rows in (excuses, flags)
    ]
    return WorkWithReferees(silences, silent[0][-1] if silent else 0, *waiting)


def silent_referees(session: Session, hr_user_id: int, *, limit: int) -> tuple[Sequence[Silence], int]:
    """Return whose referees are silent for longer than a week, the longest first, and how many there are.

    At most `limit` applications come; the number counts all of them.
    """
    work = work_with_referees(session, hr_user_id, limit=limit)
    return work.silences, work.silent


def _silent_lines(hr_user_id: int, limit: int) -> AnySelect:
    since = func.min(ReferenceRequest.sent_at)
    columns = (Application.public_id, Candidate.name, Opening.title)
    counted = func.count(ReferenceRequest.id).label("number")
    lines: AnySelect = _silent(
        select(*columns, counted, since.label("since"), func.count().over().label("total")), hr_user_id
    )
    return (
        lines.group_by(Application.id, Candidate.id, Opening.id).order_by(since, Application.id).limit(limit)
    )


def _waiting_lines(
    at: InstrumentedAttribute[datetime], hr_user_id: int, limit: int, waits: Callable[[AnySelect], AnySelect]
) -> AnySelect:
    since, columns = func.min(at), (Application.public_id, Candidate.name, Opening.title)
    counted = select(*columns, func.count().label("number"), since.label("since"))
    return (
        waits(counted)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(works_in(Opening.id, hr_user_id), Application.stage.not_in(ENDED))
        .group_by(Application.id, Candidate.id, Opening.id)
        .order_by(since, Application.id)
        .limit(limit)
    )


def _with_excuses(statement: AnySelect) -> AnySelect:
    return (
        statement.select_from(KindExcuse)
        .join(Application, Application.id == KindExcuse.application_id)
        .where(KindExcuse.state == ExcuseState.STATED)
    )


def _with_flags(statement: AnySelect) -> AnySelect:
    return (
        statement.select_from(ReferenceFlag)
        .join(ReferenceRequest, ReferenceRequest.id == ReferenceFlag.request_id)
        .join(Application, Application.id == ReferenceRequest.application_id)
        .where(ReferenceFlag.closed_at.is_(None), ReferenceRequest.state != RequestState.STOPPED)
    )


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
