"""What a worker does about the trail."""

from sqlalchemy.orm import Session

from hiring.audit.events import present_name
from hiring.audit.handlers import followed
from hiring.audit.models import AuditEntry
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind, job
from hiring.jobs.lanes import EVENTS

FOLLOW = JobKind("follow", EVENTS, N_("Do what follows from an event"))


@job(FOLLOW)
def follow(session: Session, *, entry_id: int) -> None:
    """Ask for everything that follows from an entry: work that an earlier version has left in the queue."""
    for kind in followed(session).get(present_name(session.get_one(AuditEntry, entry_id).event), ()):
        enqueue(session, kind, key=f"{kind}:{entry_id}", entry_id=entry_id)
