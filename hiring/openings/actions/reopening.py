"""Open an opening again that has closed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import events
from hiring.openings.actions.openings import ClosingRefused, close_when_due, let_links_live, lock, name_of
from hiring.openings.models import Application, Opening
from hiring.openings.rules import OpeningState, Stage, may_be_reopened


class ReopeningRefused(HiringError):
    """A decision was taken because nobody could come any more."""

    sentence = N_(
        "This opening cannot be opened again: somebody has been decided on, and in this opening decisions "
        "are taken only once nobody can come any more."
    )


def reopen_opening(session: Session, opening: Opening, closes_at: datetime, reason: str, *, by: Doer) -> None:
    """Have a closed opening take candidates until `closes_at`; links that were not revoked work as long.

    Who had expired stays so until invited again. Reopening what is open changes nothing. Raises
    ReopeningRefused once somebody was decided on who had to wait for the end, and ClosingRefused.
    """
    lock(session, opening)
    if opening.state == OpeningState.OPEN:
        return
    if not can_be_reopened(session, opening):
        raise ReopeningRefused
    if closes_at <= clock.now():
        raise ClosingRefused
    opening.state, opening.closed_at, opening.closes_at = OpeningState.OPEN, None, closes_at
    let_links_live(session, opening)
    session.flush()
    close_when_due(session, opening, again=True)
    deed = events.OpeningReopened(opening.id, name_of(opening), closes_at.isoformat(), reason)
    audit.record(session, deed, by=by)


def can_be_reopened(session: Session, opening: Opening) -> bool:
    """Say whether a closed opening may take candidates again."""
    decided = select(Application.id).where(
        Application.opening_id == opening.id, Application.stage == Stage.DECIDED
    )
    return may_be_reopened(
        opening.state,
        decide_before_closing=opening.decide_before_closing,
        anybody_decided=session.scalar(decided.limit(1)) is not None,
    )
