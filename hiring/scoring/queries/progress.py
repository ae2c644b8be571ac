"""How far the scoring of an opening is, for HR: how much is done, never what was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CTE, ColumnElement, func, literal, literal_column, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db.distinct import distinct_values
from hiring.db.keyset import AnySelect, Cursor, Key, Page, ReadPage, read_counted_page, read_whole
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.openings.queries import openings_with_scored
from hiring.openings.rules import MemberRole, Stage
from hiring.rubrics.models import Competency
from hiring.scoring.models import (
    AnswerToRate,
    ApplicationScore,
    CompetencyFigure,
    ExcuseProposal,
    Review,
    ScoringCounts,
)
from hiring.scoring.queries.abstentions import IS_UNDECIDED
from hiring.scoring.queries.allocation import panel_of
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.queries.excuses import PROPOSAL_WAITS
from hiring.scoring.queries.scores import standing
from hiring.scoring.rules import UNDO_FOR, ReviewCounts, ReviewerCount, TaskCount, seldom_answered


@dataclass(frozen=True, slots=True)
class TaskProgress:
    code: str
    title: Localised
    count: TaskCount

    @property
    def missing(self) -> int:
        return self.count.wanted - self.count.locked - self.count.open


@dataclass(frozen=True, slots=True)
class ReviewerProgress:
    public_id: str
    name: str
    count: ReviewerCount
    in_panel: bool
    """False when nothing more can be given to this reviewer in this opening."""

    @property
    def open(self) -> int:
        return self.count.drafts + self.count.waiting


@dataclass(frozen=True, slots=True)
class OpeningProgress:
    tasks: tuple[TaskProgress, ...]
    reviewers: tuple[ReviewerProgress, ...]
    scored: int
    """Applications whose scores stand."""
    handed_in: int
    counted_at: datetime | None
    """When a worker counted; None where it was counted just now."""

    @property
    def seldom_answered(self) -> list[TaskProgress]:
        """Tasks to which so many gave no answer that they may not have reached them."""
        return [task for task in self.tasks if seldom_answered(task.count.answers, self.handed_in)]

    @property
    def locked(self) -> int:
        return sum(task.count.locked for task in self.tasks)

    @property
    def wanted(self) -> int:
        return sum(task.count.wanted for task in self.tasks)


@dataclass(frozen=True, slots=True)
class DifferingApplication:
    """A scored application in which reviewers differ by the tolerance or more."""

    public_id: str
    code: str
    candidate: str
    differences: int
    """How many pairs of answer and competency they differ on."""
    widest: int
    competencies: tuple[Localised, ...]


def progress_of_opening(session: Session, opening_id: int) -> OpeningProgress:
    """Return how much is done and left, per task and per reviewer. Withdrawn applications do not count."""
    kept = session.get(ScoringCounts, opening_id)
    counts = ReviewCounts.from_json(kept.counts) if kept else review_counts(session, opening_id)
    return OpeningProgress(
        _task_progress(session, counts.tasks),
        _reviewer_progress(session, opening_id, counts.reviewers),
        counts.scored,
        counts.handed_in,
        kept.counted_at if kept else None,
    )


def differing_applications(
    session: Session, opening_id: int, cursor: Cursor, *, size: int, read: ReadPage = read_counted_page
) -> Page[DifferingApplication]:
    """Return whose ratings differ, the widest difference first; withdrawn applications are left out."""
    page = read(session, _differing(opening_id), _WIDEST_FIRST, cursor, size=size)
    names = _differing_competencies(session, [row.id for row in page.rows])
    return page.of(
        [
            DifferingApplication(
                row.public_id, row.code, row.name, row.n_differences, row.widest, tuple(names[row.id])
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


def _differing_competencies(session: Session, score_ids: list[int]) -> dict[int, list[Localised]]:
    names: dict[int, list[Localised]] = {score_id: [] for score_id in score_ids}
    for score_id, name in session.execute(
        select(CompetencyFigure.score_id, Competency.name)
        .join(Competency, Competency.id == CompetencyFigure.competency_id)
        .where(CompetencyFigure.score_id.in_(score_ids), CompetencyFigure.n_differences > 0)
        .order_by(CompetencyFigure.score_id, Competency.position)
    ):
        names[score_id].append(name)
    return names


#: The first page says "more than" this, and counts no further.
MOST_COUNTED_FOR_HOME = 100


@dataclass(frozen=True, slots=True)
class NeedyOpening:
    """An opening of HR in which something needs a person, and how often."""

    public_id: str
    title: Localised
    number: int


def openings_that_lack(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which answers lack reviewers, `most` at most.

    Of one opening no more than `MOST_COUNTED_FOR_HOME` and one are counted.
    """
    lacking = (
        select(literal(1).label("one"))
        .select_from(AnswerToRate)
        .where(AnswerToRate.opening_id == Opening.id, AnswerToRate.lacking > literal_column("0"))
        .order_by(AnswerToRate.sitting_id, AnswerToRate.item_id)  # SQLite finds its index by these two
        .correlate(Opening)
    )
    openings = distinct_values(
        AnswerToRate.opening_id, AnswerToRate.lacking > literal_column("0"), falling=True
    )
    return _needy(session, user_id, openings, lacking, most)


def openings_that_differ(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which reviewers differ on undecided candidates, `most` at most.

    Of one opening no more than `MOST_COUNTED_FOR_HOME` and one are counted.
    """
    differing = (
        select(literal(1).label("one"))
        .select_from(Application)
        .join(ApplicationScore, ApplicationScore.application_id == Application.id)
        .where(
            Application.opening_id == Opening.id,
            Application.stage == Stage.SCORED,
            ApplicationScore.widest > 0,
            standing(),
        )
        .correlate(Opening)
    )
    return _needy(session, user_id, openings_with_scored(), differing, most)


def openings_that_abstain(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which HR has to say of answers whether they could be judged."""
    undecided = (
        select(literal(1).label("one"))
        .select_from(Review)
        .where(Review.opening_id == Opening.id, IS_UNDECIDED, Review.locked_at <= clock.now() - UNDO_FOR)
        .correlate(Opening)
    )
    openings = distinct_values(Review.opening_id, IS_UNDECIDED, falling=True)
    return _needy(session, user_id, openings, undecided, most)


def openings_to_excuse(session: Session, user_id: int, *, most: int) -> list[NeedyOpening]:
    """Return HR's newest openings in which somebody else has proposed that a task does not count."""
    waiting = (
        select(literal(1).label("one"))
        .select_from(ExcuseProposal)
        .where(ExcuseProposal.opening_id == Opening.id, PROPOSAL_WAITS, ExcuseProposal.proposer_id != user_id)
        .correlate(Opening)
    )
    openings = distinct_values(ExcuseProposal.opening_id, PROPOSAL_WAITS, falling=True)
    return _needy(session, user_id, openings, waiting, most)


def _needy(session: Session, user_id: int, openings: CTE, things: AnySelect, most: int) -> list[NeedyOpening]:
    """Return those of HR among the `openings` (as their `value`) in which there are such `things`."""
    some = things.limit(MOST_COUNTED_FOR_HOME + 1).subquery()
    rows = session.execute(
        select(Opening.public_id, Opening.title, select(func.count()).select_from(some).scalar_subquery())
        .join(openings, openings.c.value == Opening.id)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .where(*_of_hr(user_id), things.limit(1).scalar_subquery().is_not(None))
        .order_by(Opening.id.desc())
        .limit(most)
    )
    return [NeedyOpening(*row) for row in rows]


def _of_hr(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return (OpeningMember.user_id == user_id, OpeningMember.role == MemberRole.HR)


def _task_progress(session: Session, counts: Sequence[TaskCount]) -> tuple[TaskProgress, ...]:
    by_item = {each.item_id: each for each in counts}
    items = session.execute(
        select(BankItem.id, BankItem.code, BankItem.title)
        .where(BankItem.id.in_(by_item))
        .order_by(BankItem.code, BankItem.id)
    )
    return tuple(TaskProgress(item.code, item.title, by_item[item.id]) for item in items)


def _reviewer_progress(
    session: Session, opening_id: int, counts: Sequence[ReviewerCount]
) -> tuple[ReviewerProgress, ...]:
    panel = panel_of(opening_id)
    by_user = {each.reviewer_id: each for each in counts}
    users = session.execute(
        select(User.id, User.public_id, User.name, User.id.in_(panel).label("in_panel"))
        .where(User.id.in_(panel) | User.id.in_(by_user))
        .order_by(User.name, User.id)
    )
    nothing = ReviewerCount(0, 0, 0, 0)
    return tuple(
        ReviewerProgress(user.public_id, user.name, by_user.get(user.id, nothing), user.in_panel)
        for user in users
    )
