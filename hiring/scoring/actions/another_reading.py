"""HR has an answer read by one more person although its scores stand: they wait for that reading."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer, record
from hiring.banks.models import BankItem
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.actions import take_scored_back
from hiring.openings.rules import Stage
from hiring.rubrics.models import Competency
from hiring.scoring.actions.allocation import fill_up
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.events import AnotherReadingAsked
from hiring.scoring.models import AnswerToRate, Rating, Review, Settlement, ThirdReading
from hiring.scoring.queries.allocation import answers_with_missing
from hiring.scoring.queries.third_readings import possible_readers
from hiring.scoring.rules import ReviewState
from hiring.scoring.third_readings import WhyThird


class CannotBeAsked(HiringError):
    """Somebody has decided, it was read once more, reviewers are missing, or nobody is left to read it."""

    sentence = N_(
        "This answer cannot be read once more: somebody has decided meanwhile, it was read once more before, "
        "its scores were accepted with fewer ratings, or nobody in the panel is left who has not had it and "
        "does not know the candidate."
    )


def ask_another_reading(session: Session, sitting_id: int, item_id: int, *, by: Doer) -> None:
    """Give an answer whose scores stand to one more reviewer, who reads it as if nobody had before.

    Until that is locked the scores stand no longer, so that nobody decides on what is about to change; what
    was computed of them is kept. Raises CannotBeAsked.
    """
    sitting, application = held_sitting(session, sitting_id)
    answer = session.get(AnswerToRate, (sitting_id, item_id))
    if application.stage != Stage.SCORED or answer is None or not answer.raters:
        raise CannotBeAsked
    read_before = select(ThirdReading.id).filter_by(sitting_id=sitting_id, item_id=item_id)
    lacking = any(each.number for each in answers_with_missing(session, sitting_id))
    if lacking or session.scalar(read_before) is not None:
        raise CannotBeAsked
    if not possible_readers(session, application, sitting.id, item_id):
        raise CannotBeAsked
    criteria = dict.fromkeys(_rated(session, sitting_id, item_id), WhyThird.ASKED.value)
    opening_id = application.opening_id
    session.add(
        ThirdReading(opening_id=opening_id, sitting_id=sitting_id, item_id=item_id, criteria=criteria)
    )
    answer.thirds = 1
    session.execute(delete(Settlement).where(Settlement.sitting_id == sitting_id))
    take_scored_back(session, application)
    fill_up(session, sitting_id, application, by=by)
    count_soon(session, opening_id)
    title = session.get_one(BankItem, item_id).title
    record(session, AnotherReadingAsked(opening_id, application.id, item_id, title.id or title.en), by=by)


def _rated(session: Session, sitting_id: int, item_id: int) -> list[str]:
    """Return the competencies on which reviewers gave the answer a level, in the order of the rubric."""
    rated = (
        select(Competency.code)
        .join(Rating, Rating.competency_id == Competency.id)
        .join(Review, Review.id == Rating.review_id)
        .where(
            Review.sitting_id == sitting_id,
            Review.item_id == item_id,
            Review.state == ReviewState.LOCKED,
            Rating.level.is_not(None),
        )
        .group_by(Competency.code, Competency.position)
        .order_by(Competency.position)
    )
    return list(session.scalars(rated))
