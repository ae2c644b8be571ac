"""Hold data that would be erased when their time is over, and let them go again."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.privacy import events
from hiring.privacy.models import RetentionHold
from hiring.privacy.queries import standing_hold


class HeldAlready(HiringError):
    """There is a hold for the same."""

    sentence = N_("These data are held already. End the hold first if the reason has changed.")


def hold(
    session: Session, opening_id: int, application_id: int | None, reason: str, *, by: Doer
) -> RetentionHold:
    """Have data of an opening, or of one application, not be erased when their time is over.

    Raises HeldAlready, and PersonErased where there is nothing left to hold.
    """
    if application_id is not None:
        require_unerased(session, application_id, kept=reason)
    if standing_hold(session, opening_id, application_id) is not None:
        raise HeldAlready
    made = RetentionHold(
        opening_id=opening_id,
        application_id=application_id,
        reason=reason,
        held_by=by.id if isinstance(by, Actor) else None,
    )
    session.add(made)
    session.flush()
    of_opening = made.id if application_id is None else None
    held = events.RetentionHeld(opening_id, application_id, made.id, of_opening, reason)
    audit.record(session, held, by=by)
    return made


def let_go(session: Session, held: RetentionHold, *, by: Doer) -> None:
    """End a hold; one that has ended stays as it is."""
    session.refresh(held, ["ended_at"], with_for_update={"of": RetentionHold, "key_share": True})
    if held.ended_at is not None:
        return
    held.ended_at = clock.now()
    session.flush()
    audit.record(session, events.RetentionHoldEnded(held.opening_id, held.application_id, held.id), by=by)
