"""The levels that keys give the closed parts of sittings."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.banks.measured import counted_by_key, has_provisional_key
from hiring.banks.parts import AnswerValue
from hiring.banks.scoring_keys import keyed_parts
from hiring.scoring.queries.tasks import TaskToRate
from hiring.scoring.scores import KeyedLevel
from hiring.sittings.models import AnswerRevision
from hiring.sittings.queries import counting

#: Sitting -> task -> what its key gives.
Keyed = Mapping[int, Mapping[int, tuple[KeyedLevel, ...]]]


def keyed_of_sittings(
    session: Session,
    tasks: Sequence[TaskToRate],
    rubric: Collection[str],
    sitting_ids: Sequence[int],
    *,
    provisional: bool,
) -> Keyed:
    """Return what keys give for the competencies of the rubric; few sittings at a time.

    A key that no panel of experts has confirmed gives nothing, unless `provisional` keys count
    in the opening. An answer that came too late counts as none.
    """
    keyed = [each for each in tasks if counted_by_key(each.task, provisional=provisional) & set(rubric)]
    if not keyed:
        return {}
    values = _values(session, [each.item_id for each in keyed], sitting_ids)
    return {
        sitting_id: {each.item_id: _levels(each, rubric, values[sitting_id, each.item_id]) for each in keyed}
        for sitting_id in sitting_ids
    }


def _levels(
    task: TaskToRate, rubric: Collection[str], values: Mapping[str, AnswerValue]
) -> tuple[KeyedLevel, ...]:
    provisional = has_provisional_key(task.task)
    return tuple(
        KeyedLevel(one.competency, one.level, one.answered, provisional, task.key_item_id)
        for one in keyed_parts(task.task, values)
        if one.competency in rubric
    )


def _values(
    session: Session, item_ids: Sequence[int], sitting_ids: Sequence[int]
) -> dict[tuple[int, int], dict[str, AnswerValue]]:
    newest = (
        select(func.max(AnswerRevision.id))
        .where(
            AnswerRevision.sitting_id.in_(sitting_ids),
            AnswerRevision.item_id.in_(item_ids),
            *counting(),
        )
        .group_by(AnswerRevision.sitting_id, AnswerRevision.item_id, AnswerRevision.part)
    )
    rows = session.execute(
        select(
            AnswerRevision.sitting_id, AnswerRevision.item_id, AnswerRevision.part, AnswerRevision.value
        ).where(AnswerRevision.id.in_(newest))
    )
    values: dict[tuple[int, int], dict[str, AnswerValue]] = defaultdict(dict)
    for sitting_id, item_id, part, value in rows:
        values[sitting_id, item_id][part] = value
    return values
