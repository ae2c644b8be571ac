"""What follows from what: the whole story of a candidate in one table.

Read top to bottom. Nothing else in the code base makes one capability set off
another that lies above it: what is not here does not happen. Each is
a job of its own: one that fails takes none of the others along.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts import jobs as accounts_jobs
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import FOLLOWED
from hiring.audit.events import name_of, present_name
from hiring.audit.models import AuditEntry
from hiring.jobs import jobs as jobs_jobs
from hiring.jobs.actions import enqueue
from hiring.jobs.lanes import EVENTS
from hiring.jobs.registry import job
from hiring.mail import jobs as mail_jobs
from hiring.openings import jobs as openings_jobs
from hiring.openings.events import ApplicationExpired, ApplicationWithdrawn, OpeningClosed
from hiring.references import actions as references
from hiring.references import jobs as references_jobs
from hiring.reports import jobs as reports_jobs
from hiring.scoring import actions as scoring
from hiring.scoring import jobs as scoring_jobs
from hiring.sittings import jobs as sittings
from hiring.sittings.events import SittingHandedIn

#: The rooms whose work the worker does: importing them makes it known.
WORK = (
    accounts_jobs,
    jobs_jobs,
    mail_jobs,
    openings_jobs,
    scoring_jobs,
    sittings,
    references_jobs,
    reports_jobs,
)

Handler = Callable[[Session, Any], object]

#: For each event the kinds of work that follow from it, and what each does.
HANDLERS: dict[type, dict[str, Handler]] = {
    OpeningClosed: {
        "react.hand_in_waiting": lambda session, event: sittings.close_with_opening(
            session, event.opening_id
        ),
    },
    SittingHandedIn: {
        "react.allocate_reviews": lambda session, event: scoring.allocate_reviews(session, event.sitting_id),
        "react.ask_referees": lambda session, event: references.ask_soon(session, event.application_id),
    },
    ApplicationWithdrawn: {
        "react.spare_referees_of_withdrawn": lambda session, event: references.cancel_open_requests(
            session, event.application_id, by=SYSTEM
        ),
        "react.end_reviews": lambda session, event: scoring.end_reviews(session, event.application_id),
    },
    ApplicationExpired: {
        "react.spare_referees_of_expired": lambda session, event: references.cancel_open_requests(
            session, event.application_id, by=SYSTEM
        ),
    },
}


def register() -> None:
    """Tell the audit trail which work follows from which event, and workers how it is done."""
    for event, handlers in HANDLERS.items():
        FOLLOWED[name_of(event)] = tuple(handlers)
        for kind, handler in handlers.items():
            job(kind, lane=EVENTS)(_on(event, handler))


def _on(event: type, handler: Handler) -> Callable[..., None]:
    def react(session: Session, *, entry_id: int) -> None:
        handler(session, event(**session.get_one(AuditEntry, entry_id).details))

    return react


@job("react", lane=EVENTS)
def react(session: Session, *, entry_id: int) -> None:
    """Ask for everything that follows from an entry: work that an earlier version has left in the queue."""
    for kind in FOLLOWED.get(present_name(session.get_one(AuditEntry, entry_id).event), ()):
        enqueue(session, kind, key=f"{kind}:{entry_id}", entry_id=entry_id)
