"""Everything that was rated in one application, with reasons: for the dossier, once it is settled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.banks.tasks import Key, Part, Task
from hiring.rubrics.models import Competency
from hiring.scoring.models import Rating, Review, Settlement
from hiring.scoring.queries.keys import with_keys
from hiring.scoring.queries.tasks import Criterion, tasks_to_rate
from hiring.scoring.rules import ReviewState
from hiring.sittings.models import Sitting
from hiring.sittings.normalising import told_hashes
from hiring.sittings.queries import KeptAnswer, answers_of
from hiring.text import letter_of


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One locked rating. `reviewer` is a letter that stays the same within the application."""

    reviewer: str
    competency: str
    level: int | None
    no_evidence: bool
    reason: str
    quote: str
    nothing_shown: bool
    locale: str
    """In which the reviewer works."""
    further: bool = False
    """Given because two others differed."""
    nothing_to_quote: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """A part of a task, open or closed; `answer` None: the candidate left it open."""

    part: Part
    answer: KeptAnswer | None
    hash_told: str | None = None
    """The hash of the answer as its receipt tells it; None before the hand-in."""


@dataclass(frozen=True, slots=True)
class TaskOfApplication:
    """A task of the assessment, the candidate's answer, and what reviewers gave for it."""

    item_id: int
    task: Task
    competencies: tuple[str, ...]
    """What people rate in it; empty for closed tasks, which their key scores."""
    parts: tuple[AnsweredPart, ...]
    ratings: tuple[RatingRow, ...]
    own_key: Key | None = None
    """Its own key, where the scores were made with a later one, which then stands in `task`."""


@dataclass(frozen=True, slots=True)
class SittingOfApplication:
    """A sitting, as far as its results are concerned."""

    id: int
    assessment_version_id: int
    handed_in_at: datetime | None
    receipt_code: str | None
    settled: bool
    receipt: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class RatingsOfSitting:
    """All tasks in the order of the assessment. Before it is settled there are answers but no ratings."""

    letters: Mapping[int, str]
    """The letter of each reviewer, in order, by the user id under which means are kept.

    Letters follow the order in which the lot fell, so they say nothing about who it is,
    and the same reviewer may have another letter in the next application.
    """
    tasks: tuple[TaskOfApplication, ...]


def sitting_of_application(session: Session, application_id: int) -> SittingOfApplication | None:
    """Return the sitting of an application, if it has begun, and whether its scores stand."""
    row = session.execute(
        select(
            Sitting.id,
            Sitting.assessment_version_id,
            Sitting.handed_in_at,
            Sitting.receipt_code,
            Settlement.settled_at.is_not(None),
            Sitting.receipt,
        )
        .outerjoin(Settlement, Settlement.sitting_id == Sitting.id)
        .where(Sitting.application_id == application_id)
    ).one_or_none()
    return None if row is None else SittingOfApplication(*row)


def ratings_of_sitting(
    session: Session,
    sitting: SittingOfApplication,
    criteria: Sequence[Criterion],
    keys: Mapping[int, int],
) -> RatingsOfSitting:
    """Return tasks, answers and ratings of a sitting that is judged by `criteria`.

    `keys` are the later keys that its scores were made with (`Scores.later_keys`). Ratings are given
    only when the sitting is settled, so that what HR reads first cannot colour what is still being
    judged.
    """
    letters, ratings = _ratings(session, sitting.id) if sitting.settled else ({}, {})
    answers, told = answers_of(session, sitting.id), told_hashes(sitting.receipt)
    asked = tasks_to_rate(session, sitting.assessment_version_id, [one.code for one in criteria])
    return RatingsOfSitting(
        letters,
        tuple(
            TaskOfApplication(
                each.item_id,
                each.task,
                each.competencies,
                tuple(
                    AnsweredPart(
                        part, answers.get((each.item_id, part.key)), told.get((each.task.code, part.key))
                    )
                    for part in each.task.parts
                ),
                tuple(ratings.get(each.item_id, ())),
                each.own_key,
            )
            for each in with_keys(session, asked, keys)
            if not each.task.practice
        ),
    )


def _ratings(session: Session, sitting_id: int) -> tuple[dict[int, str], dict[int, list[RatingRow]]]:
    """Return the letter of every reviewer with a locked review, and what they gave for each task."""
    rows = session.execute(
        select(
            Review.id,
            Review.item_id,
            Review.reviewer_id,
            Competency.code,
            Rating.level,
            Rating.no_evidence,
            Rating.reason,
            Rating.quote,
            Rating.nothing_shown,
            User.locale,
            Review.third,
            Rating.nothing_to_quote,
        )
        .join(User, User.id == Review.reviewer_id)
        .outerjoin(Rating, Rating.review_id == Review.id)
        .outerjoin(Competency, Competency.id == Rating.competency_id)
        .where(Review.sitting_id == sitting_id, Review.state == ReviewState.LOCKED)
        .order_by(Review.item_id, Competency.position, Review.id)
    ).all()
    by_lot = dict.fromkeys(row.reviewer_id for row in sorted(rows, key=lambda row: row.id))
    letters = {reviewer: letter_of(place) for place, reviewer in enumerate(by_lot)}
    ratings: dict[int, list[RatingRow]] = defaultdict(list)
    for _id, item_id, reviewer_id, code, *given in rows:
        if code is not None:  # a review in which nothing was to be rated has one row without
            ratings[item_id].append(RatingRow(letters[reviewer_id], code, *given))
    return letters, ratings
