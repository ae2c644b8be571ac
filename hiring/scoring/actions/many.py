"""See to the reviews of thousands of candidates: asked for at once, done by a worker in pieces."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.i18n import N_
from hiring.jobs.batches import ask_alone
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.jobs.models import Batch
from hiring.openings.models import Opening

ALLOCATE_MANY = JobKind("scoring.allocate_many", BATCHES, N_("Find reviewers for many answers"))
RELEASE_MANY = JobKind("scoring.release_many", BATCHES, N_("Give many answers of a reviewer to others"))

#: So many sittings or reviews are seen to in one transaction: who saves meanwhile must not wait long.
AT_ONCE = 2
#: Up to as many a page does by itself.
AT_MOST_BY_A_PAGE = 20


def allocate_many(session: Session, opening: Opening, sitting_ids: Sequence[int], *, by: Actor) -> Batch:
    """Have a worker find reviewers for these sittings; while it does, asking again is asking once."""
    return ask_alone(
        session, ALLOCATE_MANY, f"{opening.id}", content=sitting_ids, opening_id=opening.id, asked_by=by.id
    )


def release_many(
    session: Session, opening: Opening, reviewer: User, review_ids: Sequence[int], *, by: Actor
) -> Batch:
    """Have a worker give these reviews of a reviewer to others; while it does, asking again is the same."""
    return ask_alone(
        session,
        RELEASE_MANY,
        f"{opening.id}:{reviewer.id}",
        content=review_ids,
        opening_id=opening.id,
        asked_by=by.id,
    )
