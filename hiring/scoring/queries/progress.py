"""How far the scoring of an opening is, for HR: how much is done, never what was given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from sqlalchemy import CTE, func, literal, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.db.distinct import distinct_values
from hiring.db.keyset import Key, OrderedList, read_whole
from hiring.db.together import AnySelect, read_together
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.queries import openings_with_scored, works_in
from hiring.openings.rules import Stage
from hiring.rubrics.models import Competency
from hiring.scoring.models import (
    AnswerToRate,
    ApplicationScore,
    CompetencyFigure,
    ExcuseProposal,
    Review,
    RulesChange,
)
from hiring.scoring.queries.abstentions import IS_UNDECIDED
from hiring.scoring.queries.allocation import IS_LACKING, panel_of
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.queries.excuses import PROPOSAL_WAITS
from hiring.scoring.queries.frames import ScoringFrame
from hiring.scoring.queries.frozen_rules import CHANGE_WAITS
from hiring.scoring.queries.scores import standing
from hiring.scoring.queries.tasks import TaskToRate
from hiring.scoring.rules import UNDO_FOR, ReviewerCount, TaskCount, seldom_answered


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


def progress_of_opening(session: Session, opening_id: int, frame: ScoringFrame) -> OpeningProgress:
    """Return how much is done and left, per task and per reviewer. Withdrawn applications do not count."""
    rated = [each.item_id for each in frame.tasks if each.competencies]
    counts = frame.counts or review_counts(session, opening_id, rated)
    return OpeningProgress(
        _task_progress(frame.tasks, counts.tasks),
        _reviewer_progress(session, opening_id, counts.reviewers),
        counts.scored,
        counts.handed_in,
        frame.counted_at,
    )


def differing_applications(opening_id: int) -> OrderedList[DifferingApplication]:
    """Return the list of whose ratings differ, the widest difference first; none that has withdrawn."""
    return OrderedList(_differing(opening_id), _WIDEST_FIRST, _with_competencies)


def _with_competencies(session: Session, rows: Sequence[Any]) -> list[DifferingApplication]:
    names = _differing_competencies(session, [row.id for row in rows])
    return [
        DifferingApplication(
            row.public_id, row.code, row.name, row.n_differences, row.widest, tuple(names[row.id])
        )
        for row in rows
    ]


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


class Need(StrEnum):
    """Why an opening needs somebody of HR."""

    LACKING = "lacking"
    """Answers lack reviewers."""
    UNJUDGED = "unjudged"
    """A reviewer could not judge answers, and HR has to say whether that is so."""
    PROPOSED = "proposed"
    """Somebody else has proposed that a task does not count, or counts by another key."""
    RULES = "rules"
    """Somebody else has proposed other rules of scoring."""
    DIFFERING = "differing"
    """Reviewers differ on undecided candidates."""


def needy_openings(session: Session, user_id: int, *needs: Need, most: int) -> dict[Need, list[NeedyOpening]]:
    """Return HR's newest openings with each of these needs, `most` of each at most, in one statement.

    Of one opening no more than `MOST_COUNTED_FOR_HOME` and one things are counted.
    """
    found = read_together(session, *(_needy(user_id, *_NEEDS[need](user_id), most) for need in needs))
    return {
        need: [
            NeedyOpening(row.public_id, row.title, row.number)
            for row in sorted(rows, key=attrgetter("id"), reverse=True)
        ]
        for need, rows in zip(needs, found, strict=True)
    }


def _lacking(_user_id: int) -> tuple[CTE, AnySelect]:
    things = (
        select(literal(1).label("one"))
        .select_from(AnswerToRate)
        .where(AnswerToRate.opening_id == Opening.id, IS_LACKING)
        .order_by(AnswerToRate.sitting_id, AnswerToRate.item_id)  # SQLite finds its index by these two
    )
    return distinct_values(AnswerToRate.opening_id, IS_LACKING, falling=True), things


def _differing_undecided(_user_id: int) -> tuple[CTE, AnySelect]:
    things = (
        select(literal(1).label("one"))
        .select_from(Application)
        .join(ApplicationScore, ApplicationScore.application_id == Application.id)
        .where(
            Application.opening_id == Opening.id,
            Application.stage == Stage.SCORED,
            ApplicationScore.widest > 0,
            standing(),
        )
    )
    return openings_with_scored(), things


def _unjudged(_user_id: int) -> tuple[CTE, AnySelect]:
    things = (
        select(literal(1).label("one"))
        .select_from(Review)
        .where(Review.opening_id == Opening.id, IS_UNDECIDED, Review.locked_at <= clock.now() - UNDO_FOR)
    )
    return distinct_values(Review.opening_id, IS_UNDECIDED, falling=True), things


def _proposed(user_id: int) -> tuple[CTE, AnySelect]:
    things = (
        select(literal(1).label("one"))
        .select_from(ExcuseProposal)
        .where(ExcuseProposal.opening_id == Opening.id, PROPOSAL_WAITS, ExcuseProposal.proposer_id != user_id)
    )
    return distinct_values(ExcuseProposal.opening_id, PROPOSAL_WAITS, falling=True), things


def _rules_proposed(user_id: int) -> tuple[CTE, AnySelect]:
    things = (
        select(literal(1).label("one"))
        .select_from(RulesChange)
        .where(RulesChange.opening_id == Opening.id, CHANGE_WAITS, RulesChange.proposer_id != user_id)
    )
    return distinct_values(RulesChange.opening_id, CHANGE_WAITS, falling=True), things


#: By need: the openings in which there may be such things, and the things of one `Opening`.
_NEEDS: Mapping[Need, Callable[[int], tuple[CTE, AnySelect]]] = {
    Need.LACKING: _lacking,
    Need.UNJUDGED: _unjudged,
    Need.PROPOSED: _proposed,
    Need.RULES: _rules_proposed,
    Need.DIFFERING: _differing_undecided,
}


def _needy(user_id: int, openings: CTE, things: AnySelect, most: int) -> AnySelect:
    """Select those of HR among the `openings` (as their `value`) in which there are such `things`."""
    things = things.correlate(Opening)
    number = select(func.count()).select_from(things.limit(MOST_COUNTED_FOR_HOME + 1).subquery())
    return (
        select(Opening.id, Opening.public_id, Opening.title, number.scalar_subquery().label("number"))
        .join(openings, openings.c.value == Opening.id)
        .where(works_in(Opening.id, user_id), things.limit(1).scalar_subquery().is_not(None))
        .order_by(Opening.id.desc())
        .limit(most)
    )


def _task_progress(tasks: Iterable[TaskToRate], counts: Sequence[TaskCount]) -> tuple[TaskProgress, ...]:
    asked = {each.item_id: each.task for each in tasks}
    found = ((asked[count.item_id], count) for count in counts)
    in_order = sorted(found, key=lambda each: (each[0].code, each[1].item_id))
    return tuple(TaskProgress(task.code, task.title, count) for task, count in in_order)


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
