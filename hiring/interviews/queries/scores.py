"""The second totals as they were written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from hiring.interviews.models import InterviewFigure, InterviewScore
from hiring.interviews.scores import InterviewerMean, JoinedScore, JoinedScores
from hiring.rubrics.models import Competency
from hiring.scoring.scores import Rule


@dataclass(frozen=True, slots=True)
class JoinedScoresOfApplication:
    """The second total that stands, by which rule, and from what."""

    application_id: int
    scores: JoinedScores
    rule: Rule
    number: int
    input_hash: str
    n_interviewers: int
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class JoinedTotal:
    """A total after tasks and interviews, by itself: never in one order with totals of tasks alone."""

    total: Decimal
    n_interviewers: int


def standing() -> ColumnElement[bool]:
    """Return the condition that an `InterviewScore` stands: no later one supersedes it."""
    later = aliased(InterviewScore)
    return ~exists().where(
        later.application_id == InterviewScore.application_id, later.number == InterviewScore.number + 1
    )


def joined_scores_of(session: Session, application_id: int) -> JoinedScoresOfApplication | None:
    """Return the second total of one application, or None where it was not measured by interview."""
    return next(iter(standing_joined(session, InterviewScore.application_id == application_id)), None)


def joined_totals(session: Session, application_ids: Sequence[int]) -> dict[int, JoinedTotal]:
    """Return the second totals that stand of some applications; who was not interviewed has none."""
    rows = session.execute(
        select(InterviewScore.application_id, InterviewScore.total, InterviewScore.n_interviewers).where(
            InterviewScore.application_id.in_(application_ids), standing()
        )
    )
    return {number: JoinedTotal(total, people) for number, total, people in rows if total is not None}


def standing_joined(session: Session, which: ColumnElement[bool]) -> list[JoinedScoresOfApplication]:
    """Return the second totals that stand, of few applications at a time, in the order of their rows."""
    rows = session.scalars(select(InterviewScore).where(which, standing()).order_by(InterviewScore.id)).all()
    figures = joined_figures_of(session, [row.id for row in rows]) if rows else {}
    return [
        JoinedScoresOfApplication(
            row.application_id,
            JoinedScores(
                tuple(joined_score(code, row.policy["weights"][code], one) for code, one in figures[row.id]),
                row.total,
                row.weight_covered,
            ),
            Rule(row.rule, row.rule_version),
            row.number,
            row.input_hash,
            row.n_interviewers,
            row.computed_at,
        )
        for row in rows
    ]


def joined_figures_of(
    session: Session, score_ids: Iterable[int]
) -> dict[int, list[tuple[str, InterviewFigure]]]:
    """Return the figures of few second totals with their codes, in the order of the rubric."""
    found: dict[int, list[tuple[str, InterviewFigure]]] = {score_id: [] for score_id in score_ids}
    for code, figure in session.execute(
        select(Competency.code, InterviewFigure)
        .join(Competency, Competency.id == InterviewFigure.competency_id)
        .where(InterviewFigure.score_id.in_(list(found)))
        .order_by(InterviewFigure.score_id, Competency.position)
    ):
        found[figure.score_id].append((code, figure))
    return found


def joined_score(code: str, weight: int, figure: InterviewFigure) -> JoinedScore:
    """Return a figure as the rule made it."""
    return JoinedScore(
        code,
        weight,
        score=figure.score,
        tasks=figure.by_tasks,
        interviews=figure.by_interviews,
        share=figure.share,
        interviewers=tuple(InterviewerMean(who, Decimal(mean), n) for who, mean, n in figure.interviewers),
        differs=figure.differs,
    )
