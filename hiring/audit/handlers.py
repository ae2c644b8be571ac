"""What follows from an event: work of its own for each thing, so that one that fails takes no other along.

A capability handles the events of those below it; nothing else makes one capability set off another
that lies above it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hiring.audit.details import whole_details
from hiring.audit.events import kind_of, name_of
from hiring.audit.models import AuditEntry
from hiring.capability import Contribution, ExtensionPoint
from hiring.jobs.kinds import JOBS, JobKind, job
from hiring.jobs.lanes import EVENTS


@dataclass(frozen=True, slots=True)
class Handler:
    """The kind of work that follows from a kind of event."""

    event: type
    kind: JobKind


HANDLERS: ExtensionPoint[Handler] = ExtensionPoint("what follows from events")


def handled(
    event: type, kind: str, title: str, does: Callable[[Session, Any], object]
) -> Iterator[Contribution]:
    """Contribute that `does(session, event)` follows from each event of a kind.

    `kind` names the work in the queue, `title` for people. It must be safe to be done twice.
    """
    work = JobKind(kind, EVENTS, title)

    @job(work)
    def follow(session: Session, *, entry_id: int) -> None:
        does(session, event(**whole_details(session, session.get_one(AuditEntry, entry_id), kind_of(event))))

    yield HANDLERS(Handler(event, work))
    yield JOBS(follow)


def followed(session: Session) -> Mapping[str, list[JobKind]]:
    """Return the kinds of work that follow, by the name of the event."""
    found: dict[str, list[JobKind]] = {}
    for each in HANDLERS.behind(session):
        found.setdefault(name_of(each.event), []).append(each.kind)
    return found
