"""Who has a total after tasks and interviews, in its order, and who has none: two lists, never one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from hiring.db.keyset import AnyRow, Cursor, Key, Page, read_counted_page, read_text, read_whole
from hiring.db.together import AnySelect
from hiring.decisions.queries.letters import decided_and_told
from hiring.decisions.queries.shortlists import shown_stages
from hiring.decisions.rules import DecisionFilter
from hiring.decisions.shortlist import NAME, TOTAL, InterviewedRow, NotInterviewed, Order, why_not_measured
from hiring.interviews.models import Interview, InterviewCard, InterviewFigure, InterviewScore
from hiring.interviews.queries.scores import joined_figures_of, joined_score
from hiring.interviews.queries.scores import standing as joined_standing
from hiring.interviews.rules import CardState
from hiring.openings.models import Application, Candidate
from hiring.scoring.models import ApplicationScore
from hiring.scoring.queries.scores import standing
from hiring.scoring.queries.tasks import Criterion

#: So many of those who are not in the list are named below it.
MOST_NAMED = 25


def interviewed_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    order: Order,
    cursor: Cursor,
    *,
    size: int,
    shown: DecisionFilter | None = None,
) -> Page[InterviewedRow]:
    """Return those who have a total after tasks and interviews, in `order`; nobody else is among them."""
    statement, keys = _ordered(_measured(opening_id, shown), competencies, order)
    page = read_counted_page(session, statement, keys, cursor, size=size)
    weights = {one.code: one.weight for one in competencies}
    return page.of(_rows(session, page.rows, weights))


def not_interviewed(session: Session, opening_id: int, shown: DecisionFilter | None) -> list[NotInterviewed]:
    """Return, by name, the first of those who are scored and have no such total; one more than are named."""
    cards = select(func.count(InterviewCard.id)).where(InterviewCard.interview_id == Interview.id)
    locked = cards.where(InterviewCard.state == CardState.LOCKED).scalar_subquery()
    still_open = cards.where(InterviewCard.state == CardState.OPEN).scalar_subquery()
    rows = session.execute(
        select(
            Application.public_id,
            Application.code,
            Candidate.name,
            Interview.state,
            locked.label("locked"),
            still_open.label("still_open"),
            ApplicationScore.total,
        )
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(ApplicationScore, ApplicationScore.application_id == Application.id)
        .outerjoin(Interview, Interview.application_id == Application.id)
        .where(Application.opening_id == opening_id, standing(), *shown_stages(shown), ~_has_total())
        .order_by(Application.listed_as, Application.id)
        .limit(MOST_NAMED + 1)
    )
    return [
        NotInterviewed(
            row.public_id,
            row.code,
            row.name,
            why_not_measured(
                row.state, locked=row.locked, still_open=row.still_open, has_first_total=row.total is not None
            ),
        )
        for row in rows
    ]


def _has_total() -> ColumnElement[bool]:
    return exists().where(
        InterviewScore.application_id == Application.id, InterviewScore.falling >= 0, joined_standing()
    )


def _measured(opening_id: int, shown: DecisionFilter | None) -> AnySelect:
    return (
        select(
            InterviewScore.id.label("score_id"),
            Application.id.label("application_id"),
            Application.public_id,
            Application.code,
            Application.awaits_letter,
            Candidate.name,
            InterviewScore.total,
            InterviewScore.weight_covered,
            InterviewScore.n_interviewers,
            ApplicationScore.total.label("after_tasks"),
        )
        .join(Application, Application.id == InterviewScore.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(ApplicationScore, ApplicationScore.application_id == Application.id)
        .where(
            InterviewScore.opening_id == opening_id,
            InterviewScore.falling >= 0,
            joined_standing(),
            standing(),
            *shown_stages(shown),
        )
    )


def _ordered(
    statement: AnySelect, competencies: Sequence[Criterion], order: Order
) -> tuple[AnySelect, tuple[Key, ...]]:
    down = order.descending
    if order.column == NAME:
        return statement, (
            Key(Application.listed_as, read_text, down),
            Key(Application.id, read_whole, down),
        )
    if order.column == TOTAL:
        place = InterviewScore.falling if down else InterviewScore.rising
        return statement, (Key(place, read_whole, down), Key(InterviewScore.id, read_whole, down))
    competency_id = next(one.id for one in competencies if one.code == order.column)
    place = InterviewFigure.falling if down else InterviewFigure.rising
    statement = statement.join(InterviewFigure, InterviewFigure.score_id == InterviewScore.id).where(
        InterviewFigure.competency_id == competency_id,
        InterviewFigure.opening_id == InterviewScore.opening_id,
    )
    return statement, (Key(place, read_whole, down), Key(InterviewFigure.score_id, read_whole, down))


def _rows(session: Session, rows: Sequence[AnyRow], weights: dict[str, int]) -> list[InterviewedRow]:
    figures = joined_figures_of(session, [row.score_id for row in rows])
    ids = [row.application_id for row in rows]
    outcomes, letters = decided_and_told(session, ids)
    return [
        InterviewedRow(
            application_id=row.application_id,
            public_id=row.public_id,
            code=row.code,
            name=row.name,
            total=row.total,
            after_tasks=row.after_tasks,
            weight_covered=row.weight_covered,
            n_interviewers=row.n_interviewers,
            figures={code: joined_score(code, weights[code], one) for code, one in figures[row.score_id]},
            outcome=outcomes.get(row.application_id),
            awaits_letter=row.awaits_letter,
            told=letters.get(row.application_id),
        )
        for row in rows
    ]
