"""Who may do what with openings and applications."""

from hiring.accounts.rules import Actor, Audience, Permission, is_hiring_manager, is_hr
from hiring.openings.models import Application, Opening
from hiring.openings.rules import MemberRole, Stage


def _opening(thing: Opening | Application) -> Opening:
    return thing.opening if isinstance(thing, Application) else thing


def _is_member(actor: Actor, thing: Opening | Application, role: MemberRole) -> bool:
    return any(member.user_id == actor.id and member.role == role for member in _opening(thing).members)


def is_hr_of(actor: Actor, thing: Opening | Application) -> bool:
    """HR of this very opening; needs `members` loaded."""
    return is_hr(actor, thing) and _is_member(actor, thing, MemberRole.HR)


def is_hiring_manager_of(actor: Actor, thing: Opening | Application) -> bool:
    return is_hiring_manager(actor, thing) and _is_member(actor, thing, MemberRole.HIRING_MANAGER)


def is_used(_actor: Actor, application: Application) -> bool:
    """The candidate has not asked that the data be used no more."""
    return application.stage != Stage.STOPPED


def is_candidate(actor: Actor, thing: object) -> bool:
    """Came in by the link of an invitation; what is shown is the actor's own application."""
    return actor.audience is Audience.CANDIDATE


START_OPENINGS = Permission(
    "openings:start", any_of=[[is_hr]], says="List one's openings, start the draft of a new one"
)
RUN_OPENING = Permission(
    "openings:run", any_of=[[is_hr_of]], says="See, edit, open and close an opening; invite candidates"
)
RUN_APPLICATION = Permission(
    "openings:run-application",
    any_of=[[is_hr_of]],
    says="See how far one candidate is, remind, invite again, copy the link, end sessions, remove, "
    "correct name, address, CV and what was stated",
)
STATE_OWN_FACTS = Permission(
    "openings:state-own-facts",
    any_of=[[is_candidate]],
    says="State one's own education, experience, links and CV",
    audience=Audience.CANDIDATE,
)
