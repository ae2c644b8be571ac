"""How far the scoring of an opening is, for HR: how much is done, never what was given."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import UNDER_REVIEW, Stage
from hiring.scoring.models import AnswerToRate, Review, Settlement
from hiring.scoring.queries.allocation import UnallocatedAnswer, panel_ids, unallocated_answers
from hiring.scoring.queries.scores import ScoresOfApplication, scores_of_opening
from hiring.scoring.rules import LIVE, OPEN, ReviewState
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class TaskProgress:
    item_id: int
    code: str
    title: Localised
    answers: int
    wanted: int
    locked: int
    open: int

    @property
    def missing(self) -> int:
        return self.wanted - self.locked - self.open


@dataclass(frozen=True, slots=True)
class ReviewerProgress:
    public_id: str
    name: str
    locked: int
    drafts: int
    waiting: int
    in_panel: bool
    """False when nothing more can be given to this reviewer in this opening."""

    @property
    def open(self) -> int:
        return self.drafts + self.waiting


@dataclass(frozen=True, slots=True)
class OpeningProgress:
    tasks: tuple[TaskProgress, ...]
    reviewers: tuple[ReviewerProgress, ...]
    unallocated: tuple[UnallocatedAnswer, ...]
    scoring: int
    """Applications whose answers are being scored."""
    settled: int

    @property
    def locked(self) -> int:
        return sum(task.locked for task in self.tasks)

    @property
    def wanted(self) -> int:
        return sum(task.wanted for task in self.tasks)


@dataclass(frozen=True, slots=True)
class DifferingApplication:
    """A settled application in which reviewers differ by the tolerance or more."""

    public_id: str
    code: str
    candidate: str
    differences: int
    """How many pairs of answer and competency they differ on."""
    widest: int
    competencies: tuple[str, ...]


def progress_of_opening(session: Session, opening_id: int) -> OpeningProgress:
    """Return how much is done and left, per task and per reviewer. Withdrawn applications do not count."""
    scoring = session.scalar(
        select(func.count())
        .select_from(Application)
        .where(Application.opening_id == opening_id, Application.stage.in_(UNDER_REVIEW))
    )
    settled = session.scalar(
        select(func.count()).select_from(Settlement).where(Settlement.opening_id == opening_id)
    )
    return OpeningProgress(
        tasks=_task_progress(session, opening_id),
        reviewers=_reviewer_progress(session, opening_id),
        unallocated=tuple(unallocated_answers(session, opening_id)),
        scoring=scoring or 0,
        settled=settled or 0,
    )


def differing_applications(
    session: Session, scores: dict[int, ScoresOfApplication]
) -> list[DifferingApplication]:
    """Return whose ratings differ, the widest difference first."""
    found = {key: one.scores.differences for key, one in scores.items() if one.scores.differences}
    rows = session.execute(
        select(Application.id, Application.public_id, Application.code, Candidate.name)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.id.in_(list(found)))
    )
    differing = [
        DifferingApplication(
            row.public_id,
            row.code,
            row.name,
            differences=len(found[row.id]),
            widest=max(each.highest - each.lowest for each in found[row.id]),
            competencies=tuple(dict.fromkeys(each.competency for each in found[row.id])),
        )
        for row in rows
    ]
    return sorted(differing, key=lambda one: (-one.widest, -one.differences, one.code))


def differing_counts(session: Session, opening_ids: Sequence[int]) -> dict[int, int]:
    """Return per opening how many settled, undecided applications have ratings that differ."""
    undecided = set(
        session.scalars(
            select(Application.id).where(
                Application.opening_id.in_(opening_ids), Application.stage == Stage.SCORED
            )
        )
    )
    counts = {
        opening_id: sum(
            bool(one.scores.differences)
            for key, one in scores_of_opening(session, opening_id).items()
            if key in undecided
        )
        for opening_id in opening_ids
    }
    return {opening_id: number for opening_id, number in counts.items() if number}


def _task_progress(session: Session, opening_id: int) -> tuple[TaskProgress, ...]:
    reviews = (
        select(
            Review.sitting_id,
            Review.item_id,
            func.sum(case((Review.state == ReviewState.LOCKED, 1), else_=0)).label("locked"),
            func.sum(case((Review.state.in_(OPEN), 1), else_=0)).label("open"),
        )
        .where(Review.opening_id == opening_id)
        .group_by(Review.sitting_id, Review.item_id)
        .subquery()
    )
    rows = session.execute(
        select(
            BankItem.id,
            BankItem.code,
            BankItem.title,
            func.count(),
            func.sum(AnswerToRate.raters),
            func.coalesce(func.sum(reviews.c.locked), 0),
            func.coalesce(func.sum(reviews.c.open), 0),
        )
        .select_from(AnswerToRate)
        .join(BankItem, BankItem.id == AnswerToRate.item_id)
        .join(Sitting, Sitting.id == AnswerToRate.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .outerjoin(
            reviews,
            (reviews.c.sitting_id == AnswerToRate.sitting_id) & (reviews.c.item_id == AnswerToRate.item_id),
        )
        .where(
            AnswerToRate.opening_id == opening_id,
            Application.stage.in_(UNDER_REVIEW | {Stage.SCORED, Stage.DECIDED}),
        )
        .group_by(BankItem.id)
        .order_by(BankItem.code, BankItem.id)
    )
    return tuple(TaskProgress(*row) for row in rows)


def _reviewer_progress(session: Session, opening_id: int) -> tuple[ReviewerProgress, ...]:
    panel = set(panel_ids(session, opening_id))
    counts: dict[int, dict[str, int]] = {reviewer: {} for reviewer in panel}
    for reviewer_id, state, number in session.execute(
        select(Review.reviewer_id, Review.state, func.count())
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Review.opening_id == opening_id,
            Review.state.in_(LIVE),
            Application.stage.in_(UNDER_REVIEW | {Stage.SCORED, Stage.DECIDED}),
        )
        .group_by(Review.reviewer_id, Review.state)
    ):
        counts.setdefault(reviewer_id, {})[state] = number
    users = session.execute(
        select(User.id, User.public_id, User.name)
        .where(User.id.in_(list(counts)))
        .order_by(User.name, User.id)
    )
    return tuple(
        ReviewerProgress(
            user.public_id,
            user.name,
            locked=counts[user.id].get(ReviewState.LOCKED, 0),
            drafts=counts[user.id].get(ReviewState.DRAFT, 0),
            waiting=counts[user.id].get(ReviewState.ALLOCATED, 0),
            in_panel=user.id in panel,
        )
        for user in users
    )
