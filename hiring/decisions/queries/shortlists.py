"""The shortlist of an opening: ordered and cut by the database, by figures that stand in rows."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from hiring.db.keyset import AnyRow, Cursor, Key, Page, read_page, read_text, read_whole
from hiring.db.pieces import public_ids_in
from hiring.db.together import AnySelect
from hiring.decisions.models import Decision
from hiring.decisions.queries.letters import decided_and_told
from hiring.decisions.rules import DECIDABLE, DecisionFilter, Outcome, Told
from hiring.decisions.shortlist import BAND, NAME, TOTAL, Figure, Order, ShortlistRow
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import Stage
from hiring.scoring.models import ApplicationScore, CompetencyFigure, Settlement
from hiring.scoring.queries.scores import cells_in, figures_of, standing
from hiring.scoring.queries.tasks import Criterion
from hiring.scoring.scores import CellKind, Missing
from hiring.standings.models import CandidateStanding
from hiring.standings.queries import placed_candidate


def shortlist_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    order: Order,
    cursor: Cursor,
    *,
    size: int,
    total: int,
    shown: DecisionFilter | None = None,
    run_id: int | None = None,
) -> Page[ShortlistRow]:
    """Return scored and decided candidates in `order`; whoever lacks the figure stands last both ways.

    `shown` = only those who wait, or those with one outcome; `total` = how many these are. `run_id` = the
    computing that says how exact their scores are; the order by bands has only those who are in it.
    """
    scored = scored_in(opening_id, shown)
    if run_id is not None:
        scored = with_standing(scored, run_id, only=order.column == BAND)
    if order.column == BAND:
        statement, keys = scored, _in_bands(order)
    else:
        statement, keys = _ordered(scored, opening_id, competencies, order)
    page = read_page(session, statement, keys, cursor, size=size, total=total)
    return page.of(rows_of(session, page.rows, placed=run_id is not None))


def shortlist_named(
    session: Session, opening_id: int, public_ids: Collection[str], run_id: int | None = None
) -> list[ShortlistRow]:
    """Return what the shortlist says of a few named candidates, by name; `run_id` as in `shortlist_page`."""
    scored = scored_in(opening_id, None)
    if run_id is not None:
        scored = with_standing(scored, run_id)
    rows = session.execute(
        scored.where(Application.public_id.in_(public_ids_in(public_ids))).order_by(
            Application.listed_as, Application.id
        )
    )
    return rows_of(session, rows.all(), placed=run_id is not None)


def rows_of(session: Session, rows: Sequence[AnyRow], *, placed: bool = False) -> list[ShortlistRow]:
    """Return what the rows of `scored_in` say, `placed` by a computing as `with_standing` has it."""
    figures = figures_of(session, [row.score_id for row in rows])
    ids = [row.application_id for row in rows]
    outcomes, letters = decided_and_told(session, ids)
    found = [
        _shortlist_row(
            row,
            {code: _figure(one) for code, one in figures[row.score_id]},
            outcomes.get(row.application_id),
            letters.get(row.application_id),
        )
        for row in rows
    ]
    return [_placed(each, row) for each, row in zip(found, rows, strict=True)] if placed else found


def scored_in(opening_id: int, shown: DecisionFilter | None) -> AnySelect:
    """Select the scored and decided candidates of an opening with the scores that stand."""
    return (
        select(
            ApplicationScore.id.label("score_id"),
            Application.id.label("application_id"),
            Application.public_id,
            Application.code,
            Application.awaits_letter,
            Candidate.name,
            ApplicationScore.total,
            ApplicationScore.falling,
            ApplicationScore.n_ratings,
            ApplicationScore.weight_covered,
            Settlement.fewer_reason,
        )
        .join(Application, Application.id == ApplicationScore.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Settlement, Settlement.sitting_id == ApplicationScore.sitting_id)
        .where(Application.opening_id == opening_id, standing(), *shown_stages(shown))
    )


def shown_stages(shown: DecisionFilter | None) -> tuple[ColumnElement[bool], ...]:
    if shown is DecisionFilter.WAITING:
        return (Application.stage == Stage.SCORED,)
    seen = Application.stage.in_(DECIDABLE)
    return (seen,) if shown is None else (seen, Application.outcome == shown.value)


def with_standing(statement: AnySelect, run_id: int, *, only: bool = False) -> AnySelect:
    """Add what a computing says of each candidate; `only` leaves out those who are not in it."""
    of_both = and_(CandidateStanding.application_id == Application.id, CandidateStanding.run_id == run_id)
    placed = CandidateStanding
    columns = placed.place, placed.band, placed.figures, placed.raw_place, placed.adjusted_place
    return statement.add_columns(*columns).join(CandidateStanding, of_both, isouter=not only)


def _in_bands(order: Order) -> tuple[Key, ...]:
    return (Key(CandidateStanding.place, read_whole, order.descending),)


def _placed(row: ShortlistRow, found: AnyRow) -> ShortlistRow:
    if found.place is None:
        return row
    return replace(row, placed=placed_candidate(found))


def _ordered(
    statement: AnySelect, opening_id: int, competencies: Sequence[Criterion], order: Order
) -> tuple[AnySelect, tuple[Key, ...]]:
    down = order.descending
    if order.column == NAME:  # the scores are found by the applications, which stand in this order
        return statement, (
            Key(Application.listed_as, read_text, down),
            Key(Application.id, read_whole, down),
        )
    statement = statement.where(ApplicationScore.opening_id == opening_id)
    if order.column == TOTAL:
        place = ApplicationScore.falling if down else ApplicationScore.rising
        return statement, (Key(place, read_whole, down), Key(ApplicationScore.id, read_whole, down))
    competency_id = next(one.id for one in competencies if one.code == order.column)
    place = CompetencyFigure.falling if down else CompetencyFigure.rising
    statement = statement.join(CompetencyFigure, CompetencyFigure.score_id == ApplicationScore.id).where(
        CompetencyFigure.competency_id == competency_id,
        CompetencyFigure.opening_id == ApplicationScore.opening_id,
    )
    return statement, (Key(place, read_whole, down), Key(CompetencyFigure.score_id, read_whole, down))


def _shortlist_row(
    row: AnyRow, figures: dict[str, Figure], outcome: Outcome | None, letter: Told | None
) -> ShortlistRow:
    return ShortlistRow(
        application_id=row.application_id,
        public_id=row.public_id,
        code=row.code,
        name=row.name,
        total=row.total,
        n_ratings=row.n_ratings,
        weight_covered=row.weight_covered,
        figures=figures,
        fewer_ratings=bool(row.fewer_reason),
        outcome=outcome,
        awaits_letter=row.awaits_letter,
        told=letter,
    )


def _figure(found: CompetencyFigure) -> Figure:
    cells = cells_in(found.basis)
    kinds = Counter(cell.kind for cell in cells)
    return Figure(
        found.score,
        _missing(found.missing),
        found.n_ratings,
        differs=found.n_differences > 0,
        not_answered=kinds[CellKind.NOT_ANSWERED],
        excused=kinds[CellKind.EXCUSED],
        provisional=sum(cell.provisional for cell in cells),
    )


def _missing(reason: str | None) -> Missing | None:
    return Missing(reason) if reason else None


def outcomes_of(session: Session, application_ids: Sequence[int]) -> dict[int, Outcome]:
    """Return the outcomes that stand of few applications."""
    rows = session.execute(
        select(Decision.application_id, Decision.outcome)
        .where(Decision.application_id.in_(application_ids))
        .order_by(Decision.id)
    )
    return {row.application_id: Outcome(row.outcome) for row in rows}
