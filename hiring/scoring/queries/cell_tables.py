"""The cells of an opening's scored candidates as rows of a table, in pieces that fit a short transaction."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.openings.judging import LevelsCombined
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.scoring.cell_rows import CellRow, rows_of
from hiring.scoring.models import IS_LIVE_ANSWER, Review, Settlement
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.tasks import criteria_of_rubric, tasks_to_rate
from hiring.sittings.models import Sitting
from hiring.spreadsheets import Value

#: As `hiring stats` reads them, and why a level was given by a rule or a cell left out.
CELL_COLUMNS = (
    "candidate",
    "task",
    "part",
    "rater",
    "competency",
    "rating",
    "kind",
    "answered",
    "why",
    "rule",
)
#: So many candidates are read at once: 200 of 60 ratings each.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class CellNames:
    """What tasks and reviewers of one opening are called in its table."""

    tasks: Mapping[int, str]
    raters: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class TablePiece:
    """Rows of so many candidates, and after which sitting the next piece begins; None: this is the last."""

    rows: Sequence[Sequence[Value]]
    candidates: int
    last: int | None


def cell_names(session: Session, opening: Opening) -> CellNames:
    """Return codes for tasks and reviewers: R01 is the same person in every table of this opening.

    They are counted in the order in which the lot first fell, which says nothing about who it is.
    """
    first = func.min(Review.id)
    drawn = session.execute(
        select(Review.reviewer_id, first)
        .where(Review.opening_id == opening.id, IS_LIVE_ANSWER)
        .group_by(Review.reviewer_id)
        .order_by(first)
    )
    raters = {row.reviewer_id: f"R{number:02}" for number, row in enumerate(drawn, 1)}
    return CellNames(_task_names(session, opening), raters)


def cells_after(
    session: Session, opening: Opening, names: CellNames, stages: Collection[Stage], last: int
) -> TablePiece:
    """Return the cells of the next candidates whose scores stand and may be seen, by sitting.

    They are what the scores are made of; that the scores come out of them, `hiring scores verify` says.
    """
    codes = _settled_after(session, opening.id, stages, last)
    inputs = score_inputs(session, opening.id, list(codes))
    rule = "cells-median" if opening.levels_combined == LevelsCombined.MEDIAN else opening.score_rule
    rows = [
        as_values(row, codes[sitting_id], names, rule)
        for sitting_id, given in inputs.items()
        for row in rows_of(given)
    ]
    return TablePiece(rows, len(codes), max(codes) if len(codes) == _AT_ONCE else None)


def _settled_after(session: Session, opening_id: int, stages: Collection[Stage], last: int) -> dict[int, str]:
    rows = session.execute(
        select(Settlement.sitting_id, Application.code)
        .join(Sitting, Sitting.id == Settlement.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Settlement.opening_id == opening_id,
            Settlement.sitting_id > last,
            Application.stage.in_(stages),
        )
        .order_by(Settlement.sitting_id)
        .limit(_AT_ONCE)
    )
    return {row.sitting_id: row.code for row in rows}


def _task_names(session: Session, opening: Opening) -> dict[int, str]:
    """Return the codes of tasks; where two banks use the same one, the later ones are counted."""
    if opening.assessment_version_id is None:
        return {}
    rubric = [one.code for one in criteria_of_rubric(session, opening.rubric_version_id)]
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for each in tasks_to_rate(session, opening.assessment_version_id, rubric):
        code = each.task.code
        seen[code] += 1
        names[each.item_id] = code if seen[code] == 1 else f"{code}-{seen[code]}"
    return names


def as_values(row: CellRow, candidate: str, names: CellNames, rule: str) -> tuple[Value, ...]:
    """Return one row in the order of `CELL_COLUMNS`."""
    return (
        candidate,
        names.tasks[row.task],
        row.part,
        None if row.rater is None else names.raters[row.rater],
        row.competency,
        row.level,
        row.kind.value,
        int(row.answered),
        None if row.why is None else row.why.value,
        rule,
    )
