"""Is the system fit to work? The same questions for the load balancer, the administrator and the doctor."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import schema, writing_fault
from hiring.i18n import N_
from hiring.jobs.lanes import LANES
from hiring.jobs.models import Job, JobState, WorkerSeen
from hiring.oversight.restarts import Restarts

#: A worker shows life every ten seconds.
SILENT_AFTER = timedelta(seconds=60)
#: So far apart the clocks of two machines may be.
LARGEST_SKEW = timedelta(seconds=5)
#: Work that is due this long is stuck.
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the system, whether it is well, and what was found, in plain words."""

    part: str
    well: bool
    says: str
    remedy: str = ""
    """What to do about it: a sentence in source text, for the doctor and for the administrator's page."""

    to_do: bool = False
    """It is well, but somebody must still do something before the system can be used."""

    def __str__(self) -> str:
        told = f"{self.says}. {self.remedy}" if self.remedy else self.says
        mark = "TROUBLE" if not self.well else "TO DO  " if self.to_do else "ok     "
        return f"{mark}  {self.part:<11} {told}"


_HELD = N_(
    "Another program has been holding the database for seconds: a backup, a shell, an import. "
    "Let it finish; nothing needs to be restarted."
)
_FULL = N_("The disk is full: free some space. Until then nothing can be saved.")
_NOT_OURS = N_(
    "The database can only be read: it belongs to another user of the system, or it is a standby. "
    "Give it back its owner, or correct HIRING_DATABASE_URL."
)
_AWAY = N_(
    "The database does not answer: check whether it is running, and whether HIRING_DATABASE_URL is right."
)
_NO_WORKER = N_("Start a worker on the server: “hiring worker”, or “hiring serve”, which brings one along.")
_NOT_ALL_LANES = N_(
    "The workers that run take only a part of the work: start one without --lanes, or one for the rest."
)
_DOES_NOT_STAY = N_(
    "A process of the server ends again and again soon after its start: "
    "its last messages on the server say why."
)
_CLOCKS = N_("The clocks of the machines differ: set them by the network (NTP), then restart the worker.")
_DAMAGED = N_(
    "This file is damaged, or it is no database: restore the newest backup with “hiring restore”, "
    "or correct HIRING_DATABASE_URL."
)
#: By what the database or the system says: the first that is found.
_REMEDIES = (
    ("locked", _HELD),
    ("lock timeout", _HELD),
    ("full", _FULL),
    ("No space", _FULL),
    ("too large", _FULL),
    ("quota", _FULL),
    ("not a database", _DAMAGED),
    ("malformed", _DAMAGED),
    ("readonly", _NOT_OURS),
    ("only lets itself be read", _NOT_OURS),
    ("ermission denied", _NOT_OURS),
)


def database(engine: Engine) -> Finding:
    """Say whether a row can be written, by writing one and taking it back."""
    probe = insert(WorkerSeen).values(name=f"probe {secrets.token_hex(8)}", lanes="", seen_at=clock.now())
    return unwritable(writing_fault(engine, probe)) or Finding("database", True, "can be written")


def unwritable(fault: str | None) -> Finding | None:
    """Return what to say and to advise about a fault of the database; None where there is none."""
    if fault is None:
        return None
    return Finding("database", False, " ".join(fault.split()), _remedy_for(fault))


def _remedy_for(fault: str) -> str:
    return next((advice for sign, advice in _REMEDIES if sign in fault), _AWAY)


def readiness(session: Session, engine: Engine, instance: Path) -> list[Finding]:
    """Return what `/readyz` asks: can we write, are the tables right, is somebody working, do all stay."""
    found = tables(engine)
    if not found.well:
        fault = unwritable(writing_fault(engine))
        return [fault] if fault else [Finding("database", True, "can be written"), found, worker(session)]
    written = database(engine)
    return [written, found, worker(session), processes(instance)] if written.well else [written]


def processes(instance: Path) -> Finding:
    """Say whether the processes of this machine stay: beside one that does not, another may answer well."""
    if name := Restarts(instance).lately():
        return Finding("processes", False, f"{name} ends again and again", _DOES_NOT_STAY)
    return Finding("processes", True, "stay")


def tables(engine: Engine) -> Finding:
    """Say whether the tables are those of this program, and the program still the one that was started."""
    try:
        now, head = schema.current(engine), schema.head()
    except SQLAlchemyError as error:
        return Finding("migrations", False, " ".join(str(error).split()), _remedy_for(str(error)))
    match schema.standing(now):
        case schema.SchemaState.OLDER:
            says = f"at revision {now or 'none'}, not {head}: run `hiring migrate`"
        case schema.SchemaState.NEWER:
            says = (
                f"at revision {now}, newer than this program, which knows up to {head}: start the newer one"
            )
        case schema.SchemaState.FITTING if schema.revisions_on_disk() != schema.revisions():
            says = f"at revision {now}, but another version was installed over this program: start it anew"
        case schema.SchemaState.FITTING:
            return Finding("migrations", True, f"at revision {now}, the newest")
    return Finding("migrations", False, says)


def worker(session: Session) -> Finding:
    """Say when a worker last showed a sign of life, and whether all work has somebody who does it."""
    try:
        seen = session.execute(select(WorkerSeen.seen_at, WorkerSeen.lanes)).all()
    except SQLAlchemyError:
        return Finding("worker", False, "cannot be asked for before `hiring migrate`")
    if not seen:
        return Finding("worker", False, "none is running", _NO_WORKER)
    now, newest = clock.now(), max(seen_at for seen_at, _ in seen)
    silence = now - newest
    if silence < -LARGEST_SKEW:
        return Finding("worker", False, f"last seen {-silence.total_seconds():.0f} seconds from now", _CLOCKS)
    says = f"last seen {max(silence.total_seconds(), 0):.0f} seconds ago"
    if silence > SILENT_AFTER:
        return Finding("worker", False, says, _NO_WORKER)
    served = {lane for seen_at, lanes in seen if now - seen_at <= SILENT_AFTER for lane in lanes.split(",")}
    if left := [lane for lane in LANES if lane not in served]:
        return Finding("worker", False, f"{says}, but nobody takes {', '.join(left)}", _NOT_ALL_LANES)
    return Finding("worker", True, says)


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
