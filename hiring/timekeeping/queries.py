"""Compare the clock with everything that knows better."""

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.jobs.models import WorkerSeen
from hiring.timekeeping.models import ClockWitness
from hiring.timekeeping.rules import Doubt


def compared(session: Session) -> ClockWitness | None:
    """Anchor this process where the others of this machine are, and return that."""
    witness = session.get(ClockWitness, clock.boot(), populate_existing=True)
    if witness is not None:
        clock.MACHINE.anchor(witness.at, witness.elapsed)
    clock.MACHINE.compared = True
    return witness


def doubt(session: Session) -> Doubt | None:
    """Return why the clock cannot be trusted now, or None."""
    witness = compared(session)
    if clock.MACHINE.step():
        return Doubt.SET
    if session.get_bind().dialect.name == "postgresql":
        theirs: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        if abs(theirs - clock.now()) > clock.TOLERANCE:
            return Doubt.DATABASE
    newest, forgiven = newest_moment(session), witness.forgiven if witness else None
    if newest is not None and newest > max(filter(None, (clock.now(), forgiven))) + clock.TOLERANCE:
        return Doubt.BEHIND
    if witness is not None and witness.asked and not clock.synchronised():
        return Doubt.SILENT
    return None


def newest_moment(session: Session) -> datetime | None:
    """Return the newest moment that was written down: in the trail, by a worker, or by a machine."""
    return max((moment for moment in session.execute(_NEWEST).one() if moment is not None), default=None)


_NEWEST = select(
    select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1).scalar_subquery(),
    select(func.max(WorkerSeen.seen_at)).scalar_subquery(),
    select(func.max(ClockWitness.at)).scalar_subquery(),
)
