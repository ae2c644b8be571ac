"""Grant one candidate time that others do not get."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.openings.actions.openings import EXPIRE_LATE
from hiring.openings.models import Application, Invitation, TimeAllowance
from hiring.openings.rules import INVITABLE, GrantedTime, InvitationState, Stage


class TimeRefused(HiringError):
    """Time is to be granted to somebody who writes no more."""

    sentence = N_(
        "This candidate has handed in or the application has ended: nothing can be granted any more."
    )


class ClosingTooEarly(HiringError):
    """A closing moment of one's own is a later one."""

    status = 422
    sentence = N_("This must be later than the closing time of the opening, and in the future.")


class LaterClosingNeeded(ClosingTooEarly):
    """Time in sections is of no use to somebody who may not begin any more."""

    sentence = N_("This application has expired. It continues only with a later closing time.")


def grant_time(session: Session, application: Application, granted: GrantedTime) -> GrantedTime:
    """Set what one candidate is granted and return what it was before; links live as long.

    The row of the application is held: whoever begins a section waits, or is waited for. Needs
    `opening` loaded. Raises TimeRefused, ClosingTooEarly and LaterClosingNeeded.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    session.refresh(application, ["allowance"])
    if application.allowance is not None:
        session.refresh(application.allowance)
    before = application.granted
    if granted == before:
        return before
    stage = Stage(application.stage)
    if stage not in INVITABLE:
        raise TimeRefused
    if stage == Stage.EXPIRED and granted.closes_at is None:
        raise LaterClosingNeeded
    if granted.closes_at is not None and granted.closes_at != before.closes_at:
        _require_later(application, granted)
    known = application.allowance or TimeAllowance(application_id=application.id)
    known.per_cent, known.minutes = granted.per_cent, granted.minutes
    known.break_minutes, known.closes_at = granted.break_minutes, granted.closes_at
    application.allowance = known
    session.flush()
    _let_links_live(session, application)
    return before


def _require_later(application: Application, granted: GrantedTime) -> None:
    everybody = application.opening.closes_at
    if granted.closes_at is None or everybody is None:
        return
    if granted.closes_at <= max(everybody, clock.now()):
        raise ClosingTooEarly


def _let_links_live(session: Session, application: Application) -> None:
    """Have the links of the candidate work, and the application wait, until the later moment."""
    closes_at = application.granted.closes_at
    if closes_at is None:
        return
    still = Invitation.application_id == application.id, Invitation.state != InvitationState.REVOKED
    session.execute(
        update(Invitation).where(*still, Invitation.expires_at < closes_at).values(expires_at=closes_at)
    )
    enqueue(
        session,
        EXPIRE_LATE,
        key=f"{EXPIRE_LATE}:{application.opening_id}:{application.id}:{closes_at.isoformat()}",
        run_after=closes_at,
        opening_id=application.opening_id,
        application_id=application.id,
    )
