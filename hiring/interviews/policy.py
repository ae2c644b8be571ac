"""Who arranges interviews, and who holds them."""

from hiring.accounts.rules import Actor, Audience, Permission, is_reviewer
from hiring.interviews.models import InterviewCard
from hiring.interviews.rules import CardState, sees_scores
from hiring.openings.policy import is_candidate, is_hr_of


def is_its_interviewer(actor: Actor, card: InterviewCard) -> bool:
    return actor.id == card.interviewer_id and card.state in {CardState.OPEN, CardState.LOCKED}


def knows_no_scores(actor: Actor, card: InterviewCard) -> bool:
    """Does not see the scores of the opening; who has come to see them since no longer interviews."""
    return not sees_scores(actor.id, card.interview.opening.members)


PLAN = Permission(
    "interviews:plan",
    any_of=[[is_hr_of]],
    says="Choose what is asked in the interviews of an opening and who may hold them, list the interviews",
)
ARRANGE = Permission(
    "interviews:arrange",
    any_of=[[is_hr_of]],
    says="Invite a candidate to an interview, change it, call it off, read the cards once all are locked",
)
INTERVIEW = Permission("interviews:interview", any_of=[[is_reviewer]], says="List one's own interviews")
RATE_INTERVIEW = Permission(
    "interviews:rate",
    any_of=[[is_reviewer, is_its_interviewer, knows_no_scores]],
    says="Hold an interview one was chosen for: note, rate and lock alone, without seeing task scores",
)
OWN_INTERVIEW = Permission(
    "interviews:own",
    any_of=[[is_candidate]],
    says="Read when and where one's own interview is, and take it into one's calendar",
    audience=Audience.CANDIDATE,
)
