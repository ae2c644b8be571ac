"""Where candidates stand among the others by the newest computing, where a decision goes against it."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from hiring.decisions.rules import DECIDABLE, OrderAround, Outcome
from hiring.openings.models import Application
from hiring.standings.models import CandidateStanding, StandingsRun
from hiring.standings.queries import standings_now


def bands_of(
    session: Session, run: StandingsRun, application_ids: Collection[int]
) -> Mapping[int, int | None]:
    """Return the bands of few applications; who is not in the computing has none."""
    rows = session.execute(
        select(CandidateStanding.application_id, CandidateStanding.band).where(
            CandidateStanding.run_id == run.id, CandidateStanding.application_id.in_(application_ids)
        )
    )
    return {row.application_id: row.band for row in rows}


def order_around(session: Session, run: StandingsRun, *, but: Collection[int]) -> OrderAround:
    """Return how those stand about whom nothing is decided now (`but`); nobody who left counts."""
    offered = Application.outcome == Outcome.OFFER
    not_chosen = case((or_(Application.outcome.is_(None), ~offered), CandidateStanding.band))
    left = and_(CandidateStanding.band == 1, or_(Application.outcome.is_(None), offered))
    row = session.execute(
        select(func.min(not_chosen).label("best"), func.count(case((left, 1))).label("left"))
        .join(Application, Application.id == CandidateStanding.application_id)
        .where(
            CandidateStanding.run_id == run.id,
            CandidateStanding.application_id.not_in(but),
            Application.stage.in_(DECIDABLE),
        )
    ).one()
    return OrderAround(len(run.bands), run.top, row.best, row.left)


def run_with_bands(session: Session, opening_id: int) -> StandingsRun | None:
    """Return the computing that a decision rests on now, where it tells bands apart."""
    run = standings_now(session, opening_id).run
    return run if run is not None and len(run.bands) > 1 else None
