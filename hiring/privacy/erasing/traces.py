"""Have nothing be left between the rows of an SQLite file, once for all erasures of half an hour."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK

WRITE_ANEW = JobKind("privacy.write_anew", CLOCK, N_("Write the database anew after somebody was erased"))

#: A smaller file is written anew in a second, whoever is at work.
QUICKLY_WRITTEN = 16 * 1024 * 1024
#: A larger one waits for a moment in which no candidate writes, but no longer than this.
WAITS_AT_MOST = timedelta(days=1)
_EVERY = timedelta(minutes=30)
#: A transaction that erases may take so long to end.
_ROOM = timedelta(minutes=5)


def write_anew_soon(session: Session) -> None:
    """Have a worker write the database anew within the hour."""
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


def must_not_wait(since: str) -> bool:
    """Say whether the erasures since that moment have waited long enough."""
    return clock.now() >= datetime.fromisoformat(since) + WAITS_AT_MOST
