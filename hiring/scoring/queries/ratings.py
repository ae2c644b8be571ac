"""Everything that was rated in one application, with reasons: for the dossier, once it is settled."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.banks.tasks import Part, Task
from hiring.openings.models import Application, Opening
from hiring.rubrics.models import Competency
from hiring.scoring.models import Rating, Review, Settlement
from hiring.scoring.queries.tasks import criteria_of_rubric, tasks_to_rate
from hiring.scoring.rules import ReviewState, letter_of
from hiring.sittings.models import Sitting
from hiring.sittings.queries import KeptAnswer, answers_of


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One locked rating. `reviewer` is a letter that stays the same within the application."""

    reviewer: str
    competency: str
    level: int | None
    no_evidence: bool
    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """A part of a task, open or closed; `answer` None: the candidate left it open."""

    part: Part
    answer: KeptAnswer | None


@dataclass(frozen=True, slots=True)
class TaskOfApplication:
    """A task of the assessment, the candidate's answer, and what reviewers gave for it."""

    item_id: int
    task: Task
    competencies: tuple[str, ...]
    """What people rate in it; empty for closed tasks, which their key scores."""
    parts: tuple[AnsweredPart, ...]
    ratings: tuple[RatingRow, ...]


@dataclass(frozen=True, slots=True)
class RatingsOfApplication:
    """All tasks in the order of the assessment. Before it is settled there are answers but no ratings."""

    settled: bool
    reviewers: tuple[str, ...]
    """The letters in use, in order."""
    tasks: tuple[TaskOfApplication, ...]


def ratings_of_application(session: Session, application_id: int) -> RatingsOfApplication | None:
    """Return tasks, answers and ratings of an application, or None when it has no sitting.

    Ratings are given only when the sitting is settled, so that what HR reads first
    cannot colour what is still being judged.
    """
    row = session.execute(
        select(Sitting.id, Sitting.assessment_version_id, Opening.rubric_version_id, Settlement.settled_at)
        .join(Application, Application.id == Sitting.application_id)
        .join(Opening, Opening.id == Application.opening_id)
        .outerjoin(Settlement, Settlement.sitting_id == Sitting.id)
        .where(Sitting.application_id == application_id)
    ).one_or_none()
    if row is None:
        return None
    settled = row.settled_at is not None
    letters = reviewer_letters(session, row.id) if settled else {}
    ratings = _ratings(session, row.id, letters) if settled else {}
    answers = answers_of(session, row.id)
    rubric = [one.code for one in criteria_of_rubric(session, row.rubric_version_id)]
    return RatingsOfApplication(
        settled,
        tuple(letters.values()),
        tuple(
            TaskOfApplication(
                each.item_id,
                each.task,
                each.competencies,
                tuple(AnsweredPart(part, answers.get((each.item_id, part.key))) for part in each.task.parts),
                tuple(ratings.get(each.item_id, ())),
            )
            for each in tasks_to_rate(session, row.assessment_version_id, rubric)
            if not each.task.practice
        ),
    )


def reviewer_letters(session: Session, sitting_id: int) -> dict[int, str]:
    """Return the letter of each reviewer with a locked review of this sitting, by user id.

    Letters follow the order in which the lot fell, so they say nothing about who it is,
    and the same reviewer may have another letter in the next application.
    """
    reviewers = session.scalars(
        select(Review.reviewer_id)
        .where(Review.sitting_id == sitting_id, Review.state == ReviewState.LOCKED)
        .group_by(Review.reviewer_id)
        .order_by(func.min(Review.id))
    )
    return {reviewer: letter_of(place) for place, reviewer in enumerate(reviewers)}


def _ratings(session: Session, sitting_id: int, letters: dict[int, str]) -> dict[int, list[RatingRow]]:
    rows = session.execute(
        select(
            Review.item_id,
            Review.reviewer_id,
            Competency.code,
            Rating.level,
            Rating.no_evidence,
            Rating.reason,
            Rating.quote,
        )
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Review.sitting_id == sitting_id, Review.state == ReviewState.LOCKED)
        .order_by(Review.item_id, Competency.position, Review.id)
    )
    ratings: dict[int, list[RatingRow]] = defaultdict(list)
    for item_id, reviewer_id, code, level, no_evidence, reason, quote in rows:
        rating = RatingRow(letters[reviewer_id], code, level, no_evidence, reason, quote)
        ratings[item_id].append(rating)
    return ratings
