"""What was computed of an opening, and what it is computed from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hiring.banks.models import BankItem
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.judging import LevelsCombined
from hiring.openings.models import Application, Candidate, Opening
from hiring.openings.rules import Stage
from hiring.scoring.models import Settlement, ThirdReading
from hiring.scoring.queries.cell_tables import cell_names, cells_after
from hiring.scoring.queries.tasks import criteria_of_rubric
from hiring.sittings.models import Sitting
from hiring.spreadsheets import Value
from hiring.standings.computing import Evidence, Row, study_of
from hiring.standings.models import CandidateStanding, OpeningStandings, StandingsRun
from hiring.standings.rules import (
    VERSION,
    FurtherReadings,
    PlacedCandidate,
    ScoreStanding,
    StudySummary,
    WorthReading,
)

#: Whose scores stand and may be seen: whoever withdrew or was removed is nobody's neighbour.
COMPARED = frozenset({Stage.SCORED, Stage.DECIDED})


@dataclass(frozen=True, slots=True)
class StandingsNow:
    """What counts of an opening now: the newest computing, if there is one, and whether another waits."""

    run: StandingsRun | None
    waits_since: datetime | None
    """Since when something has changed that the newest computing does not hold."""


def standings_now(session: Session, opening_id: int) -> StandingsNow:
    """Return the newest complete computing of an opening, and whether it is older than the scores."""
    row = session.execute(
        select(OpeningStandings.waits_since, StandingsRun)
        .outerjoin(StandingsRun, StandingsRun.id == OpeningStandings.run_id)
        .where(OpeningStandings.opening_id == opening_id)
    ).one_or_none()
    return StandingsNow(None, None) if row is None else StandingsNow(row.StandingsRun, row.waits_since)


@dataclass(frozen=True, slots=True)
class Placement:
    """What the newest computing of its opening says of one application."""

    run: StandingsRun
    waits_since: datetime | None
    placed: PlacedCandidate


def placement_of(session: Session, application_id: int) -> Placement | None:
    """Return what the newest computing says of an application; None where it is in none."""
    row = session.execute(
        select(StandingsRun, OpeningStandings.waits_since, CandidateStanding)
        .join(OpeningStandings, OpeningStandings.run_id == StandingsRun.id)
        .join(CandidateStanding, CandidateStanding.run_id == StandingsRun.id)
        .where(CandidateStanding.application_id == application_id)
    ).one_or_none()
    if row is None:
        return None
    found = row.CandidateStanding
    return Placement(row.StandingsRun, row.waits_since, placed_candidate(found))


def placed_candidate(row: Any) -> PlacedCandidate:
    """Return what a row with the columns of `CandidateStanding` says."""
    figures = {name: ScoreStanding(*plain) for name, plain in row.figures.items()}
    return PlacedCandidate(row.place, row.band, figures, row.raw_place, row.adjusted_place)


def studies_of(run: StandingsRun) -> dict[str, StudySummary]:
    """Return what a computing says of each competency, and of the total."""
    return {name: study_of(plain) for name, plain in run.studies.items()}


def evidence_of_opening(session: Session, opening_id: int) -> Evidence:
    """Return everything that the scores of an opening are computed from: its cells, weights, positions.

    It is what leaves as a table of single ratings, so that `hiring stats` finds the same errors.
    """
    opening = session.get_one(Opening, opening_id)
    names, rows, last = cell_names(session, opening), list[Row](), 0
    while True:
        piece = cells_after(session, opening, names, COMPARED, last)
        answered = {values[0] for values in piece.rows if values[7]}
        rows += [_row(values) for values in piece.rows if values[0] in answered]
        if piece.last is None:
            break
        last = piece.last
    weights = {one.code: one.weight for one in criteria_of_rubric(session, opening.rubric_version_id)}
    medians = opening.levels_combined == LevelsCombined.MEDIAN
    return Evidence.of(rows, weights, max(1, opening.positions), medians=medians)


def _row(values: Sequence[Value]) -> Row:
    """Return what of a row of the table of cells is computed from; see `CELL_COLUMNS`."""
    candidate, task, _part, rater, competency, level = values[:6]
    given = None if level is None else float(level)
    return str(candidate), str(task), str(rater or ""), str(competency), given


def compared_applications(session: Session, opening_id: int) -> dict[str, int]:
    """Return by their codes the applications of an opening whose scores stand and may be seen."""
    rows = session.execute(
        select(Application.code, Application.id)
        .join(Sitting, Sitting.application_id == Application.id)
        .join(Settlement, Settlement.sitting_id == Sitting.id)
        .where(Settlement.opening_id == opening_id, Application.stage.in_(COMPARED))
        .order_by(Application.code)
    )
    return {row.code: row.id for row in rows}


def begun_last(session: Session, opening_id: int) -> int:
    """Return the number of the computing of an opening that has begun last."""
    state = select(OpeningStandings.begun).where(OpeningStandings.opening_id == opening_id)
    return session.scalars(state).one()


def number_settled(session: Session, opening_id: int) -> int:
    """Return how many sittings of an opening are scored."""
    counted = select(func.count()).where(Settlement.opening_id == opening_id)
    return session.scalar(counted) or 0


def openings_computed_earlier(session: Session) -> list[int]:
    """Return the openings with scores that were never asked for, or that an earlier version computed."""
    now = (
        select(OpeningStandings.opening_id)
        .outerjoin(StandingsRun, StandingsRun.id == OpeningStandings.run_id)
        .where(or_(StandingsRun.id.is_(None), StandingsRun.version >= VERSION))
    )
    found = select(Settlement.opening_id).where(Settlement.opening_id.not_in(now)).distinct()
    return list(session.scalars(found.order_by(Settlement.opening_id)))


@dataclass(frozen=True, slots=True)
class ListedReading:
    """One answer that is worth another reading, as HR sees it."""

    public_id: str
    """Of the application."""
    code: str
    candidate: str
    title: Localised
    sitting_id: int
    item_id: int
    worth: WorthReading

    @property
    def named(self) -> tuple[str, str]:
        """Whose answer to which task it is, as the page says it."""
        return self.public_id, self.worth.task


def worth_reading(session: Session, opening: Opening, found: FurtherReadings) -> list[ListedReading]:
    """Return what can still be read once more of what was computed, what settles most first.

    Left out is whoever was decided on meanwhile or waits for a reading, and every answer that was read once
    more before.
    """
    items = {name: item_id for item_id, name in cell_names(session, opening).tasks.items()}
    people = {
        row.code: row for row in session.execute(_scored(opening.id, {one.candidate for one in found.worth}))
    }
    titles = _titles(session, {items[one.task] for one in found.worth if one.task in items})
    before = _read_before(session, [row.sitting_id for row in people.values()])
    listed = []
    for one in found.worth:
        row, item_id = people.get(one.candidate), items.get(one.task)
        if row is None or item_id is None or (row.sitting_id, item_id) in before:
            continue
        listed.append(
            ListedReading(row.public_id, row.code, row.name, titles[item_id], row.sitting_id, item_id, one)
        )
    return listed


def _scored(opening_id: int, codes: Collection[str]) -> AnySelect:
    return (
        select(Application.code, Application.public_id, Candidate.name, Sitting.id.label("sitting_id"))
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Sitting, Sitting.application_id == Application.id)
        .where(
            Application.opening_id == opening_id,
            Application.stage == Stage.SCORED,
            Application.code.in_(codes),
        )
    )


def _titles(session: Session, item_ids: Collection[int]) -> dict[int, Localised]:
    rows = session.execute(select(BankItem.id, BankItem.title).where(BankItem.id.in_(item_ids)))
    return {row.id: row.title for row in rows}


def _read_before(session: Session, sitting_ids: Collection[int]) -> set[tuple[int, int]]:
    rows = session.execute(
        select(ThirdReading.sitting_id, ThirdReading.item_id).where(ThirdReading.sitting_id.in_(sitting_ids))
    )
    return {(row.sitting_id, row.item_id) for row in rows}
