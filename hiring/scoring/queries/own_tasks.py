"""How each task of one sitting counts, for the candidate: never what anybody gave for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.i18n.localised import Localised
from hiring.openings.models import Opening
from hiring.scoring.models import AnswerToRate, Settlement
from hiring.scoring.queries.excuses import excuses_of
from hiring.scoring.queries.gaps import gaps_of_sittings
from hiring.scoring.queries.keyed import keyed_of_sittings
from hiring.scoring.queries.keys import adopted_keys, with_keys
from hiring.scoring.queries.tasks import criteria_of_rubric, tasks_to_rate
from hiring.scoring.scores import Gap, KeyedLevel
from hiring.sittings.models import Sitting


class OwnTaskCounts(StrEnum):
    """How a task enters the score of who answered it, or did not."""

    READ = "read"
    """Somebody rates what was written."""
    READ_AND_KEYED = "read_and_keyed"
    """Somebody rates what was written, and what was chosen is counted with a key."""
    READ_AND_KEYED_PROVISIONALLY = "read_and_keyed_provisionally"
    KEYED = "keyed"
    """What was chosen is counted with a key."""
    KEYED_PROVISIONALLY = "keyed_provisionally"
    """With one that no panel of experts has confirmed."""
    LEFT_EMPTY = "left_empty"
    NOT_REACHED = "not_reached"
    NOT_BEGUN = "not_begun"
    EXCUSED = "excused"


_OF_GAP = {
    Gap.LEFT_EMPTY: OwnTaskCounts.LEFT_EMPTY,
    Gap.NOT_REACHED: OwnTaskCounts.NOT_REACHED,
    Gap.NOT_BEGUN: OwnTaskCounts.NOT_BEGUN,
}


@dataclass(frozen=True, slots=True)
class OwnTaskStanding:
    title: Localised
    counts: OwnTaskCounts


def own_tasks(session: Session, sitting: Sitting, opening: Opening) -> list[OwnTaskStanding]:
    """Return how each task counts that enters the score; nothing before the answers are handed out."""
    answered = set(session.scalars(select(AnswerToRate.item_id).filter_by(sitting_id=sitting.id)))
    if not answered and session.get(Settlement, sitting.id) is None:
        return []
    rubric = [one.code for one in criteria_of_rubric(session, opening.rubric_version_id)]
    asked = tasks_to_rate(session, sitting.assessment_version_id, rubric)
    tasks = with_keys(session, asked, adopted_keys(session, opening.id))
    gaps = gaps_of_sittings(session, [sitting.id]).get(sitting.id, {})
    excused = excuses_of(session, opening.id, [sitting.id])[sitting.id]
    provisional = opening.provisional_keys_count
    keyed = keyed_of_sittings(session, tasks, rubric, [sitting.id], provisional=provisional)
    by_key = keyed.get(sitting.id, {})
    return [
        OwnTaskStanding(
            each.task.title,
            _counts(
                excused=each.item_id in excused,
                read=each.item_id in answered,
                keyed=[one for one in by_key.get(each.item_id, ()) if one.answered],
                gap=gaps.get(each.item_id, Gap.LEFT_EMPTY),
            ),
        )
        for each in tasks
        if each.competencies or by_key.get(each.item_id)  # else it enters no score
    ]


def _counts(*, excused: bool, read: bool, keyed: Sequence[KeyedLevel], gap: Gap) -> OwnTaskCounts:
    if excused:
        return OwnTaskCounts.EXCUSED
    provisional = any(one.provisional for one in keyed)
    if read and keyed:
        return OwnTaskCounts.READ_AND_KEYED_PROVISIONALLY if provisional else OwnTaskCounts.READ_AND_KEYED
    if read:
        return OwnTaskCounts.READ
    if not keyed:
        return _OF_GAP[gap]
    return OwnTaskCounts.KEYED_PROVISIONALLY if provisional else OwnTaskCounts.KEYED
