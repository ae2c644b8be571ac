"""Have nothing be left between the rows of an SQLite file, once for all erasures until it is done."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.jobs.models import Job, JobState

WRITE_ANEW = JobKind("privacy.write_anew", CLOCK, N_("Rewrite the database after somebody was erased"))

#: A smaller file is written anew in a second, whoever is at work.
QUICKLY_WRITTEN = 16 * 1024 * 1024
#: A larger one keeps everybody waiting: it is written in these hours of the night, while no candidate writes.
NIGHT = range(1, 5)
#: After so long by day, too: the machine may be switched off at night.
BY_DAY_AFTER = timedelta(days=2)
#: After so long whoever writes.
WAITS_AT_MOST = timedelta(days=2, hours=12)
_EVERY = timedelta(minutes=30)
#: A transaction that erases may take so long to end.
_ROOM = timedelta(minutes=5)


def write_anew_soon(session: Session) -> None:
    """Have a worker write the database anew within the hour, or at night where that takes long."""
    if _is_asked_for(session):
        return  # it begins once this transaction has ended: both want the one lock there is
    after = clock.now() + _ROOM
    begun = (after - datetime.min.replace(tzinfo=UTC)) % _EVERY
    moment = after + (_EVERY - begun)
    enqueue(
        session,
        WRITE_ANEW,
        key=f"{WRITE_ANEW}:{moment.isoformat()}",
        run_after=moment,
        since=clock.now().isoformat(),
    )


def _is_asked_for(session: Session) -> bool:
    waits = Job.kind == WRITE_ANEW.name, Job.state == JobState.QUEUED
    return session.scalar(select(Job.id).where(*waits).limit(1)) is not None


def may_write_anew(since: datetime, now: datetime, *, zone: str, somebody_writes: bool) -> bool:
    """Say whether a large file is written now for erasures since that moment."""
    if now >= since + WAITS_AT_MOST:
        return True
    is_night = now.astimezone(ZoneInfo(zone)).hour in NIGHT
    return not somebody_writes and (is_night or now >= since + BY_DAY_AFTER)
