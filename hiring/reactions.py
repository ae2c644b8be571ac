"""What follows from what: the whole story of a candidate in one table.

Read top to bottom. Nothing else in the code base makes one capability set off
another that lies above it, so a reaction that is not here does not happen.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from hiring.audit.actions import FOLLOWED
from hiring.audit.models import AuditEntry
from hiring.jobs.registry import job
from hiring.scoring import actions as scoring
from hiring.sittings.facts import SittingHandedIn

Reaction = Callable[[Session, Any], object]

REACTIONS: dict[type, tuple[Reaction, ...]] = {
    SittingHandedIn: (lambda session, fact: scoring.allocate_reviews(session, fact.sitting_id),),
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
