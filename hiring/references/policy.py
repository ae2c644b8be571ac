"""Who may name referees, answer as one, and look after requests."""

from hiring.accounts.rules import Actor, Audience, Permission, is_hr
from hiring.openings.policy import is_candidate, is_hr_of
from hiring.references.models import KindExcuse, ReferenceFlag, ReferenceRequest


def is_referee(actor: Actor, thing: object) -> bool:
    """Came in by the link of a request; what is shown is the actor's own request."""
    return actor.audience is Audience.REFEREE


def is_hr_of_its_opening(actor: Actor, thing: ReferenceRequest | KindExcuse | ReferenceFlag) -> bool:
    return is_hr_of(actor, thing.application)


NAME_REFEREES = Permission(
    "references:name",
    any_of=[[is_candidate]],
    says="Name one's own referees, until they are written to",
    audience=Audience.CANDIDATE,
)
ANSWER = Permission(
    "references:answer",
    any_of=[[is_referee]],
    says="Answer or decline one's own reference request",
    audience=Audience.REFEREE,
)
SEE_REQUESTS = Permission(
    "references:see-requests",
    any_of=[[is_hr_of]],
    says="See the reference requests of an application; ask the named referees",
)
TEND_REQUEST = Permission(
    "references:tend-request",
    any_of=[[is_hr_of_its_opening]],
    says="Remind a referee, send a new link or copy it, cancel a request, correct the name or address, "
    "let somebody be contacted again who had asked not to be",
)
SETTLE_EXCUSE = Permission(
    "references:settle-excuse",
    any_of=[[is_hr_of_its_opening]],
    says="Do without a referee of a kind that a candidate can name nobody of, or ask the candidate again",
)
CLOSE_FLAG = Permission(
    "references:close-flag",
    any_of=[[is_hr_of_its_opening]],
    says="Close a hint that something about a referee is to be looked at, with a reason",
)
LIST_SILENT = Permission(
    "references:list-silent",
    any_of=[[is_hr]],
    says="List the referees of one's own openings who have not answered",
)
