"""Have somebody else read, blind, what the reviewers of an answer differ on; one person at a time."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.banks.models import BankItem
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.models import Application
from hiring.openings.rules import UNDER_REVIEW
from hiring.scoring.actions.allocation import fill_up, new_review, pass_on_when_held_too_long
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.settlement import held_sitting, settle_scoring
from hiring.scoring.events import (
    ThirdReadingAsked,
    ThirdReadingGiven,
    ThirdReadingHandedBack,
    ThirdReadingPassedOn,
    ThirdReadingWaived,
)
from hiring.scoring.models import AnswerToRate, Rating, Review, ThirdReading
from hiring.scoring.queries.differing import unread_differences
from hiring.scoring.queries.third_readings import possible_readers
from hiring.scoring.rules import LIVE, OPEN, ReviewState
from hiring.scoring.third_readings import HELD_FOR, goes_on_at


class ThirdReadingOver(HiringError):
    """It is locked, HR has waived it, or the application is no longer under review."""

    sentence = N_("This further reading is over already. Nothing was changed.")


class CannotRead(HiringError):
    """Somebody is to read an answer who has read it before, knows whose it is, or has left the panel."""

    status = 422
    sentence = N_("This person can no longer read this answer. Choose somebody else.")


def ask_third_readings(session: Session, sitting_id: int) -> int:
    """Have what reviewers differ on read once more; return of how many answers.

    Each answer at most once, as soon as all its reviews are locked for good. Where nobody is left in
    the panel the answer waits, and HR is shown so.
    """
    _sitting, application = held_sitting(session, sitting_id)
    if application.stage not in UNDER_REVIEW:
        return 0
    found = unread_differences(session, application.opening_id, sitting_id)
    for item_id, criteria in found.items():
        session.add(
            ThirdReading(
                opening_id=application.opening_id,
                sitting_id=sitting_id,
                item_id=item_id,
                criteria={code: why.value for code, why in criteria.items()},
            )
        )
        session.get_one(AnswerToRate, (sitting_id, item_id)).thirds = 1
    if not found:
        return 0
    session.flush()
    fill_up(session, sitting_id, application, by=SYSTEM)
    count_soon(session, application.opening_id)
    for item_id, criteria in found.items():
        name, of = _name(session, item_id), (application.opening_id, application.id, item_id)
        record(session, ThirdReadingAsked(*of, name, len(criteria)), by=SYSTEM)
    return len(found)


def hand_back(session: Session, review: Review, *, by: Doer) -> None:
    """Let somebody give a further reading back who cannot do it now; it goes to somebody else.

    Doing so again changes nothing. Raises ThirdReadingOver.
    """
    _sitting, application = held_sitting(session, review.sitting_id)
    session.refresh(review, with_for_update={"key_share": True})
    if review.third and review.state == ReviewState.RELEASED:
        return
    if not review.third or review.state not in OPEN or application.stage not in UNDER_REVIEW:
        raise ThirdReadingOver
    deed = ThirdReadingHandedBack(application.opening_id, application.id, review.id)
    record(session, deed, by=by)
    _to_somebody_else(session, review, application)


def give_third_reading(session: Session, reading: ThirdReading, reviewer: User, *, by: Doer) -> None:
    """Give a further reading to one person; whoever held it until now no longer does.

    Giving it to who holds it changes nothing. Raises ThirdReadingOver and CannotRead.
    """
    application, holding = _hold(session, reading)
    if holding is not None and holding.reviewer_id == reviewer.id:
        return
    if reviewer.id not in possible_readers(session, application, reading.sitting_id, reading.item_id):
        raise CannotRead
    if holding is not None:
        holding.state = ReviewState.RELEASED
        session.flush()
    answer = session.get_one(AnswerToRate, (reading.sitting_id, reading.item_id))
    given = new_review(session, answer, reviewer.id, third=True)
    session.add(given)
    pass_on_when_held_too_long(session, given)
    fill_up(session, reading.sitting_id, application, by=by)  # nothing is lacking any more
    count_soon(session, application.opening_id)
    of = application.opening_id, application.id, given.id
    record(session, ThirdReadingGiven(*of, reviewer.name), by=by)


def waive_third_reading(session: Session, reading: ThirdReading, reason: str, *, by: Doer) -> None:
    """Accept the scores without a further reading; doing so again changes nothing.

    Whoever holds it no longer does. Raises ThirdReadingOver once it is locked.
    """
    application, holding = _hold(session, reading)
    if holding is not None:
        holding.state = ReviewState.RELEASED
    session.get_one(AnswerToRate, (reading.sitting_id, reading.item_id)).thirds = 0
    reading.waived_at = clock.now()
    session.flush()
    fill_up(session, reading.sitting_id, application, by=by)  # nothing is lacking any more
    count_soon(session, application.opening_id)
    of = application.opening_id, application.id, reading.item_id
    record(session, ThirdReadingWaived(*of, _name(session, reading.item_id), reason), by=by)
    settle_scoring(session, reading.sitting_id, by=by)


def pass_on(session: Session, review_id: int) -> None:
    """Give a further reading to somebody else on which nobody has worked for days.

    Where nobody else is left it stays where it is, and is looked at again later.
    """
    review = session.get(Review, review_id)
    if review is None or not review.third:
        return
    _sitting, application = held_sitting(session, review.sitting_id)
    session.refresh(review, with_for_update={"key_share": True})
    if review.state not in OPEN or application.stage not in UNDER_REVIEW:
        return
    worked = session.scalar(select(func.max(Rating.saved_at)).where(Rating.review_id == review.id))
    due, now = goes_on_at(review.allocated_at, worked), clock.now()
    others = possible_readers(session, application, review.sitting_id, review.item_id)
    if now < due or not others:
        pass_on_when_held_too_long(session, review, due if now < due else now + HELD_FOR)
        return
    record(session, ThirdReadingPassedOn(application.opening_id, application.id, review.id), by=SYSTEM)
    _to_somebody_else(session, review, application)


def _to_somebody_else(session: Session, review: Review, application: Application) -> None:
    review.state = ReviewState.RELEASED
    session.flush()
    fill_up(session, review.sitting_id, application, by=SYSTEM)
    count_soon(session, application.opening_id)


def _hold(session: Session, reading: ThirdReading) -> tuple[Application, Review | None]:
    """Return the application and who holds a further reading that is not over, kept from others."""
    _sitting, application = held_sitting(session, reading.sitting_id)
    session.refresh(reading, with_for_update={"key_share": True})
    holding = session.scalars(
        select(Review)
        .where(
            Review.sitting_id == reading.sitting_id,
            Review.item_id == reading.item_id,
            Review.third,
            Review.state.in_(LIVE),
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    over = reading.waived_at is not None or (holding is not None and holding.state == ReviewState.LOCKED)
    if over or application.stage not in UNDER_REVIEW:
        raise ThirdReadingOver
    return application, holding


def _name(session: Session, item_id: int) -> str:
    title = session.get_one(BankItem, item_id).title
    return title.id or title.en
