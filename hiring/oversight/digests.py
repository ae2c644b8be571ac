"""Mail HR once a day what waits for them: requests about data, adjustments, lost mails, erasures to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.adjustments.models import AdjustmentRequest
from hiring.adjustments.queries import WAITS
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Opening
from hiring.openings.queries import hr_by_opening
from hiring.openings.rules import WRITING
from hiring.oversight.mails import HR_DIGEST
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.queries import coming_erasures
from hiring.privacy.rules import TOLD_AHEAD, PrivacyRequestState, Retention, hours_left

DIGEST = JobKind("oversight.digest", CLOCK, N_("E-mail HR what is waiting for them"))

#: A mail names no more than this, and says how much more there is.
MOST = 50
#: So long a mail that could not be delivered is named; it stands in the outbox for longer.
NAMED_FOR = timedelta(days=7)

Work = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HrWork:
    """What is waiting for the HR members of one opening: plain values for a mail, without names of people."""

    opening: str
    kind: str
    about: Work


def work_to_tell(session: Session, kept: Retention) -> list[HrWork]:
    """Return what waits in all openings, what is most urgent first; nothing is written."""
    now = clock.now()
    return [
        *_requests(session, now),
        *_adjustments(session),
        *_lost_mails(session, now),
        *_erasures(session, kept, now),
    ]


def send_digests(session: Session, found: Sequence[HrWork]) -> None:
    """Queue one mail for every HR member for whom something waits; on one day nobody gets a second one."""
    today = clock.now().date()
    for user, works in _by_reader(session, found):
        send(
            session,
            HR_DIGEST,
            Recipient(user.name, user.email, user.locale),
            key=f"{HR_DIGEST}:{today}:{user.id}",
            works=[{"kind": each.kind, **each.about} for each in works[:MOST]],
            more=max(0, len(works) - MOST),
        )


def _by_reader(session: Session, found: Sequence[HrWork]) -> Iterable[tuple[User, list[HrWork]]]:
    readers = hr_by_opening(session, {each.opening for each in found})
    told: dict[int, tuple[User, list[HrWork]]] = {}
    for each in found:
        for user in readers.get(each.opening, []):
            if user.wants_digest:
                told.setdefault(user.id, (user, []))[1].append(each)
    return told.values()


def _requests(session: Session, now: datetime) -> list[HrWork]:
    rows = session.execute(
        select(PrivacyRequest.id, PrivacyRequest.asks_for, PrivacyRequest.due_at, *_OPENING)
        .join(Opening, Opening.id == PrivacyRequest.opening_id)
        .where(PrivacyRequest.state == PrivacyRequestState.OPEN)
        .order_by(PrivacyRequest.due_at, PrivacyRequest.id)
    )
    return [HrWork(row.public_id, "request", _request(row, now)) for row in rows]


def _request(row: Any, now: datetime) -> Work:
    left = hours_left(row.due_at, now)
    return {**_said(row), "number": row.id, "right": row.asks_for, "due_at": row.due_at, "hours": left}


def _adjustments(session: Session) -> list[HrWork]:
    waiting = (
        select(AdjustmentRequest.opening_id, func.count().label("number"))
        .join(Application, Application.id == AdjustmentRequest.application_id)
        .where(WAITS, Application.stage.in_(WRITING))
        .group_by(AdjustmentRequest.opening_id)
    )
    return _counted(session, "adjustments", waiting)


def _lost_mails(session: Session, now: datetime) -> list[HrWork]:
    lately: ColumnElement[bool] = func.coalesce(Message.not_before, Message.created_at) > now - NAMED_FOR
    lost = (
        select(Message.opening_id, func.count().label("number"))
        .where(Message.state == MessageState.FAILED, Message.opening_id.is_not(None), lately)
        .group_by(Message.opening_id)
    )
    return _counted(session, "mails", lost)


def _counted(session: Session, kind: str, numbers: Any) -> list[HrWork]:
    counted = numbers.subquery()
    rows = session.execute(
        select(counted.c.number, *_OPENING)
        .join(Opening, Opening.id == counted.c.opening_id)
        .order_by(Opening.id)
    )
    return [HrWork(row.public_id, kind, {**_said(row), "number": row.number}) for row in rows]


def _erasures(session: Session, kept: Retention, now: datetime) -> list[HrWork]:
    return [
        HrWork(
            each.public_id,
            "erasure",
            {"title": each.title, "place": "", "zone": each.zone, "number": each.number, "at": each.at},
        )
        for each in coming_erasures(session, kept, now + TOLD_AHEAD, most=1000)
    ]


_OPENING = Opening.public_id, Opening.title, Opening.place, Opening.zone


def _said(row: Any) -> Work:
    return {"title": row.title, "place": row.place, "zone": row.zone}
