"""On which answers of a sitting its reviewers differ so that somebody else reads them."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency
from hiring.scoring.models import AnswerToRate, Rating, Review, ThirdReading
from hiring.scoring.rules import LIVE, Abstention, ReviewState, may_undo
from hiring.scoring.third_readings import WhyThird, differing


def unread_differences(
    session: Session, opening_id: int, sitting_id: int, as_of: datetime | None = None
) -> dict[int, dict[str, WhyThird]]:
    """Return by task what is still to be read once more in a sitting, where the opening asks for that.

    Only answers count that all their reviewers have locked for good, and no answer twice: whatever a
    further reading gives, there is no fourth.
    """
    opening = session.get_one(Opening, opening_id)
    if not opening.third_reading:
        return {}
    moment = as_of or clock.now()
    done = _locked_by_all(session, sitting_id, moment)
    levels = _levels(session, sitting_id) if done else {}
    found = {
        item_id: differing(levels.get(item_id, {}), opening.tolerance, opening.third_reading_cut)
        for item_id in sorted(done)
    }
    return {item_id: criteria for item_id, criteria in found.items() if criteria}


def _locked_by_all(session: Session, sitting_id: int, moment: datetime) -> set[int]:
    """Return the tasks whose answers have all their reviews locked, and were not read once more before."""
    asked = select(ThirdReading.item_id).where(ThirdReading.sitting_id == sitting_id)
    wanted = {
        row.item_id: row.raters
        for row in session.execute(
            select(AnswerToRate.item_id, AnswerToRate.raters).where(
                AnswerToRate.sitting_id == sitting_id,
                AnswerToRate.raters > 0,
                AnswerToRate.item_id.not_in(asked),
            )
        )
    }
    locked: dict[int, int] = defaultdict(int)
    rows = session.execute(
        select(Review.item_id, Review.state, Review.locked_at, Review.abstention).where(
            Review.sitting_id == sitting_id, Review.state.in_(LIVE)
        )
    )
    for item_id, state, locked_at, abstention in rows:
        final = state == ReviewState.LOCKED and not may_undo(locked_at, moment)
        if not final or abstention == Abstention.UNDECIDED:
            wanted.pop(item_id, None)
        locked[item_id] += 1
    return {item_id for item_id, raters in wanted.items() if locked[item_id] >= raters}


def _levels(session: Session, sitting_id: int) -> dict[int, dict[str, list[int]]]:
    """Return the locked levels of a sitting, by task and competency."""
    levels: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = session.execute(
        select(Review.item_id, Competency.code, Rating.level)
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Review.sitting_id == sitting_id, Review.state == ReviewState.LOCKED)
        .order_by(Review.item_id, Competency.position, Review.id)
    )
    for item_id, code, level in rows:
        if level is not None:
            levels[item_id][code].append(level)
    return levels
