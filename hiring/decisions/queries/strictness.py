"""Candidates by their totals without the strictness of reviewers, as the newest computing left them."""

from decimal import Decimal

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.decisions.queries.shortlists import rows_of, scored_in, shown_stages, with_standing
from hiring.decisions.shortlist import TOTAL, ShortlistRow
from hiring.decisions.what_if import MovedRow, Moves
from hiring.openings.models import Application
from hiring.standings.models import CandidateStanding

_MOVED = CandidateStanding.raw_place != CandidateStanding.adjusted_place


def adjusted_moves(session: Session, run_id: int, top: int) -> Moves:
    """Return how many candidates taking out the strictness would move, and in and out of the best `top`."""
    now, then = CandidateStanding.raw_place <= top, CandidateStanding.adjusted_place <= top
    numbers = (
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for condition in (_MOVED, and_(then, ~now), and_(now, ~then))
    )
    row = session.execute(
        select(func.count(), *numbers)
        .join(Application, Application.id == CandidateStanding.application_id)
        .where(
            CandidateStanding.run_id == run_id,
            CandidateStanding.adjusted_place.is_not(None),
            *shown_stages(None),
        )
    ).one()
    return Moves(*row)


def adjusted_page(
    session: Session,
    opening_id: int,
    run_id: int,
    cursor: Cursor,
    *,
    size: int,
    total: int,
    moved_only: bool = False,
) -> Page[MovedRow]:
    """Return the candidates by their adjusted totals, the highest first; `total` = how many."""
    statement = with_standing(scored_in(opening_id, None), run_id, only=True)
    statement = statement.where(CandidateStanding.adjusted_place.is_not(None))
    if moved_only:
        statement = statement.where(_MOVED)
    keys = (
        Key(CandidateStanding.adjusted_place, read_whole),
        Key(CandidateStanding.application_id, read_whole),
    )
    page = read_page(session, statement, keys, cursor, size=size, total=total)
    return page.of([_moved_row(row) for row in rows_of(session, page.rows, placed=True)])


def _moved_row(row: ShortlistRow) -> MovedRow:
    """Return what a row says; a score that is newer than the computing has no adjusted one yet."""
    known, placed = row.standing(TOTAL), row.placed
    if known is None or known.adjusted is None or placed is None:
        return MovedRow(row, None, None, None)
    return MovedRow(row, placed.raw_place, Decimal(str(round(known.adjusted, 2))), placed.adjusted_place)
