"""The scores of what is settled, for many applications in few questions to the database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from hiring.openings.models import Application, Opening
from hiring.rubrics.models import Competency
from hiring.scoring.models import AnswerToRate, Rating, Review, Settlement
from hiring.scoring.queries.tasks import Criterion, TaskToRate, criteria_of_rubric, tasks_to_rate
from hiring.scoring.rules import ReviewState
from hiring.scoring.scores import (
    AskedTask,
    GivenRating,
    Scores,
    WeightedCompetency,
    competency_scores,
)
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class ScoresOfApplication:
    application_id: int
    scores: Scores
    fewer_reason: str | None
    """Why HR let it stand with fewer ratings than planned, if so."""


def scores_of_opening(session: Session, opening_id: int) -> dict[int, ScoresOfApplication]:
    """Return the scores of every settled application of an opening, by application id.

    Whoever is not in it is not scored yet. The number of questions to the database does
    not grow with the number of candidates.
    """
    return _scores(session, opening_id, Sitting.application_id == Application.id)


def scores_of_application(session: Session, application_id: int) -> ScoresOfApplication | None:
    """Return the scores of one application, or None while its answers are not all scored."""
    opening_id = session.scalar(select(Application.opening_id).where(Application.id == application_id))
    if opening_id is None:
        return None
    return _scores(session, opening_id, Application.id == application_id).get(application_id)


def competencies_of_opening(session: Session, opening_id: int) -> tuple[Criterion, ...]:
    """Return the competencies of the opening's rubric in their order, with weights and anchors."""
    rubric_version_id = session.scalar(select(Opening.rubric_version_id).where(Opening.id == opening_id))
    return criteria_of_rubric(session, rubric_version_id)


def _scores(session: Session, opening_id: int, which: ColumnElement[bool]) -> dict[int, ScoresOfApplication]:
    opening = session.get(Opening, opening_id)
    if opening is None or not opening.rubric_version_id or not opening.assessment_version_id:
        return {}
    rubric = criteria_of_rubric(session, opening.rubric_version_id)
    tasks = tasks_to_rate(session, opening.assessment_version_id, [one.code for one in rubric])
    settled = session.execute(
        select(Settlement.sitting_id, Sitting.application_id, Settlement.fewer_reason)
        .join(Sitting, Sitting.id == Settlement.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(Settlement.opening_id == opening_id, which)
    ).all()
    sitting_ids = [row.sitting_id for row in settled]
    answered, given = _answered(session, sitting_ids), _given(session, sitting_ids)
    weights = [WeightedCompetency(one.code, one.weight) for one in rubric]
    return {
        row.application_id: ScoresOfApplication(
            row.application_id,
            competency_scores(
                given[row.sitting_id],
                weights,
                tasks=_asked(tasks, answered[row.sitting_id]),
                tolerance=opening.tolerance,
            ),
            row.fewer_reason,
        )
        for row in settled
    }


def _asked(tasks: Sequence[TaskToRate], answered: set[int]) -> list[AskedTask]:
    return [AskedTask(each.item_id, frozenset(each.competencies), each.item_id in answered) for each in tasks]


def _answered(session: Session, sitting_ids: Sequence[int]) -> dict[int, set[int]]:
    answered: dict[int, set[int]] = defaultdict(set)
    for sitting_id, item_id in session.execute(
        select(AnswerToRate.sitting_id, AnswerToRate.item_id).where(AnswerToRate.sitting_id.in_(sitting_ids))
    ):
        answered[sitting_id].add(item_id)
    return answered


def _given(session: Session, sitting_ids: Sequence[int]) -> dict[int, list[GivenRating]]:
    given: dict[int, list[GivenRating]] = defaultdict(list)
    rows = session.execute(
        select(Review.sitting_id, Review.item_id, Review.reviewer_id, Competency.code, Rating.level)
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Review.sitting_id.in_(sitting_ids), Review.state == ReviewState.LOCKED)
        .order_by(Review.sitting_id, Review.id, Competency.position)
    )
    for sitting_id, item_id, reviewer_id, competency, level in rows:
        given[sitting_id].append(GivenRating(item_id, reviewer_id, competency, level))
    return given
