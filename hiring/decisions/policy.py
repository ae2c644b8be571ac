"""Who may see the shortlist of an opening, and decide."""

from hiring.accounts.rules import Actor, Permission, is_hiring_manager
from hiring.decisions.models import ScoreFile
from hiring.decisions.rules import may_be_decided
from hiring.openings.models import Application
from hiring.openings.policy import is_hiring_manager_of, is_hr_of


def is_scored(actor: Actor, application: Application) -> bool:
    """All its answers are scored: before that, those who decide do not see it."""
    return may_be_decided(application.stage)


def asked_for_it(actor: Actor, asked: ScoreFile) -> bool:
    """A table that was asked for is there for whoever asked, and for nobody else."""
    return asked.asked_by == actor.id


def is_hr_of_its_opening(actor: Actor, asked: ScoreFile) -> bool:
    return is_hr_of(actor, asked.opening)


def is_hiring_manager_of_its_opening(actor: Actor, asked: ScoreFile) -> bool:
    return is_hiring_manager_of(actor, asked.opening)


def holds_scored_only(_actor: Actor, asked: ScoreFile) -> bool:
    """Nobody is in it whom those who decide do not see."""
    return asked.scored_only


LIST_SHORTLISTS = Permission(
    "decisions:list-shortlists",
    any_of=[[is_hiring_manager]],
    says="List the openings one decides about",
)
SEE_SHORTLIST = Permission(
    "decisions:see-shortlist",
    any_of=[[is_hr_of], [is_hiring_manager_of]],
    says="See the scored candidates of an opening side by side",
)
DECIDE = Permission(
    "decisions:decide",
    any_of=[[is_hr_of], [is_hiring_manager_of, is_scored]],
    says="Record a decision about a scored application, with its reason",
)
DECIDE_MANY = Permission(
    "decisions:decide-many",
    any_of=[[is_hr_of], [is_hiring_manager_of]],
    says="Record one decision about several scored candidates of an opening, with its reason",
)
TAKE_SCORES = Permission(
    "decisions:take-scores",
    any_of=[[is_hr_of], [is_hiring_manager_of]],
    says="Download scores and ratings of an opening; hiring managers those of scored candidates",
)
TAKE_SCORE_FILE = Permission(
    "decisions:take-score-file",
    any_of=[
        [asked_for_it, is_hr_of_its_opening],
        [asked_for_it, is_hiring_manager_of_its_opening, holds_scored_only],
    ],
    says="See how far a table of scores is that one has asked for, and download it",
)
TELL = Permission(
    "decisions:tell",
    any_of=[[is_hr_of]],
    says="Send candidates of an opening the letters about decisions, set from when they are told",
)
