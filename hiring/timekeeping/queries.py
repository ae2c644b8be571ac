"""Compare the clock with everything that knows better."""

from datetime import datetime

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.jobs.models import WorkerSeen
from hiring.timekeeping.models import ClockWitness
from hiring.timekeeping.rules import ClockDoubt


def compared(session: Session) -> ClockWitness | None:
    """Anchor this process where the others of this machine are, and return that."""
    witness = session.get(ClockWitness, clock.boot(), populate_existing=True)
    if witness is not None:
        clock.MACHINE.anchor(witness.at, witness.elapsed)
    clock.MACHINE.compared = True
    return witness


def doubt(session: Session) -> ClockDoubt | None:
    """Return why the clock cannot be trusted now, or None."""
    witness = compared(session)
    if clock.MACHINE.step():
        return ClockDoubt.SET
    theirs, newest = _moments(session)
    if theirs is not None and abs(theirs - clock.now()) > clock.TOLERANCE:
        return ClockDoubt.DATABASE
    forgiven = witness.forgiven if witness else None
    if newest is not None and newest > max(filter(None, (clock.now(), forgiven))) + clock.TOLERANCE:
        return ClockDoubt.BEHIND
    if witness is not None and witness.asked and not clock.synchronised():
        return ClockDoubt.SILENT
    return None


def newest_moment(session: Session) -> datetime | None:
    """Return the newest moment that was written down: in the trail, by a worker, or by a machine."""
    return _moments(session)[1]


def _moments(session: Session) -> tuple[datetime | None, datetime | None]:
    """Return what time it is by the clock of the database, if it has one, and the newest moment in it."""
    has_one = session.get_bind().dialect.name == "postgresql"
    theirs, *written = session.execute(_NEWEST_AND_NOW if has_one else _NEWEST).one()
    return theirs, max((moment for moment in written if moment is not None), default=None)


_WRITTEN = (
    select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1).scalar_subquery(),
    select(func.max(WorkerSeen.seen_at)).scalar_subquery(),
    select(func.max(ClockWitness.at)).scalar_subquery(),
)
_NEWEST = select(null(), *_WRITTEN)
_NEWEST_AND_NOW = select(func.clock_timestamp(), *_WRITTEN)
