"""Give answers to reviewers, and to others when one steps aside."""

from collections.abc import Sequence
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.masking.actions import mask_answers
from hiring.openings.models import Application, Opening
from hiring.openings.rules import UNDER_REVIEW
from hiring.scoring.actions.controls import give_controls
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.drawing import drawn_review
from hiring.scoring.actions.settlement import held_sitting, settle_scoring
from hiring.scoring.events import ReviewsAllocated
from hiring.scoring.models import AnswerToRate, Review
from hiring.scoring.queries.allocation import (
    Lacking,
    answers_with_missing,
    knowing_whose,
    open_load,
    panel_ids,
    reviewers_of_sitting,
)
from hiring.scoring.queries.excuses import excuses_of
from hiring.scoring.queries.tasks import criteria_of_rubric, tasks_to_rate
from hiring.scoring.rules import needs_review, pick_reviewers
from hiring.scoring.third_readings import goes_on_at
from hiring.sittings.models import Sitting
from hiring.sittings.queries import answers_of

PASS_ON = JobKind("scoring.pass_on", CLOCK, N_("Give a further reading to somebody else"))

#: All drawing of lots. From the operating system, so that nobody can foresee who gets what.
chance: Random = SystemRandom()


def allocate_reviews(session: Session, sitting_id: int, *, by: Doer = SYSTEM) -> int:
    """Give every answer of a handed-in sitting the reviewers it lacks; return how many reviews that made.

    An answer needs reviewers when people rate something in its task and the candidate
    wrote something; an empty answer is no evidence, not a low level. Running this again
    changes nothing, unless the panel has grown where reviewers were missing. A sitting
    in which nothing needs review is settled at once.
    """
    sitting, application = held_sitting(session, sitting_id)
    if application.stage not in UNDER_REVIEW:
        return 0
    mask_answers(session, sitting.id)  # nobody is to read an answer that still says whose it is
    needed = _note_answers_to_rate(session, sitting, session.get_one(Opening, application.opening_id))
    made = fill_up(session, sitting.id, application, by=by)
    count_soon(session, application.opening_id)
    if not needed:
        settle_scoring(session, sitting.id, by=by)
    return made


def allocate_missing(session: Session, sitting_ids: Sequence[int], *, by: Doer) -> int:
    """Give the answers of some sittings that lack reviewers to whoever has joined the panel.

    Returns how many reviews that made. A few sittings at a time, in the order of their ids:
    nobody else can write meanwhile.
    """
    return sum(allocate_reviews(session, sitting_id, by=by) for sitting_id in sitting_ids)


def fill_up(session: Session, sitting_id: int, application: Application, *, by: Doer) -> int:
    """Allocate what is missing in one sitting, to members of the panel who have not seen the answer."""
    answers = answers_with_missing(session, sitting_id)
    chosen = _choose(session, application, sitting_id, answers)
    # All are drawn before any is added: each look into the database would write those before it.
    reviews = [
        new_review(session, each.answer, one, third=place >= each.whole)
        for each in answers
        for place, one in enumerate(chosen[each.answer.item_id])
    ]
    session.add_all(reviews)
    for each in answers:
        each.answer.lacking = each.number - len(chosen[each.answer.item_id])
    session.flush()
    for review in reviews:
        if review.third:
            pass_on_when_held_too_long(session, review)
    whole = [(review.item_id, review.reviewer_id) for review in reviews if not review.third]
    give_controls(session, application.opening_id, whole, chance)
    if reviews:
        record(session, ReviewsAllocated(application.opening_id, application.id, len(reviews)), by=by)
    return len(reviews)


def _note_answers_to_rate(session: Session, sitting: Sitting, opening: Opening) -> bool:
    """Write down which answers people rate, and return whether there are any that must have reviewers."""
    rubric = [one.code for one in criteria_of_rubric(session, opening.rubric_version_id)]
    answers = answers_of(session, sitting.id)
    excused = excuses_of(session, opening.id, [sitting.id])[sitting.id]
    noted = set(session.scalars(select(AnswerToRate.item_id).where(AnswerToRate.sitting_id == sitting.id)))
    for asked in tasks_to_rate(session, sitting.assessment_version_id, rubric):
        values = {part: kept.value for (item_id, part), kept in answers.items() if item_id == asked.item_id}
        if asked.item_id not in noted and needs_review(asked.task, rubric, values):
            noted.add(asked.item_id)
            session.add(
                AnswerToRate(
                    sitting_id=sitting.id,
                    item_id=asked.item_id,
                    opening_id=opening.id,
                    raters=0 if asked.item_id in excused else opening.raters_per_answer,
                )
            )
    session.flush()
    of_people = select(AnswerToRate.item_id).where(
        AnswerToRate.sitting_id == sitting.id, AnswerToRate.raters > 0
    )
    return session.scalar(of_people.limit(1)) is not None


def _choose(
    session: Session, application: Application, sitting_id: int, answers: Sequence[Lacking]
) -> dict[int, list[int]]:
    """Return who is to review each answer, by task: the least loaded, with what each is given here.

    Whoever knows the candidate by name, as an interviewer does, is given none.
    """
    if not any(each.number for each in answers):
        return {each.answer.item_id: [] for each in answers}
    knowing = knowing_whose(session, application.id)
    panel = [one for one in panel_ids(session, application.opening_id) if one not in knowing]
    load, had, chosen = open_load(session, panel), reviewers_of_sitting(session, sitting_id), {}
    for each in answers:
        item_id = each.answer.item_id
        free = {one: load[one] for one in panel if (item_id, one) not in had}
        chosen[item_id] = pick_reviewers(free, each.number, chance)
        for one in chosen[item_id]:
            load[one] += 1
    return chosen


def new_review(session: Session, answer: AnswerToRate, reviewer_id: int, *, third: bool) -> Review:
    """Return a review of an answer for somebody, under a name drawn by lot."""

    of = {"opening_id": answer.opening_id, "sitting_id": answer.sitting_id, "item_id": answer.item_id}
    return drawn_review(session, reviewer_id, chance, **of, third=third)


def pass_on_when_held_too_long(session: Session, review: Review, at: datetime | None = None) -> None:
    """Have a worker look whether somebody works on a further reading that was given to them."""
    session.flush()
    due = at or goes_on_at(review.allocated_at, None)
    key = f"{PASS_ON}:{review.id}:{due.isoformat()}"
    enqueue(session, PASS_ON, key=key, run_after=due, review_id=review.id)
