"""What follows from what: the whole story of a candidate in one table.

Read top to bottom. Nothing else in the code base makes one capability set off
another that lies above it, so a reaction that is not here does not happen.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import FOLLOWED
from hiring.audit.models import AuditEntry
from hiring.jobs.registry import job
from hiring.openings.facts import ApplicationExpired, ApplicationWithdrawn, OpeningClosed
from hiring.references import actions as references
from hiring.scoring import actions as scoring
from hiring.sittings import jobs as sittings
from hiring.sittings.facts import SittingHandedIn

Reaction = Callable[[Session, Any], object]

REACTIONS: dict[type, tuple[Reaction, ...]] = {
    OpeningClosed: (lambda session, fact: sittings.close_with_opening(session, fact.opening_id),),
    SittingHandedIn: (
        lambda session, fact: scoring.allocate_reviews(session, fact.sitting_id),
        lambda session, fact: references.ask_soon(session, fact.application_id),
    ),
    ApplicationWithdrawn: (
        lambda session, fact: references.cancel_open_requests(session, fact.application_id, by=SYSTEM),
        lambda session, fact: scoring.end_reviews(session, fact.application_id),
    ),
    ApplicationExpired: (
        lambda session, fact: references.cancel_open_requests(session, fact.application_id, by=SYSTEM),
    ),
}


def register() -> None:
    """Tell the audit trail which facts a worker must see to."""
    FOLLOWED.update(fact.__name__ for fact in REACTIONS)


@job("react")
def react(session: Session, *, entry_id: int) -> None:
    """Do what follows from one audit entry."""
    entry = session.get_one(AuditEntry, entry_id)
    for fact, reactions in REACTIONS.items():
        if fact.__name__ == entry.fact:
            for reaction in reactions:
                reaction(session, fact(**entry.details))
