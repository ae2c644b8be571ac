"""What follows from what: the whole story of a candidate in one table.

Read top to bottom. Nothing else in the code base makes one capability set off
another that lies above it, so a reaction that is not here does not happen. Each is
a job of its own: one that fails takes none of the others along.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import FOLLOWED
from hiring.audit.models import AuditEntry
from hiring.jobs.actions import enqueue
from hiring.jobs.lanes import EVENTS
from hiring.jobs.registry import job
from hiring.openings.facts import ApplicationExpired, ApplicationWithdrawn, OpeningClosed
from hiring.references import actions as references
from hiring.scoring import actions as scoring
from hiring.sittings import jobs as sittings
from hiring.sittings.facts import SittingHandedIn

Reaction = Callable[[Session, Any], object]

#: For each fact the kinds of work that follow from it, and what each does.
REACTIONS: dict[type, dict[str, Reaction]] = {
    OpeningClosed: {
        "react.hand_in_waiting": lambda session, fact: sittings.close_with_opening(session, fact.opening_id),
    },
    SittingHandedIn: {
        "react.allocate_reviews": lambda session, fact: scoring.allocate_reviews(session, fact.sitting_id),
        "react.ask_referees": lambda session, fact: references.ask_soon(session, fact.application_id),
    },
    ApplicationWithdrawn: {
        "react.spare_referees_of_withdrawn": lambda session, fact: references.cancel_open_requests(
            session, fact.application_id, by=SYSTEM
        ),
        "react.end_reviews": lambda session, fact: scoring.end_reviews(session, fact.application_id),
    },
    ApplicationExpired: {
        "react.spare_referees_of_expired": lambda session, fact: references.cancel_open_requests(
            session, fact.application_id, by=SYSTEM
        ),
    },
}


def register() -> None:
    """Tell the audit trail which work follows from which fact, and workers how it is done."""
    for fact, reactions in REACTIONS.items():
        FOLLOWED[fact.__name__] = tuple(reactions)
        for kind, reaction in reactions.items():
            job(kind, lane=EVENTS)(_on(fact, reaction))


def _on(fact: type, reaction: Reaction) -> Callable[..., None]:
    def react(session: Session, *, entry_id: int) -> None:
        reaction(session, fact(**session.get_one(AuditEntry, entry_id).details))

    return react


@job("react", lane=EVENTS)
def react(session: Session, *, entry_id: int) -> None:
    """Ask for everything that follows from an entry: work that an earlier version has left in the queue."""
    for kind in FOLLOWED.get(session.get_one(AuditEntry, entry_id).fact, ()):
        enqueue(session, kind, key=f"{kind}:{entry_id}", entry_id=entry_id)
