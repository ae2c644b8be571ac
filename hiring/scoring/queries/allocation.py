"""Who may review in an opening, how much each has to do, and which answers lack reviewers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.banks.models import BankItem
from hiring.capability import ExtensionPoint
from hiring.db.keyset import AnyRow, Key, OrderedList, read_whole
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, OpeningMember
from hiring.openings.rules import UNDER_REVIEW, MemberRole
from hiring.scoring.models import IS_LIVE_ANSWER, AnswerToRate, Review
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
    third: bool = False
    """Its reviewers differ, and nobody has been found who reads that once more."""


@dataclass(frozen=True, slots=True)
class DeclaredConflict:
    """Why a reviewer stepped aside from an answer."""

    public_id: str
    code: str
    candidate: str
    task_title: Localised
    reviewer: str
    reason: str


#: Who knows whose answers those of an application are, and therefore cannot mark them blind.
NOT_BLIND: ExtensionPoint[Callable[[Session, int], set[int]]] = ExtensionPoint("who does not mark blind")

#: Written out: an index holds only the answers of which this is true, and is found by these words.
IS_LACKING = AnswerToRate.lacking > literal_column("0")


def knowing_whose(session: Session, application_id: int) -> set[int]:
    """Return the ids of who must be given no answers of an application."""
    return {one for find in NOT_BLIND.behind(session) for one in find(session, application_id)}


def panel_ids(session: Session, opening_id: int) -> list[int]:
    """Return who may be given answers of this opening: reviewers in its panel who do not know the names."""
    return list(session.scalars(panel_of(opening_id).order_by(OpeningMember.user_id)))


def panel_of(opening_id: int) -> Select[int]:
    """Return the statement for `panel_ids`, to be part of another."""
    with_names = aliased(OpeningMember)
    return (
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
                with_names.user_id == OpeningMember.user_id,
                with_names.role != MemberRole.REVIEWER,
            )
            .exists(),
        )
    )


def open_load(session: Session, reviewer_ids: Iterable[int]) -> dict[int, int]:
    """Return how many open reviews each of these reviewers (the panel) has, over all openings."""
    wanted = list(reviewer_ids)
    rows = session.execute(
        select(Review.reviewer_id, func.count())
        .where(Review.reviewer_id.in_(wanted), Review.state.in_(OPEN), IS_LIVE_ANSWER)
        .group_by(Review.reviewer_id)
    )
    return dict.fromkeys(wanted, 0) | {reviewer: number for reviewer, number in rows}  # noqa: C416 (mypy reads rows only so)


def reviewers_of_sitting(session: Session, sitting_id: int) -> set[tuple[int, int]]:
    """Return (task, reviewer) of every review of a sitting, whatever has become of it."""
    rows = session.execute(select(Review.item_id, Review.reviewer_id).where(Review.sitting_id == sitting_id))
    return {(row.item_id, row.reviewer_id) for row in rows}


@dataclass(frozen=True, slots=True)
class Lacking:
    """An answer that people rate, and how many live reviews it lacks."""

    answer: AnswerToRate
    whole: int
    """Reviews of all of it."""
    third: int
    """Of what the others differ on."""

    @property
    def number(self) -> int:
        return self.whole + self.third


def answers_with_missing(session: Session, sitting_id: int) -> list[Lacking]:
    """Return the answers of a sitting that people rate, each with how many live reviews it lacks."""
    whole, third = (func.count(Review.id).filter(Review.third.is_(is_third)) for is_third in (False, True))
    rows = session.execute(
        select(AnswerToRate, whole, third)
        .outerjoin(
            Review,
            (Review.sitting_id == AnswerToRate.sitting_id)
            & (Review.item_id == AnswerToRate.item_id)
            & Review.state.in_(LIVE),
        )
        .where(AnswerToRate.sitting_id == sitting_id)
        .group_by(*AnswerToRate.__table__.columns)
        .order_by(AnswerToRate.item_id)
    )
    return [
        Lacking(answer, max(answer.raters - whole, 0), max(answer.thirds - third, 0))
        for answer, whole, third in rows
    ]


def unallocated_answers(session: Session, application_id: int) -> list[UnallocatedAnswer]:
    """Return the answers of one application for which HR must find more reviewers."""
    rows = session.execute(
        _unallocated().where(Application.id == application_id).order_by(BankItem.code, BankItem.id)
    )
    return [_unallocated_answer(row) for row in rows]


def unallocated_in(opening_id: int) -> OrderedList[UnallocatedAnswer]:
    """Return the list of an opening's answers that lack reviewers, the longest waiting first."""
    statement = _unallocated().where(AnswerToRate.opening_id == opening_id)
    keys = (Key(AnswerToRate.sitting_id, read_whole), Key(AnswerToRate.item_id, read_whole))
    return OrderedList(statement, keys, lambda _session, rows: [_unallocated_answer(row) for row in rows])


def sittings_that_lack(session: Session, opening_id: int) -> list[int]:
    """Return the sittings of an opening with answers for which reviewers are still to be found."""
    return list(
        session.scalars(
            select(AnswerToRate.sitting_id)
            .where(AnswerToRate.opening_id == opening_id, IS_LACKING)
            .distinct()
            .order_by(AnswerToRate.sitting_id)
        )
    )


def open_reviews_of(session: Session, opening_id: int, reviewer_id: int) -> list[int]:
    """Return the reviews of an opening that a reviewer has still to lock, by the sitting they belong to."""
    wanted = _open_reviews(select(Review.id), opening_id, reviewer_id)
    return list(session.scalars(wanted.order_by(Review.sitting_id, Review.id)))


def number_of_open_reviews(session: Session, opening_id: int, reviewer_id: int) -> int:
    """Return how many reviews of an opening a reviewer has still to lock."""
    return session.scalar(_open_reviews(select(func.count(Review.id)), opening_id, reviewer_id)) or 0


def _open_reviews(wanted: Select[tuple[int]], opening_id: int, reviewer_id: int) -> Select[tuple[int]]:
    return (
        wanted.join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Review.opening_id == opening_id,
            Review.reviewer_id == reviewer_id,
            Review.state.in_(OPEN),
            Application.stage.in_(UNDER_REVIEW),
        )
    )


def _unallocated() -> AnySelect:
    return (
        select(
            Application.public_id,
            Application.code,
            Candidate.name,
            AnswerToRate.item_id,
            BankItem.code.label("task_code"),
            BankItem.title,
            (AnswerToRate.raters + AnswerToRate.thirds).label("wanted"),
            AnswerToRate.thirds,
            AnswerToRate.lacking,
        )
        .select_from(AnswerToRate)
        .join(Sitting, Sitting.id == AnswerToRate.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == AnswerToRate.item_id)
        .where(IS_LACKING, Application.stage.in_(UNDER_REVIEW))
    )


def _unallocated_answer(row: AnyRow) -> UnallocatedAnswer:
    return UnallocatedAnswer(
        row.public_id,
        row.code,
        row.name,
        row.item_id,
        row.task_code,
        row.title,
        allocated=row.wanted - row.lacking,
        wanted=row.wanted,
        third=bool(row.thirds),
    )


def declared_conflicts(opening_id: int) -> OrderedList[DeclaredConflict]:
    """Return the list of who stepped aside from whose answer and why, newest first. Only HR reads this."""
    statement = (
        select(
            Application.public_id,
            Application.code,
            Candidate.name.label("candidate"),
            BankItem.title,
            User.name.label("reviewer"),
            Review.conflict_reason,
        )
        .select_from(Review)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(BankItem, BankItem.id == Review.item_id)
        .join(User, User.id == Review.reviewer_id)
        .where(Review.opening_id == opening_id, Review.state == ReviewState.CONFLICT)
    )
    keys = (Key(Review.id, read_whole, descending=True),)
    return OrderedList(statement, keys, lambda _session, rows: [_declared_conflict(row) for row in rows])


def _declared_conflict(row: AnyRow) -> DeclaredConflict:
    return DeclaredConflict(
        row.public_id, row.code, row.candidate, row.title, row.reviewer, row.conflict_reason or ""
    )
