"""Is the system fit to work? The same questions for the load balancer, the administrator and the doctor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.models import Job, JobState, WorkerSeen
from hiring.store import schema, writing_fault

#: A worker shows life every ten seconds.
SILENT_AFTER = timedelta(seconds=60)
#: Work that is due this long is stuck.
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the system, whether it is well, and what was found, in plain words."""

    part: str
    well: bool
    says: str

    def __str__(self) -> str:
        return f"{'ok     ' if self.well else 'TROUBLE'}  {self.part:<12}{self.says}"


def readiness(session: Session, engine: Engine) -> list[Finding]:
    """Return what `/readyz` asks: can we write, are the tables right, is somebody working."""
    fault = writing_fault(engine)
    database = Finding("database", fault is None, fault or "can be written")
    if not database.well:
        return [database]
    return [database, tables(engine), worker(session)]


def tables(engine: Engine) -> Finding:
    """Say whether the tables are those of this program, and the program still the one that was started."""
    try:
        now, head = schema.current(engine), schema.head()
    except SQLAlchemyError as error:
        return Finding("migrations", False, str(error))
    match schema.standing(now):
        case schema.Standing.OLDER:
            says = f"at revision {now or 'none'}, not {head}: run `hiring migrate`"
        case schema.Standing.NEWER:
            says = (
                f"at revision {now}, newer than this program, which knows up to {head}: start the newer one"
            )
        case schema.Standing.FITTING if schema.revisions_on_disk() != schema.revisions():
            says = f"at revision {now}, but another version was installed over this program: start it anew"
        case schema.Standing.FITTING:
            return Finding("migrations", True, f"at revision {now}, the newest")
    return Finding("migrations", False, says)


def worker(session: Session) -> Finding:
    """Say when a worker last showed a sign of life."""
    try:
        seen: datetime | None = session.scalar(select(func.max(WorkerSeen.seen_at)))
    except SQLAlchemyError:
        return Finding("worker", False, "cannot be asked for before `hiring migrate`")
    if seen is None:
        return Finding("worker", False, "none is running: start `hiring worker`")
    silence = clock.now() - seen
    return Finding("worker", silence <= SILENT_AFTER, f"last seen {int(silence.total_seconds())} seconds ago")


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much work waits, and since when the longest."""

    waiting: int
    dead: int
    oldest: datetime | None

    @property
    def stuck(self) -> bool:
        return self.oldest is not None and clock.now() - self.oldest > STUCK_AFTER


def backlog(session: Session) -> Backlog:
    """Return the work that is due but not done, and the work that was given up."""
    due = (Job.state == JobState.QUEUED) & (Job.run_after <= clock.now())
    waiting, oldest = session.execute(select(func.count(), func.min(Job.run_after)).where(due)).one()
    dead = session.scalar(select(func.count()).where(Job.state == JobState.DEAD)) or 0
    return Backlog(waiting, dead, oldest)
