"""What scores are made of: the locked ratings of a sitting, the tasks asked, the policy of the opening."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.openings.judging import LevelsCombined
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency
from hiring.scoring.models import AnswerToRate, Rating, Review
from hiring.scoring.queries.excuses import excuses_of
from hiring.scoring.queries.gaps import gaps_of_sittings
from hiring.scoring.queries.keyed import keyed_of_sittings
from hiring.scoring.queries.keys import adopted_keys, with_keys
from hiring.scoring.queries.tasks import TaskToRate, criteria_of_rubric, tasks_to_rate
from hiring.scoring.rules import ReviewState
from hiring.scoring.scores import (
    CELLS,
    AskedTask,
    Excuse,
    Gap,
    GivenRating,
    KeyedLevel,
    Policy,
    Rule,
    ScoreInput,
    WeightedCompetency,
)


def score_inputs(
    session: Session,
    opening_id: int,
    sitting_ids: Sequence[int],
    *,
    keys: Mapping[int, int] | None = None,
    excused_until: datetime | None = None,
    earlier: Mapping[str, Any] | None = None,
) -> dict[int, ScoreInput]:
    """Return what the scores of these sittings of one opening are made of, by sitting.

    `sitting_ids` must be few: a sitting, or a batch. `keys` are the later keys to score with, by
    task (those that count now), `excused_until` leaves out what was excused after that moment: with
    both it is what earlier scores were made of. `earlier` is the policy they were kept with
    (`Policy.as_json`), where its rules may have changed since.
    """
    opening = session.get_one(Opening, opening_id)
    if opening.assessment_version_id is None:
        return {}
    rubric = criteria_of_rubric(session, opening.rubric_version_id)
    codes = [one.code for one in rubric]
    tasks = with_keys(
        session,
        tasks_to_rate(session, opening.assessment_version_id, codes),
        adopted_keys(session, opening_id) if keys is None else keys,
    )
    policy = Policy(
        tuple(WeightedCompetency(one.code, one.weight) for one in rubric),
        tolerance=opening.tolerance,
        raters=opening.raters_per_answer,
        rule=Rule(opening.score_rule, opening.score_rule_version),
        combined=LevelsCombined(opening.levels_combined),
    )
    if earlier is not None:
        combined = LevelsCombined(earlier.get("combined", LevelsCombined.MEAN))
        policy = replace(policy, tolerance=earlier["tolerance"], combined=combined)
    answered, given = _answered(session, sitting_ids), _given(session, sitting_ids)
    by_cells = policy.rule == CELLS
    gaps = gaps_of_sittings(session, sitting_ids) if by_cells else {}
    excuses = excuses_of(session, opening_id, sitting_ids, until=excused_until) if by_cells else {}
    provisional = opening.provisional_keys_count
    keyed = keyed_of_sittings(session, tasks, codes, sitting_ids, provisional=provisional) if by_cells else {}
    return {
        sitting_id: ScoreInput(
            policy,
            tuple(
                _asked(
                    each,
                    each.item_id in answered[sitting_id],
                    gaps.get(sitting_id, {}),
                    excuses.get(sitting_id, {}),
                    keyed.get(sitting_id, {}),
                )
                for each in tasks
            ),
            tuple(given[sitting_id]),
        )
        for sitting_id in sitting_ids
    }


def _asked(
    task: TaskToRate,
    answered: bool,
    gaps: Mapping[int, Gap],
    excuses: Mapping[int, Excuse],
    keyed: Mapping[int, tuple[KeyedLevel, ...]],
) -> AskedTask:
    item_id, rated = task.item_id, frozenset(task.competencies)
    gap = gaps.get(item_id) if rated and not answered else None
    return AskedTask(item_id, rated, answered, gap, keyed.get(item_id, ()), excuses.get(item_id))


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
        select(
            Review.sitting_id,
            Review.item_id,
            Review.reviewer_id,
            Competency.code,
            Rating.level,
            Rating.nothing_shown,
        )
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Review.sitting_id.in_(sitting_ids), Review.state == ReviewState.LOCKED)
        .order_by(Review.sitting_id, Review.id, Competency.position)
    )
    for sitting_id, item_id, reviewer_id, competency, level, nothing_shown in rows:
        given[sitting_id].append(GivenRating(item_id, reviewer_id, competency, level, nothing_shown))
    return given
