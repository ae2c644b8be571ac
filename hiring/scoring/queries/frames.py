"""What the scoring of one opening goes by, asked at once for the pages that show all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy.orm import Session

from hiring.db.together import Together
from hiring.openings.models import Opening
from hiring.scoring.queries.counting import COUNTS_KEPT
from hiring.scoring.queries.excuses import EXCUSED_FOR_ALL
from hiring.scoring.queries.keys import ADOPTED_KEYS
from hiring.scoring.queries.tasks import CRITERIA, TASKS, Criterion, TaskToRate, criteria_in, tasks_in
from hiring.scoring.rules import ReviewCounts


@dataclass(frozen=True, slots=True)
class ScoringFrame:
    """What the scoring of one opening goes by, and how far a worker found it."""

    criteria: tuple[Criterion, ...]
    tasks: tuple[TaskToRate, ...]
    """All of the assessment, in its order, with their own keys."""
    adopted: Mapping[int, int]
    """The tasks that are scored with a later key, by the text it stands in."""
    excused: Mapping[int, str]
    """The tasks that count for nobody, and why."""
    counts: ReviewCounts | None
    """What a worker counted; None where it is counted when somebody looks."""
    counted_at: datetime | None


def scoring_frame(session: Session, opening: Opening) -> ScoringFrame:
    """Return what the scoring of an opening goes by, in one statement."""
    of_opening = {
        "opening_id": opening.id,
        "rubric_version_id": opening.rubric_version_id,
        "assessment_version_id": opening.assessment_version_id,
    }
    criteria, tasks, adopted, excused, kept = _FRAME.read(session, of_opening)
    rubric = criteria_in(sorted(criteria, key=attrgetter("position")))
    in_order = sorted(tasks, key=attrgetter("section", "position"))
    by_id = attrgetter("id")
    return ScoringFrame(
        rubric,
        tasks_in(session, in_order, [one.code for one in rubric]),
        {row.item_id: row.key_item_id for row in sorted(adopted, key=by_id)},
        {row.item_id: row.reason for row in sorted(excused, key=by_id)},
        ReviewCounts.from_json(kept[0].counts) if kept else None,
        kept[0].counted_at if kept else None,
    )


_FRAME = Together(CRITERIA, TASKS, ADOPTED_KEYS, EXCUSED_FOR_ALL, COUNTS_KEPT)
