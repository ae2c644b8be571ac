"""What a worker does about its own table, once a day."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import db
from hiring.db.purging import purge
from hiring.i18n import N_
from hiring.jobs.batches import forget_failed
from hiring.jobs.kinds import JobKind, job
from hiring.jobs.lanes import CLOCK
from hiring.jobs.models import Job, JobState

#: How long finished work can still be looked up. A key that must hold for longer has a row of its own.
KEPT_FOR = timedelta(days=7)


def _purge(session: Session) -> int:
    finished = Job.state.in_((JobState.DONE, JobState.CANCELLED))
    return purge(db.engine, Job.id, finished & (Job.done_at < clock.now() - KEPT_FOR))


PURGE = JobKind("jobs.purge", CLOCK, N_("Remove finished work from the list"))


@job(PURGE, first=_purge, every=timedelta(days=1))
def note_purged(session: Session, gone: int) -> None:
    """Once finished work is gone, let go of what a batch had left that nobody went on with for as long."""
    forget_failed(session, clock.now() - KEPT_FOR)
