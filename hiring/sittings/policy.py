"""Who may sit an assessment: the candidate of the application, and nobody else."""

from typing import Any

from hiring.accounts.rules import Actor, Audience, Permission
from hiring.openings.policy import is_candidate


def is_its_candidate(actor: Actor, place: Any) -> bool:
    """The sitting belongs to the application by whose link the actor came in."""
    return actor.audience is Audience.CANDIDATE and actor.id == place.application_id


TAKE_ASSESSMENT = Permission(
    "sittings:take",
    any_of=[[is_candidate]],
    says="See one's own steps, tasks, receipt and status; begin and finish sections; hand in",
    audience=Audience.CANDIDATE,
)
WRITE_ANSWERS = Permission(
    "sittings:write-answers",
    any_of=[[is_its_candidate]],
    says="Save answers of one's own sitting",
    audience=Audience.CANDIDATE,
)
