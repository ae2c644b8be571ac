"""Referee and candidate in one browser within minutes: a moment is noted, no browser, and soon forgotten.

Nothing is told apart by address, device or cookie of its own: whoever comes in ends the session that was
open in that browser, and whose session that was is known for this one moment.
"""

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor, Audience
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.openings.models import Application
from hiring.openings.rules import ENDED
from hiring.references import queries
from hiring.references.actions.flags import look_at_referee
from hiring.references.models import ReferenceFlag, ReferenceRequest
from hiring.references.rules import BESIDE_WITHIN, LIFE_OF_A_LINK, FlagKind

FORGET_BROWSERS = JobKind(
    "references.forget_browsers", CLOCK, N_("Forget which referees were in a candidate’s browser")
)


def note_referee_after(
    session: Session, request: ReferenceRequest, before: tuple[Actor, datetime] | None
) -> None:
    """Note that a referee comes in where the candidate was signed in, and at work within minutes."""
    if before is None:
        return
    actor, seen_at = before
    own = actor.audience is Audience.CANDIDATE and actor.id == request.application_id
    if own and clock.now() - seen_at <= BESIDE_WITHIN:
        request.beside_at = clock.now()
        session.flush()


def note_candidate_after(session: Session, application_id: int, before: Actor, seen_at: datetime) -> None:
    """Note that a candidate comes in where a referee of theirs was signed in, and at work within minutes."""
    if before.audience is not Audience.REFEREE or clock.now() - seen_at > BESIDE_WITHIN:
        return
    request = queries.request_by_id(session, before.id)
    if request is None or request.application_id != application_id:
        return
    queries.lock_request(session, request)
    request.beside_at = clock.now()
    session.flush()
    if request.reference is not None:
        look_at_referee(session, request.id)


def forget_browsers(session: Session) -> None:
    """Forget what was noted of browsers, and the hints made of it, once the application has ended.

    What nobody answered to is forgotten with the link at the latest.
    """
    ended = select(Application.id).where(Application.stage.in_(ENDED))
    of_ended = select(ReferenceRequest.id).where(ReferenceRequest.application_id.in_(ended))
    made_of_it = ReferenceFlag.kind == FlagKind.SAME_BROWSER
    session.execute(delete(ReferenceFlag).where(made_of_it, ReferenceFlag.request_id.in_(of_ended)))
    old = ReferenceRequest.beside_at < clock.now() - LIFE_OF_A_LINK
    session.execute(
        update(ReferenceRequest)
        .where(ReferenceRequest.beside_at.is_not(None), or_(old, ReferenceRequest.application_id.in_(ended)))
        .values(beside_at=None)
    )
