"""Set until when reviewers of an opening are to have rated, and hiring managers to have decided."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.audit.actions import Doer
from hiring.errors import StalePage
from hiring.fingerprints import mark_of
from hiring.openings import events
from hiring.openings.models import Opening
from hiring.openings.rules import DueDates


def dates_mark(opening: Opening) -> str:
    """Return the mark of the dates of an opening: what the page that sets them shows."""
    dates = (opening.reviews_due_at, opening.decisions_due_at)
    return mark_of([date.isoformat() if date else None for date in dates])


def set_dates(session: Session, opening: Opening, dates: DueDates, *, seen: str, by: Doer) -> None:
    """Set both dates; hiring managers are reminded anew of a date that is another one now.

    Raises StalePage when somebody else has set others since the page was shown.
    """
    session.refresh(opening, ["reviews_due_at", "decisions_due_at"], with_for_update={"key_share": True})
    if dates == DueDates(opening.reviews_due_at, opening.decisions_due_at):
        return
    if seen != dates_mark(opening):
        raise StalePage
    if dates.decisions != opening.decisions_due_at:
        opening.decisions_reminded_at = None
    opening.reviews_due_at, opening.decisions_due_at = dates.reviews, dates.decisions
    session.flush()
    told = (date.isoformat(timespec="minutes") if date else "" for date in (dates.reviews, dates.decisions))
    audit.record(session, events.DueDatesSet(opening.id, *told), by=by)
