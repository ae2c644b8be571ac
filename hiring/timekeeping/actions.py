"""Note how the clock stands when the program starts, hold what cannot be undone, take a person's word."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.db.once import insert_once
from hiring.jobs.actions import look_again
from hiring.jobs.kinds import TryLater
from hiring.timekeeping import events, queries
from hiring.timekeeping.models import ClockWitness
from hiring.timekeeping.rules import DOUBT_SENTENCES, LONGEST_SILENCE

#: So often work that is held looks again.
LOOK_AGAIN = timedelta(minutes=1)


def note_start(session: Session) -> None:
    """Keep how the clock of this machine stands, unless another process has since it was switched on."""
    known = queries.compared(session)
    if known is None:
        known = _first_witness(session)
    if not clock.MACHINE.step():
        known.at, known.elapsed = clock.MACHINE.here()
    session.flush()


def _first_witness(session: Session) -> ClockWitness:
    """Write down how the clock stands, or return what another process of this machine has just written."""
    at, elapsed = clock.MACHINE.here()
    newest = queries.newest_moment(session)
    silent = newest is not None and at - newest > LONGEST_SILENCE
    witness = {"boot": clock.boot(), "at": at, "elapsed": elapsed, "asked": silent}
    session.execute(insert_once(session, ClockWitness, "boot").values(witness))
    written = queries.compared(session)
    assert written is not None  # noqa: S101  (this process or another has written it)
    return written


def require_trusted(session: Session) -> None:
    """Let work that cannot be undone wait while the clock is doubted. Raises TryLater."""
    found = queries.doubt(session)
    if found is not None:
        raise TryLater(DOUBT_SENTENCES[found], after=LOOK_AGAIN)


def confirm_clock(session: Session, *, by: Doer) -> timedelta:
    """Take somebody's word that the clock is right now; return by how much it had been set."""
    witness, step = queries.compared(session), clock.MACHINE.step()
    at, elapsed = clock.MACHINE.here()
    newest = queries.newest_moment(session)
    witness = witness or _first_witness(session)
    witness.at, witness.elapsed, witness.asked, witness.forgiven = at, elapsed, False, newest
    session.flush()
    clock.MACHINE.anchor(at, elapsed)
    look_again(session, DOUBT_SENTENCES.values())  # by a clock that was ahead it would wait for days
    audit.record(session, events.ClockConfirmed(seconds=round(step.total_seconds())), by=by)
    return step
