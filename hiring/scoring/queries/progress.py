"""How far the scoring of an opening is, for HR: how much is done, never what was given."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.openings.rules import UNDER_REVIEW, MemberRole, Stage
from hiring.rubrics.models import Competency
from hiring.scoring.models import AnswerToRate, ApplicationScore, CompetencyFigure, Review, Settlement
from hiring.scoring.queries.allocation import panel_ids
from hiring.scoring.queries.scores import standing
from hiring.scoring.rules import LIVE, OPEN, ReviewState
from hiring.sittings.models import Sitting
from hiring.store.keyset import AnySelect, Cursor, Key, Page, read_counted_page, read_whole


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
    """A scored application in which reviewers differ by the tolerance or more."""

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
        scoring=scoring or 0,
        settled=settled or 0,
    )


def differing_applications(
    session: Session, opening_id: int, cursor: Cursor, *, size: int
) -> Page[DifferingApplication]:
    """Return whose ratings differ, the widest difference first; withdrawn applications are left out."""
    page = read_counted_page(session, _differing(opening_id), _WIDEST_FIRST, cursor, size=size)
    codes = _differing_competencies(session, [row.id for row in page.rows])
    return page.of(
        [
            DifferingApplication(
                row.public_id, row.code, row.name, row.n_differences, row.widest, tuple(codes[row.id])
            )
            for row in page.rows
        ]
    )


_WIDEST_FIRST = (
    Key(ApplicationScore.widest, read_whole, descending=True),
    Key(ApplicationScore.n_differences, read_whole, descending=True),
    Key(ApplicationScore.id, read_whole, descending=True),
)


def _differing(opening_id: int) -> AnySelect:
    return (
        select(
            ApplicationScore.id,
            Application.public_id,
            Application.code,
            Candidate.name,
            ApplicationScore.n_differences,
            ApplicationScore.widest,
        )
        .join(Application, Application.id == ApplicationScore.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            ApplicationScore.opening_id == opening_id,
            ApplicationScore.widest > 0,
            standing(),
            Application.stage.in_((Stage.SCORED, Stage.DECIDED)),
        )
    )


def _differing_competencies(session: Session, score_ids: list[int]) -> dict[int, list[str]]:
    codes: dict[int, list[str]] = {score_id: [] for score_id in score_ids}
    for score_id, code in session.execute(
        select(CompetencyFigure.score_id, Competency.code)
        .join(Competency, Competency.id == CompetencyFigure.competency_id)
        .where(CompetencyFigure.score_id.in_(score_ids), CompetencyFigure.n_differences > 0)
        .order_by(CompetencyFigure.score_id, Competency.position)
    ):
        codes[score_id].append(code)
    return codes


@dataclass(frozen=True, slots=True)
class NeedyOpening:
    """An opening of HR in which something needs a person, and how often."""

    public_id: str
    title: Localised
    number: int


def openings_that_lack(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which answers lack reviewers, with how many, `most` at most."""
    lacking = (
        select(AnswerToRate.opening_id, func.count().label("number"))
        .join(OpeningMember, OpeningMember.opening_id == AnswerToRate.opening_id)
        .where(AnswerToRate.lacking > 0, *_of_hr(user_id))
        .group_by(AnswerToRate.opening_id)
    )
    return _needy(session, lacking, most)


def openings_that_differ(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which reviewers differ on undecided candidates, `most` at most."""
    differing = (
        select(Application.opening_id, func.count().label("number"))
        .join(OpeningMember, OpeningMember.opening_id == Application.opening_id)
        .join(ApplicationScore, ApplicationScore.application_id == Application.id)
        .where(Application.stage == Stage.SCORED, ApplicationScore.widest > 0, standing(), *_of_hr(user_id))
        .group_by(Application.opening_id)
    )
    return _needy(session, differing, most)


def _of_hr(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return (OpeningMember.user_id == user_id, OpeningMember.role == MemberRole.HR)


def _needy(session: Session, counted: AnySelect, most: int) -> list[NeedyOpening]:
    counts = counted.subquery()
    rows = session.execute(
        select(Opening.public_id, Opening.title, counts.c.number)
        .join(counts, counts.c.opening_id == Opening.id)
        .order_by(Opening.id.desc())
        .limit(most)
    )
    return [NeedyOpening(*row) for row in rows]


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
