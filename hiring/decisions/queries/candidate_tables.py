"""The candidates of an opening with stages, scores and decisions as rows of a table, in pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Key, read_page, read_text, read_whole
from hiring.decisions.queries.shortlists import outcomes_of
from hiring.decisions.rules import DECIDABLE, Outcome
from hiring.interviews.queries import JoinedTotal, joined_totals
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import Stage
from hiring.scoring.models import ApplicationScore, CompetencyFigure, Settlement
from hiring.scoring.queries.scores import cells_in, figures_of, standing
from hiring.scoring.scores import CellKind

#: So many candidates are read at once.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What stands of one candidate whose scores may be seen."""

    total: Decimal | None
    weight_covered: Decimal
    n_ratings: int
    scores: Mapping[str, Decimal | None]
    """By competency; None where there is no score."""
    not_answered: int
    """Tasks that count as the lowest level in some competency because nothing was answered."""
    excused: int
    provisional: int
    """Tasks that count by a key which no panel of experts has confirmed."""
    fewer_ratings: bool


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate; `scores` is None before they may be seen."""

    code: str
    name: str
    stage: Stage
    scores: ScoreLine | None
    outcome: Outcome | None
    joined: JoinedTotal | None = None
    """None before the scores may be seen, and for everybody who was not measured by interview."""


@dataclass(frozen=True, slots=True)
class CandidatesPiece:
    """Some candidates by name, and where the next ones begin; None: these are the last."""

    rows: Sequence[CandidateRow]
    next: Cursor | None


def candidates_after(
    session: Session, opening_id: int, cursor: Cursor, *, scored_only: bool, interviews: bool = False
) -> CandidatesPiece:
    """Return the next candidates of an opening: all, or those whose scores stand.

    `interviews` reads the totals after tasks and interviews as well.
    """
    statement = (
        select(Application.id, Application.code, Application.stage, Candidate.name)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.opening_id == opening_id)
    )
    if scored_only:
        statement = statement.where(Application.stage.in_(DECIDABLE))
    keys = (Key(Application.listed_as, read_text), Key(Application.id, read_whole))
    page = read_page(session, statement, keys, cursor, size=_AT_ONCE)
    scored = [row.id for row in page.rows if row.stage in DECIDABLE]
    scores, outcomes = _scores(session, scored), outcomes_of(session, scored)
    joined = joined_totals(session, scored) if interviews else {}
    rows = [
        CandidateRow(
            row.code, row.name, Stage(row.stage), scores.get(row.id), outcomes.get(row.id), joined.get(row.id)
        )
        for row in page.rows
    ]
    return CandidatesPiece(rows, page.next)


def _scores(session: Session, application_ids: Sequence[int]) -> dict[int, ScoreLine]:
    found = session.execute(
        select(ApplicationScore, Settlement.fewer_reason)
        .join(Settlement, Settlement.sitting_id == ApplicationScore.sitting_id)
        .where(ApplicationScore.application_id.in_(application_ids), standing())
    ).all()
    figures = figures_of(session, [score.id for score, _reason in found])
    return {
        score.application_id: _score_line(score, figures[score.id], bool(reason)) for score, reason in found
    }


def _score_line(
    score: ApplicationScore, figures: Sequence[tuple[str, CompetencyFigure]], fewer_ratings: bool
) -> ScoreLine:
    cells = [cell for _code, figure in figures for cell in cells_in(figure.basis)]
    return ScoreLine(
        score.total,
        score.weight_covered,
        score.n_ratings,
        {code: figure.score for code, figure in figures},
        not_answered=len({cell.task for cell in cells if cell.kind == CellKind.NOT_ANSWERED}),
        excused=len({cell.task for cell in cells if cell.kind == CellKind.EXCUSED}),
        provisional=len({cell.task for cell in cells if cell.provisional}),
        fewer_ratings=fewer_ratings,
    )
