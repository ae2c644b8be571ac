"""Compare the clock with everything that knows better."""

from datetime import datetime

from sqlalchemy import bindparam, func, literal, null, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.jobs.models import WorkerSeen
from hiring.timekeeping.models import ClockWitness
from hiring.timekeeping.rules import ClockDoubt


def compared(session: Session) -> ClockWitness | None:
    """Anchor this process where the others of this machine are, and return that."""
    return _anchored(session.get(ClockWitness, clock.boot(), populate_existing=True))


def _anchored(witness: ClockWitness | None) -> ClockWitness | None:
    if witness is not None:
        clock.MACHINE.anchor(witness.at, witness.elapsed)
    clock.MACHINE.compared = True
    return witness


def doubt(session: Session) -> ClockDoubt | None:
    """Return why the clock cannot be trusted now, or None."""
    witness, *moments = session.execute(
        _WITNESS_AND_MOMENTS[_has_a_clock(session)],
        {"boot": clock.boot()},
        execution_options={"populate_existing": True},
    ).one()
    _anchored(witness)
    if clock.MACHINE.step():
        return ClockDoubt.SET
    theirs, newest = _theirs_and_newest(*moments)
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
    return _theirs_and_newest(*session.execute(_NEWEST).one())[1]


def _theirs_and_newest(
    theirs: datetime | None, *written: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """Return what time it is by the clock of the database, if it has one, and the newest moment in it."""
    return theirs, max((moment for moment in written if moment is not None), default=None)


def _has_a_clock(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


_WRITTEN = (
    select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1).scalar_subquery(),
    select(func.max(WorkerSeen.seen_at)).scalar_subquery(),
    select(func.max(ClockWitness.at)).scalar_subquery(),
)
_NEWEST = select(null(), *_WRITTEN)
_OF_THIS_MACHINE = select(literal(1).label("one")).subquery()
#: By whether the database has a clock of its own.
_WITNESS_AND_MOMENTS = {
    has_one: select(ClockWitness, func.clock_timestamp() if has_one else null(), *_WRITTEN)
    .select_from(_OF_THIS_MACHINE)
    .outerjoin(ClockWitness, ClockWitness.boot == bindparam("boot"))
    for has_one in (True, False)
}
