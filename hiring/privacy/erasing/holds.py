"""Erase why a whole opening was held, once that is over: the reason may name whoever is erased."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer
from hiring.audit.erasing import begin_erasure, erase_beside
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_hold
from hiring.privacy.models import RetentionHold


def begin_holds(session: Session, opening_id: int, *, by: Doer) -> None:
    """Have the trail say that the reasons go for which the whole opening was held."""
    for each in _ended(session, opening_id):
        begin_erasure(session, about_hold(each.id), opening_id=opening_id, application_id=None, by=by)


def erase_holds(session: Session, opening_id: int) -> None:
    """Erase those reasons of which the trail says it; a hold that ended meanwhile waits for the next."""
    for each in _ended(session, opening_id):
        if erasure_of(session, about_hold(each.id)) is not None:
            erase_beside(session, about_hold(each.id))
            each.reason = ""
    session.flush()


def _ended(session: Session, opening_id: int) -> Sequence[RetentionHold]:
    return session.scalars(
        select(RetentionHold)
        .where(
            RetentionHold.opening_id == opening_id,
            RetentionHold.application_id.is_(None),
            RetentionHold.ended_at.is_not(None),
            RetentionHold.reason != "",
        )
        .order_by(RetentionHold.id)
    ).all()
