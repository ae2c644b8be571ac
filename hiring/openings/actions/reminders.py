"""Remind candidates who have not handed in, by the link they have already."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record_all
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.mail.actions import Mailing, send_all, take_back
from hiring.mail.models import Message
from hiring.openings import events, queries
from hiring.openings.actions.invitations import mailing_with_newest, newest_link
from hiring.openings.closing_time import is_reminding_time
from hiring.openings.models import Application, Invitation, Opening
from hiring.openings.rules import (
    REMINDER_REST,
    InvitationState,
    NotReminded,
    why_not_reminded,
)

REMIND_DUE = JobKind("openings.remind_due", EVENTS, N_("Remind candidates before an opening closes"))
REMINDER = "reminder"
#: So many people are reminded in one transaction.
AT_ONCE = 50


def why_not(application: Application, newest: Invitation | None) -> NotReminded | None:
    """Return why this candidate, whose `newest` link this is, cannot be reminded now; None where that can be.

    Needs `opening` and `allowance` loaded.
    """
    now = clock.now()
    works = newest is not None and newest.state != InvitationState.REVOKED and newest.expires_at > now
    return why_not_reminded(
        application.stage,
        link_works=works,
        may_begin=application.may_begin_at(now),
        reminded_at=application.reminded_at,
        now=now,
    )


def can_be_reminded(application: Application) -> bool:
    return why_not(application, newest_link(application)) is None


def remind(session: Session, opening: Opening, public_ids: Collection[str], *, by: Doer) -> int:
    """Remind the named candidates of an opening; return how many will be.

    Left out is who cannot be reminded by now, so that doing it twice reminds everybody once.
    """
    held = queries.applications_held(session, opening.id, public_ids)
    return _send(session, opening, [one for one in held if can_be_reminded(one)], by=by)


def remind_some(session: Session, opening_id: int, *, after: int) -> int | None:
    """Remind a piece of those who have not begun and whose moment has come, whose id is above `after`.

    Nobody is reminded by the clock who was reminded before, or was mailed a link within a day.
    Return after which id the next piece begins, None where there is none.
    """
    now, opening = clock.now(), session.get_one(Opening, opening_id, populate_existing=True)
    held = queries.unreminded(session, opening, now, after=after, limit=AT_ONCE)
    going = [one for one in held if _is_due(opening, one) and can_be_reminded(one)]
    _send(session, opening, going, by=SYSTEM)
    return held[-1].id if len(held) == AT_ONCE else None


def _is_due(opening: Opening, application: Application) -> bool:
    now, newest = clock.now(), newest_link(application)
    rested = newest is not None and now - newest.created_at >= REMINDER_REST
    return rested and is_reminding_time(application.closes_at, opening.remind_days, opening.zone, now)


def _send(session: Session, opening: Opening, going: Sequence[Application], *, by: Doer) -> int:
    now = clock.now()
    send_all(session, REMINDER, [reminder_to(opening, one) for one in going], opening_id=opening.id)
    for application in going:
        application.reminded_at = now
    session.flush()
    record_all(session, [events.CandidateReminded(opening.id, one.id) for one in going], by=by)
    return len(going)


def reminder_to(opening: Opening, application: Application) -> Mailing:
    """Return the reminder to one candidate: with the newest link, which stays as it is."""
    mailing = mailing_with_newest(opening, application)
    key = f"{REMINDER}:{application.id}:{clock.now().isoformat()}"
    return replace(mailing, key=key, values={**mailing.values, "closes_at": application.closes_at})


def take_reminders_back(session: Session, application: Application) -> None:
    """Have no reminder go out any more to who has begun or handed in meanwhile."""
    if application.reminded_at is not None:
        take_back(session, Message.application_id == application.id, Message.template == REMINDER)
