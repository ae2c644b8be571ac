"""Count the reviews of an opening: at once while they are few, by a worker when they are many."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from hiring.db.together import AnySelect, read_together
from hiring.openings.models import Application, Opening
from hiring.openings.rules import UNDER_REVIEW, Stage
from hiring.scoring.models import AnswerToRate, Review, ScoringCounts
from hiring.scoring.queries.gaps import gaps_of_sittings
from hiring.scoring.queries.tasks import criteria_of_rubric, tasks_to_rate
from hiring.scoring.rules import (
    LIVE,
    OPEN,
    ReviewCounts,
    ReviewerCount,
    ReviewState,
    TaskCount,
    seldom_answered,
)
from hiring.scoring.scores import Gap
from hiring.sittings.models import Sitting

#: An opening with more answers than this is counted by a worker: whoever looks should not wait for it.
MOST_COUNTED_AT_ONCE = 2_000
#: So many sittings are asked at once why a task stands without an answer.
_AT_ONCE = 200
#: Withdrawn applications do not count.
_COUNTED = UNDER_REVIEW | {Stage.SCORED, Stage.DECIDED}


def has_many_answers(session: Session, opening_id: int) -> bool:
    """Say whether an opening has more answers than are counted at once."""
    some = select(AnswerToRate.item_id).where(AnswerToRate.opening_id == opening_id)
    beyond = some.offset(MOST_COUNTED_AT_ONCE).limit(1)
    return session.scalar(beyond) is not None


#: What a worker counted of an opening, if it did.
COUNTS_KEPT = select(ScoringCounts.counts, ScoringCounts.counted_at).where(
    ScoringCounts.opening_id == bindparam("opening_id")
)


def review_counts(session: Session, opening_id: int, rated: Collection[int] | None = None) -> ReviewCounts:
    """Count the reviews of an opening now; the cost grows with their number.

    `rated` are the tasks that people rate, where they are known already.
    """
    [stages], by_task, by_reviewer = read_together(
        session, _by_stage(opening_id), _by_task(opening_id), _by_reviewer(opening_id)
    )
    tasks: tuple[TaskCount, ...] = ()
    if stages.handed_in:
        asked = _tasks_of(session, opening_id) if rated is None else rated
        tasks = _task_counts(by_task, asked)
    seldom = {each.item_id for each in tasks if seldom_answered(each.answers, stages.handed_in)}
    gaps = _gaps(session, opening_id, seldom) if seldom else Counter[tuple[int, Gap]]()
    told = tuple(_with_gaps(each, gaps) if each.item_id in seldom else each for each in tasks)
    return ReviewCounts(stages.scored, told, _reviewer_counts(by_reviewer), stages.handed_in)


def _by_stage(opening_id: int) -> AnySelect:
    return select(
        func.count().filter(Application.stage.in_((Stage.SCORED, Stage.DECIDED))).label("scored"),
        func.count().filter(Application.stage.in_(_COUNTED)).label("handed_in"),
    ).where(Application.opening_id == opening_id)


def _with_gaps(task: TaskCount, gaps: Mapping[tuple[int, Gap], int]) -> TaskCount:
    not_reached, not_begun = (gaps.get((task.item_id, gap), 0) for gap in (Gap.NOT_REACHED, Gap.NOT_BEGUN))
    return replace(task, not_reached=not_reached, not_begun=not_begun)


def _gaps(session: Session, opening_id: int, tasks: Collection[int]) -> Counter[tuple[int, Gap]]:
    """Count why these tasks stand without an answer, some sittings at a time."""
    found: Counter[tuple[int, Gap]] = Counter()
    last = 0
    while answered := _handed_in_after(session, opening_id, last, tasks):
        last = max(answered)
        for sitting_id, gaps in gaps_of_sittings(session, sorted(answered)).items():
            found.update((task, gaps[task]) for task in tasks if task in gaps.keys() - answered[sitting_id])
        if len(answered) < _AT_ONCE:
            break
    return found


def _handed_in_after(
    session: Session, opening_id: int, last: int, tasks: Collection[int]
) -> dict[int, set[int]]:
    """Return the next sittings that count, each with those of the tasks that are answered in it."""
    sittings = (
        select(Sitting.id)
        .join(Application, Application.id == Sitting.application_id)
        .where(Application.opening_id == opening_id, Application.stage.in_(_COUNTED), Sitting.id > last)
        .order_by(Sitting.id)
        .limit(_AT_ONCE)
        .subquery()
    )
    of_tasks = (AnswerToRate.sitting_id == sittings.c.id) & AnswerToRate.item_id.in_(tasks)
    found: dict[int, set[int]] = defaultdict(set)
    for sitting_id, item_id in session.execute(
        select(sittings.c.id, AnswerToRate.item_id).outerjoin(AnswerToRate, of_tasks)
    ):
        found[sitting_id].add(item_id)
    return found


def _tasks_of(session: Session, opening_id: int) -> list[int]:
    """Return the tasks of an opening that people rate."""
    opening = session.get_one(Opening, opening_id)
    if opening.assessment_version_id is None:
        return []
    rubric = [one.code for one in criteria_of_rubric(session, opening.rubric_version_id)]
    tasks = tasks_to_rate(session, opening.assessment_version_id, rubric)
    return [each.item_id for each in tasks if each.competencies]


def _by_task(opening_id: int) -> AnySelect:
    # Both sides are counted before they meet: reviews grouped by answer have no index, and a
    # database without statistics (just restored, just filled) compares each of them with each answer.
    answers = _of_answers(
        opening_id,
        AnswerToRate.item_id,
        func.count().label("number"),
        func.sum(AnswerToRate.raters + AnswerToRate.thirds).label("raters"),
    ).subquery()
    wanted = AnswerToRate.raters > 0  # else the task is excused, and what was locked before waits for nobody
    of_answer = (Review.sitting_id == AnswerToRate.sitting_id) & (Review.item_id == AnswerToRate.item_id)
    reviews = (
        _of_answers(
            opening_id,
            AnswerToRate.item_id,
            func.sum(case((wanted & (Review.state == ReviewState.LOCKED), 1), else_=0)).label("locked"),
            func.sum(case((Review.state.in_(OPEN), 1), else_=0)).label("open"),
        )
        .join(Review, of_answer)
        .subquery()
    )
    return select(
        answers.c.item_id,
        answers.c.number,
        answers.c.raters,
        func.coalesce(reviews.c.locked, 0),
        func.coalesce(reviews.c.open, 0),
    ).outerjoin(reviews, reviews.c.item_id == answers.c.item_id)


def _task_counts(rows: Iterable[Any], asked: Iterable[int]) -> tuple[TaskCount, ...]:
    found = {item_id: TaskCount(item_id, *map(int, counts)) for item_id, *counts in rows}
    nobody = {item_id: TaskCount(item_id, 0, 0, 0, 0) for item_id in asked}
    return tuple((nobody | found).values())


def _of_answers(opening_id: int, *columns: Any) -> Select[Any]:
    """Select columns, by task, from the answers of an opening that count."""
    return (
        select(*columns)
        .select_from(AnswerToRate)
        .join(Sitting, Sitting.id == AnswerToRate.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(AnswerToRate.opening_id == opening_id, Application.stage.in_(_COUNTED))
        .group_by(AnswerToRate.item_id)
    )


def _by_reviewer(opening_id: int) -> AnySelect:
    return (
        select(Review.reviewer_id, Review.state, func.count().label("number"))
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(Review.opening_id == opening_id, Review.state.in_(LIVE), Application.stage.in_(_COUNTED))
        .group_by(Review.reviewer_id, Review.state)
    )


def _reviewer_counts(rows: Iterable[Any]) -> tuple[ReviewerCount, ...]:
    counts: dict[int, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row.reviewer_id, {})[row.state] = row.number
    return tuple(
        ReviewerCount(
            reviewer_id,
            locked=found.get(ReviewState.LOCKED, 0),
            drafts=found.get(ReviewState.DRAFT, 0),
            waiting=found.get(ReviewState.ALLOCATED, 0),
        )
        for reviewer_id, found in sorted(counts.items())
    )
