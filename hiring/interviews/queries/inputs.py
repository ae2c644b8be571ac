"""What second totals are made of: locked cards, scores after tasks, and the shares of the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from hiring.interviews.models import Interview, InterviewCard, InterviewNote, InterviewPlan
from hiring.interviews.queries.plans import plan_of, questions_of, tasks_measuring
from hiring.interviews.rules import CardState, shares_of_interviews
from hiring.interviews.scores import InterviewInput, InterviewPolicy, levels_given
from hiring.openings.models import Opening
from hiring.scoring.models import ApplicationScore
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.scores import standing_scores
from hiring.scoring.queries.tasks import criteria_of_rubric
from hiring.scoring.score_rules import MEANS
from hiring.scoring.scores import WeightedCompetency


def shares_that_count(session: Session, opening: Opening, plan: InterviewPlan) -> dict[str, int]:
    """Return how many per cent of each competency the interviews of an opening give."""
    asked = [each.competency.code for each in questions_of(session, opening, plan) if each.competency]
    by_tasks = {code for code, tasks in tasks_measuring(session, opening).items() if tasks}
    return shares_of_interviews(dict.fromkeys(asked), by_tasks, plan.shares)


def interview_inputs(
    session: Session, opening_id: int, application_ids: Sequence[int]
) -> dict[int, InterviewInput]:
    """Return what the second totals of these few applications of one opening are made of.

    Only of those whose scores after tasks stand, and whose interview every interviewer has locked
    who holds it: at least two.
    """
    locked = _locked_by(session, application_ids)
    scored = standing_scores(session, ApplicationScore.application_id.in_(list(locked)))
    plan = plan_of(session, opening_id)
    if plan is None or not scored:
        return {}
    policy = _policy(session, opening_id, plan)
    means = _means(session, opening_id, {one.sitting_id: one.application_id for one in scored})
    given = _given(session, opening_id, plan, list(means))
    inputs = {
        application_id: InterviewInput(
            policy, by_tasks, frozenset(locked[application_id]), levels_given(given[application_id])
        )
        for application_id, by_tasks in means.items()
    }
    return {application_id: each for application_id, each in inputs.items() if each.ready}


def _policy(session: Session, opening_id: int, plan: InterviewPlan) -> InterviewPolicy:
    opening = session.get_one(Opening, opening_id)
    rubric = criteria_of_rubric(session, opening.rubric_version_id)
    return InterviewPolicy(
        tuple(WeightedCompetency(one.code, one.weight) for one in rubric),
        shares_that_count(session, opening, plan),
        tolerance=opening.tolerance,
    )


def _means(
    session: Session, opening_id: int, sittings: Mapping[int, int]
) -> dict[int, dict[str, Fraction | None]]:
    """Return the exact scores after tasks, by application; `sittings` says whose sitting is whose."""
    inputs = score_inputs(session, opening_id, list(sittings))
    return {sittings[sitting_id]: MEANS[given.policy.rule](given) for sitting_id, given in inputs.items()}


def _locked_by(session: Session, application_ids: Sequence[int]) -> dict[int, set[int]]:
    """Return who has locked, of the interviews that nobody has still open, by application."""
    other = aliased(InterviewCard)
    still_open = exists().where(other.interview_id == Interview.id, other.state == CardState.OPEN)
    found: dict[int, set[int]] = defaultdict(set)
    for application_id, user_id in session.execute(
        select(Interview.application_id, InterviewCard.interviewer_id)
        .join(InterviewCard, InterviewCard.interview_id == Interview.id)
        .where(
            Interview.application_id.in_(application_ids),
            InterviewCard.state == CardState.LOCKED,
            ~still_open,
        )
        .order_by(InterviewCard.id)
    ):
        found[application_id].add(user_id)
    return found


def _given(
    session: Session, opening_id: int, plan: InterviewPlan, application_ids: Sequence[int]
) -> dict[int, list[tuple[int, str, str, int | None, bool]]]:
    opening = session.get_one(Opening, opening_id)
    questions = questions_of(session, opening, plan)
    asked = {each.code: each.competency.code for each in questions if each.competency}
    found: dict[int, list[tuple[int, str, str, int | None, bool]]] = defaultdict(list)
    for application_id, user_id, question, level, not_shown in session.execute(
        select(
            Interview.application_id,
            InterviewCard.interviewer_id,
            InterviewNote.question,
            InterviewNote.level,
            InterviewNote.not_shown,
        )
        .join(InterviewCard, InterviewCard.interview_id == Interview.id)
        .join(InterviewNote, InterviewNote.card_id == InterviewCard.id)
        .where(
            Interview.application_id.in_(application_ids),
            InterviewCard.state == CardState.LOCKED,
            InterviewNote.asked,
        )
        .order_by(InterviewNote.id)
    ):
        if question in asked:
            found[application_id].append((user_id, question, asked[question], level, not_shown))
    return found
