"""Who may review in an opening, how much each has to do, and which answers lack reviewers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.banks.models import BankItem
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, OpeningMember
from hiring.openings.rules import UNDER_REVIEW, MemberRole
from hiring.scoring.models import AnswerToRate, Review
from hiring.scoring.rules import LIVE, OPEN, ReviewState
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class UnallocatedAnswer:
    """An answer with fewer reviewers than it is to have, as HR sees it."""

    application_public_id: str
    code: str
    candidate: str
    item_id: int
    task_code: str
    task_title: Localised
    allocated: int
    wanted: int


@dataclass(frozen=True, slots=True)
class DeclaredConflict:
    """Why a reviewer stepped aside from an answer."""

    public_id: str
    code: str
    candidate: str
    task_title: Localised
    reviewer: str
    reason: str


def panel_ids(session: Session, opening_id: int) -> list[int]:
    """Return who may be given answers of this opening: reviewers in its panel who do not know the names."""
    with_names = aliased(OpeningMember)
    return list(
        session.scalars(
            select(OpeningMember.user_id)
            .join(User, User.id == OpeningMember.user_id)
            .join(UserRole, (UserRole.user_id == User.id) & (UserRole.role == Role.REVIEWER))
            .where(
                OpeningMember.opening_id == opening_id,
                OpeningMember.role == MemberRole.REVIEWER,
                User.active,
                ~select(with_names.user_id)
                .where(
                    with_names.opening_id == opening_id,
                    with_names.user_id == User.id,
                    with_names.role != MemberRole.REVIEWER,
                )
                .exists(),
            )
            .order_by(OpeningMember.user_id)
        )
    )


def open_load(session: Session, reviewer_ids: Iterable[int]) -> dict[int, int]:
    """Return how many open reviews each of these reviewers has, over all openings."""
    wanted = list(reviewer_ids)
    rows = session.execute(
        select(Review.reviewer_id, func.count())
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(Review.reviewer_id.in_(wanted), Review.state.in_(OPEN), Application.stage.in_(UNDER_REVIEW))
        .group_by(Review.reviewer_id)
    )
    return dict.fromkeys(wanted, 0) | {reviewer: number for reviewer, number in rows}  # noqa: C416 (mypy reads rows only so)


def missing_reviewers(session: Session, *which: ColumnElement[bool]) -> list[tuple[AnswerToRate, int]]:
    """Return the answers that have too few live reviews, each with how many are missing."""
    live = func.count(Review.id)
    rows = session.execute(
        select(AnswerToRate, AnswerToRate.raters - live)
        .outerjoin(
            Review,
            (Review.sitting_id == AnswerToRate.sitting_id)
            & (Review.item_id == AnswerToRate.item_id)
            & Review.state.in_(LIVE),
        )
        .where(*which)
        .group_by(AnswerToRate.sitting_id, AnswerToRate.item_id, AnswerToRate.opening_id, AnswerToRate.raters)
        .having(live < AnswerToRate.raters)
        .order_by(AnswerToRate.sitting_id, AnswerToRate.item_id)
    )
    return [(answer, missing) for answer, missing in rows]


def unallocated_answers(session: Session, opening_id: int) -> list[UnallocatedAnswer]:
    """Return the answers of an opening for which HR must find more reviewers."""
    live = func.count(Review.id)
    rows = session.execute(
        select(
            Application.public_id,
            Application.code,
            Candidate.name,
            BankItem.id,
            BankItem.code,
            BankItem.title,
            live,
            AnswerToRate.raters,
        )
        .select_from(AnswerToRate)
        .join(Sitting, Sitting.id == AnswerToRate.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == AnswerToRate.item_id)
        .outerjoin(
            Review,
            (Review.sitting_id == AnswerToRate.sitting_id)
            & (Review.item_id == AnswerToRate.item_id)
            & Review.state.in_(LIVE),
        )
        .where(AnswerToRate.opening_id == opening_id, Application.stage.in_(UNDER_REVIEW))
        .group_by(Application.id, Candidate.id, BankItem.id, AnswerToRate.sitting_id, AnswerToRate.raters)
        .having(live < AnswerToRate.raters)
        .order_by(Application.code, BankItem.code)
    )
    return [UnallocatedAnswer(*row) for row in rows]


def conflicts_of_opening(session: Session, opening_id: int) -> list[DeclaredConflict]:
    """Return who stepped aside from whose answer and why, newest first. Only HR reads this."""
    rows = session.execute(
        select(
            Application.public_id,
            Application.code,
            Candidate.name,
            BankItem.title,
            User.name,
            Review.conflict_reason,
        )
        .select_from(Review)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == Review.item_id)
        .join(User, User.id == Review.reviewer_id)
        .where(Review.opening_id == opening_id, Review.state == ReviewState.CONFLICT)
        .order_by(Review.id.desc())
    )
    return [
        DeclaredConflict(public_id, code, name, title, reviewer, reason or "")
        for public_id, code, name, title, reviewer, reason in rows
    ]


def unallocated_counts(session: Session, opening_ids: Iterable[int]) -> dict[int, int]:
    """Return per opening how many answers lack reviewers; openings without any are left out."""
    found = missing_reviewers(
        session,
        AnswerToRate.opening_id.in_(list(opening_ids)),
        AnswerToRate.sitting_id.in_(
            select(Sitting.id)
            .join(Application, Application.id == Sitting.application_id)
            .where(Application.stage.in_(UNDER_REVIEW))
        ),
    )
    counts: dict[int, int] = {}
    for answer, _ in found:
        counts[answer.opening_id] = counts.get(answer.opening_id, 0) + 1
    return counts
