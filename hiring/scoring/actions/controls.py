"""Put control answers among a reviewer's live ones, and take them back when those end."""

from collections.abc import Collection, Iterable
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.openings.models import Opening
from hiring.scoring.actions.drawing import drawn_review
from hiring.scoring.models import IS_LIVE_ANSWER, Rating, Review
from hiring.scoring.queries.controls import controls_of, language_of_most, live_answers, unread_controls
from hiring.scoring.rules import OPEN, ReviewState, controls_wanted


def give_controls(
    session: Session, opening_id: int, given: Iterable[tuple[int, int]], chance: Random
) -> None:
    """Give whoever was given live answers (item, reviewer) the control answers that are to be among them.

    No fact of the trail tells of them: nobody may learn from it which answers they are.
    """
    opening = session.get_one(Opening, opening_id)
    if not opening.control_share:
        return
    wanted = {
        (reviewer_id, item_id): controls_wanted(
            live_answers(session, opening_id, item_id, reviewer_id), opening.control_share
        )
        for item_id, reviewer_id in set(given)
    }
    some = sorted(one for one, number in wanted.items() if number)
    # Two candidates may hand in at the same moment: the second waits, and finds what the first has given.
    people = select(User.id).where(User.id.in_({reviewer_id for reviewer_id, _item in some}))
    session.execute(people.order_by(User.id).with_for_update(key_share=True))
    for reviewer_id, item_id in some:
        _give(session, opening_id, item_id, reviewer_id, wanted[reviewer_id, item_id], chance)


def _give(
    session: Session, opening_id: int, item_id: int, reviewer_id: int, wanted: int, chance: Random
) -> None:
    had = controls_of(session, opening_id, item_id, reviewer_id)
    ended = [each for each in had if each.state == ReviewState.RELEASED]
    lacking = wanted - (len(had) - len(ended))
    for each in ended[: max(lacking, 0)]:
        begun = session.scalar(select(Rating.id).where(Rating.review_id == each.id).limit(1)) is not None
        each.state = ReviewState.DRAFT if begun else ReviewState.ALLOCATED
    lacking -= len(ended)
    if lacking <= 0:
        return
    left = unread_controls(session, session.get_one(BankItem, item_id), reviewer_id)
    if not left:
        return
    locale = language_of_most(session, opening_id)
    for number in chance.sample(left, min(lacking, len(left))):
        of = {"opening_id": opening_id, "item_id": item_id, "control": number, "control_locale": locale}
        session.add(drawn_review(session, reviewer_id, chance, **of))
    session.flush()


def end_controls(session: Session, opening_id: int, reviewers: Collection[int]) -> None:
    """Take control answers back from these reviewers where no live answer to the task waits for them."""
    other = aliased(Review)
    waits = select(other.id).where(
        other.reviewer_id == Review.reviewer_id,
        other.opening_id == Review.opening_id,
        other.item_id == Review.item_id,
        other.control.is_(None),
        other.state.in_(OPEN),
    )
    session.execute(
        update(Review)
        .where(
            Review.opening_id == opening_id,
            Review.reviewer_id.in_(reviewers),
            ~IS_LIVE_ANSWER,
            Review.state.in_(OPEN),
            ~waits.exists(),
        )
        .values(state=ReviewState.RELEASED)
    )


def end_open_reviews(session: Session, opening_id: int, *which: ColumnElement[bool], **values: Any) -> None:
    """Take open live reviews out of the queues, with the control answers that stood among them.

    `values` are set besides.
    """
    ended = session.scalars(
        update(Review)
        .where(*which, IS_LIVE_ANSWER, Review.state.in_(OPEN))
        .values(state=ReviewState.RELEASED, **values)
        .returning(Review.reviewer_id)
    )
    if reviewers := set(ended):
        end_controls(session, opening_id, reviewers)
