"""Answers that a reviewer could not judge, for HR, and whether they hold a sitting up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db.keyset import AnyRow, Key, OrderedList, read_whole
from hiring.db.partial_index import written_out
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import UNDER_REVIEW
from hiring.rubrics.models import Competency
from hiring.scoring.models import Rating, Review
from hiring.scoring.rules import UNDO_FOR, Abstention, Cause, ReviewState
from hiring.sittings.models import Sitting

IS_UNDECIDED = Review.abstention == written_out(Abstention.UNDECIDED)


@dataclass(frozen=True, slots=True)
class WhatCannotBeJudged:
    """One competency that a reviewer could not judge in an answer, and why."""

    competency: Localised
    cause: Cause
    reason: str


@dataclass(frozen=True, slots=True)
class UndecidedAbstention:
    """An answer that a reviewer could not judge, while HR has not said whether it agrees."""

    review_id: int
    review_public_id: str
    public_id: str
    """Of the application."""
    code: str
    candidate: str
    task_title: Localised
    reviewer: str
    ratings: tuple[WhatCannotBeJudged, ...]


def has_undecided(session: Session, sitting_id: int) -> bool:
    """Say whether HR has still to decide about an answer of this sitting."""
    undecided = select(Review.id).where(Review.sitting_id == sitting_id, IS_UNDECIDED).limit(1)
    return session.scalar(undecided) is not None


def items_with_abstention(session: Session, sitting_id: int) -> set[int]:
    """Return the tasks of a sitting that need one more reviewer, as one could not judge the answer.

    A lock that can still be taken back does not count yet.
    """
    return set(
        session.scalars(
            select(Review.item_id).where(
                Review.sitting_id == sitting_id,
                Review.state == ReviewState.LOCKED,
                Review.abstention.in_((Abstention.UNDECIDED, Abstention.AGREED)),
                Review.locked_at <= clock.now() - UNDO_FOR,
            )
        )
    )


def undecided_abstentions(opening_id: int) -> OrderedList[UndecidedAbstention]:
    """Return the list of what HR has to decide in an opening, the longest waiting first."""
    statement = _undecided().where(Review.opening_id == opening_id)
    return OrderedList(statement, (Key(Review.id, read_whole),), _with_ratings)


def abstention_by_review(session: Session, opening_id: int, public_id: str) -> UndecidedAbstention | None:
    """Return what one reviewer could not judge, while it is to be decided."""
    statement = _undecided().where(Review.opening_id == opening_id, Review.public_id == public_id)
    return next(iter(_with_ratings(session, session.execute(statement).all())), None)


def _undecided() -> AnySelect:
    return (
        select(
            Review.id,
            Review.public_id.label("review_public_id"),
            Application.public_id,
            Application.code,
            Candidate.name.label("candidate"),
            BankItem.title,
            User.name.label("reviewer"),
        )
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == Review.item_id)
        .join(User, User.id == Review.reviewer_id)
        .where(
            IS_UNDECIDED,
            Review.locked_at <= clock.now() - UNDO_FOR,
            Application.stage.in_(UNDER_REVIEW),
        )
    )


def _with_ratings(session: Session, rows: Sequence[AnyRow]) -> list[UndecidedAbstention]:
    ratings: dict[int, list[WhatCannotBeJudged]] = {row.id: [] for row in rows}
    for review_id, name, cause, reason in session.execute(
        select(Rating.review_id, Competency.name, Rating.cannot_judge, Rating.reason)
        .join(Competency, Competency.id == Rating.competency_id)
        .where(Rating.review_id.in_(list(ratings)), Rating.cannot_judge.is_not(None))
        .order_by(Rating.review_id, Competency.position)
    ):
        ratings[review_id].append(WhatCannotBeJudged(name, Cause(str(cause)), reason))
    return [
        UndecidedAbstention(
            row.id,
            row.review_public_id,
            row.public_id,
            row.code,
            row.candidate,
            row.title,
            row.reviewer,
            tuple(ratings[row.id]),
        )
        for row in rows
    ]
