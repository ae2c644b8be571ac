"""How far the reviewers of an opening are with its tasks, and how near they come: for HR."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.calibration.models import CalibrationRating, CalibrationWaiver
from hiring.calibration.rules import (
    CalibrationState,
    Levels,
    Nearness,
    expert_levels,
    levels_for,
    nearness,
    state_of,
)
from hiring.db.keyset import Cursor, Key, Page, read_page, read_text, read_whole
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole
from hiring.scoring.queries.tasks import TaskToRate, criteria_of_rubric, tasks_to_rate

#: Lines of reviewers and tasks on the page.
_ROWS_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class ReviewerOnTask:
    """How far one reviewer is with one task of the opening."""

    reviewer_id: int
    reviewer_public_id: str
    name: str
    item_id: int
    task_public_id: str
    task: Localised
    answers: int
    rated: int
    state: CalibrationState
    last_rated_at: datetime | None
    waiver: CalibrationWaiver | None


@dataclass(frozen=True, slots=True)
class ReviewerNearness:
    """How near one reviewer came over all tasks of the opening."""

    name: str
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class CalibrationOfOpening:
    rows: tuple[ReviewerOnTask, ...]
    """Reviewer by reviewer as the page has them, for each task by task."""
    near: tuple[ReviewerNearness, ...]
    without: tuple[Localised, ...]
    """Tasks that are rated and have no calibration answers."""
    reviewers: Page[User]


_NOBODY: Page[User] = Page([], 0)


def calibration_of_opening(session: Session, opening: Opening, cursor: Cursor) -> CalibrationOfOpening:
    """Return how far a page of the reviewers, by name, is with every task that is rated."""
    if opening.assessment_version_id is None or opening.calibration_within is None:
        return CalibrationOfOpening((), (), (), _NOBODY)
    rated = _rated_tasks(session, opening, opening.assessment_version_id)
    compared = [each for each in rated if each.task.calibration]
    page = _reviewers(session, opening.id, cursor, size=max(1, _ROWS_ON_A_PAGE // max(1, len(compared))))
    read = _read(session, opening.id, opening.calibration_within, page.rows, compared)
    near = [(user.name, nearness(read.pairs(user, compared))) for user in page.rows]
    return CalibrationOfOpening(
        tuple(read.row(user, task) for user in page.rows for task in compared),
        tuple(ReviewerNearness(name, found) for name, found in near if found),
        tuple(each.task.title for each in rated if not each.task.calibration),
        page,
    )


def nearness_of_panel(session: Session, opening: Opening) -> dict[int, Nearness]:
    """Return by their numbers how near the reviewers of an opening came who rated anything."""
    if opening.assessment_version_id is None or opening.calibration_within is None:
        return {}
    rated = _rated_tasks(session, opening, opening.assessment_version_id)
    compared = [each for each in rated if each.task.calibration]
    people = list(session.scalars(_REVIEWERS, {"opening_id": opening.id}))
    read = _read(session, opening.id, opening.calibration_within, people, compared)
    near = ((user.id, nearness(read.pairs(user, compared))) for user in people)
    return {number: found for number, found in near if found}


def reviewer_on_task(
    session: Session, opening: Opening, reviewer_id: str, task_id: str
) -> ReviewerOnTask | None:
    """Return how far one reviewer is with one task, both by public id; None where that is not asked for."""
    if opening.assessment_version_id is None or opening.calibration_within is None:
        return None
    rated = _rated_tasks(session, opening, opening.assessment_version_id)
    ids = _public_ids(session, [each.item_id for each in rated])
    tasks = [each for each in rated if ids[each.item_id] == task_id and each.task.calibration]
    named = _REVIEWERS.where(User.public_id == reviewer_id)
    people = list(session.scalars(named, {"opening_id": opening.id}))
    read = _read(session, opening.id, opening.calibration_within, people, tasks)
    return next((read.row(user, task) for user in people for task in tasks), None)


def _rated_tasks(session: Session, opening: Opening, version_id: int) -> list[TaskToRate]:
    rubric = [each.code for each in criteria_of_rubric(session, opening.rubric_version_id)]
    return [each for each in tasks_to_rate(session, version_id, rubric) if each.competencies]


_REVIEWERS = (
    select(User)
    .join(OpeningMember, OpeningMember.user_id == User.id)
    .where(OpeningMember.opening_id == bindparam("opening_id"), OpeningMember.role == MemberRole.REVIEWER)
)


def _reviewers(session: Session, opening_id: int, cursor: Cursor, *, size: int) -> Page[User]:
    keys = Key(User.name, read_text), Key(User.id, read_whole)
    found = read_page(session, _REVIEWERS.params(opening_id=opening_id), keys, cursor, size=size)
    return found.of([row[0] for row in found.rows])


def _read(
    session: Session, opening_id: int, within: int, people: Sequence[User], tasks: Sequence[TaskToRate]
) -> "_Read":
    reviewers, items = [each.id for each in people], [each.item_id for each in tasks]
    return _Read(
        within,
        _ratings_of(session, reviewers, items),
        _waivers_of(session, opening_id, reviewers),
        _public_ids(session, items),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of an opening's reviewers and tasks; both keys are (reviewer, task)."""

    within: int
    ratings: Mapping[tuple[int, int], list[CalibrationRating]]
    waivers: Mapping[tuple[int, int], CalibrationWaiver]
    public_ids: Mapping[int, str]

    def row(self, user: User, task: TaskToRate) -> ReviewerOnTask:
        ratings, waiver = self._of(user, task), self.waivers.get((user.id, task.item_id))
        expert = expert_levels(task.task, task.competencies)
        state = state_of(expert, _levels(ratings, task.competencies), self.within)
        if waiver and not state.may_mark:
            state = CalibrationState.WAVED_THROUGH
        return ReviewerOnTask(
            reviewer_id=user.id,
            reviewer_public_id=user.public_id,
            name=user.name,
            item_id=task.item_id,
            task_public_id=self.public_ids[task.item_id],
            task=task.task.title,
            answers=len(expert),
            rated=len(ratings),
            state=state,
            last_rated_at=ratings[-1].rated_at if ratings else None,
            waiver=waiver,
        )

    def pairs(self, user: User, tasks: Sequence[TaskToRate]) -> list[tuple[int, int]]:
        """Return (given, expert) for every level that somebody gave."""
        return [
            pair
            for task in tasks
            for pair in _pairs(
                expert_levels(task.task, task.competencies), _levels(self._of(user, task), task.competencies)
            )
        ]

    def _of(self, user: User, task: TaskToRate) -> list[CalibrationRating]:
        return self.ratings.get((user.id, task.item_id), [])


def _levels(ratings: Iterable[CalibrationRating], codes: Sequence[str]) -> list[Levels]:
    return [levels_for(each.levels, codes) for each in ratings]


def _pairs(expert: Sequence[Levels], given: Iterable[Levels]) -> list[tuple[int, int]]:
    both = zip(expert, given, strict=False)
    return [(level, expected[code]) for expected, found in both for code, level in found.items()]


def _ratings_of(
    session: Session, reviewers: Sequence[int], items: Sequence[int]
) -> Mapping[tuple[int, int], list[CalibrationRating]]:
    rows = session.scalars(
        select(CalibrationRating)
        .where(CalibrationRating.reviewer_id.in_(reviewers), CalibrationRating.item_id.in_(items))
        .order_by(CalibrationRating.number)
    )
    found = defaultdict[tuple[int, int], list[CalibrationRating]](list)
    for row in rows:
        found[row.reviewer_id, row.item_id].append(row)
    return found


def _waivers_of(
    session: Session, opening_id: int, reviewers: Sequence[int]
) -> Mapping[tuple[int, int], CalibrationWaiver]:
    rows = session.scalars(
        select(CalibrationWaiver)
        .where(CalibrationWaiver.opening_id == opening_id, CalibrationWaiver.reviewer_id.in_(reviewers))
        .options(joinedload(CalibrationWaiver.by))
    )
    return {(row.reviewer_id, row.item_id): row for row in rows}


def _public_ids(session: Session, items: Sequence[int]) -> dict[int, str]:
    rows = session.execute(select(BankItem.id, BankItem.public_id).where(BankItem.id.in_(items)))
    return {row.id: row.public_id for row in rows}
