"""A table of an opening's scores, written row by row: its candidates in words, or every single rating."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.queries import CandidateRow
from hiring.decisions.rules import DECIDABLE, OUTCOME_NAMES, ScoreTable
from hiring.i18n.choice import localised
from hiring.interviews.queries import JoinedTotal, somebody_invited
from hiring.openings.models import Opening
from hiring.openings.queries import standings
from hiring.openings.rules import STAGE_NAMES
from hiring.scoring.queries import CELL_COLUMNS, Criterion, cell_names, cells_after, criteria_of_rubric
from hiring.scoring.score_rules import RULE_NAMES
from hiring.spreadsheets import TableFormat, Value, write_table

Rows = Iterator[Sequence[Value]]
Told = Callable[[int], None]
"""Hears how many candidates a piece held once it is read, and ends the transaction."""


@dataclass(frozen=True, slots=True)
class WantedTable:
    """Which table, as what kind of file, and of whom."""

    table: ScoreTable
    table_format: TableFormat
    scored_only: bool


@dataclass(frozen=True, slots=True)
class CandidatesWanted:
    """Which candidates, and whether somebody of the opening was invited to an interview."""

    scored_only: bool
    interviews: bool


def candidates_in(session: Session, opening: Opening, wanted: WantedTable) -> int:
    """Return how many candidates the table holds."""
    standing = standings(session, [opening.id])[opening.id]
    scored_only = wanted.scored_only or wanted.table is ScoreTable.CELLS
    return standing.scored if scored_only else standing.invited


def write_scores(
    session: Session, opening: Opening, wanted: WantedTable, out: IO[bytes], *, told: Told
) -> int:
    """Write the whole table in the reader's language; return its rows without the heading.

    Between two pieces no transaction is held: `told` ends it.
    """
    if wanted.table is ScoreTable.CELLS:
        heading: list[str] = list(CELL_COLUMNS)
        rows = _cells(session, opening, told)
    else:
        competencies = criteria_of_rubric(session, opening.rubric_version_id)
        interviews = somebody_invited(session, opening.id)
        heading = _candidate_heading(competencies, interviews=interviews)
        of_whom = CandidatesWanted(wanted.scored_only, interviews)
        rows = _candidates(session, opening, competencies, told, of_whom)
    return write_table(out, wanted.table_format, heading, rows, title=wanted.table.value)


def file_name(opening: Opening, table: ScoreTable, table_format: TableFormat, moment: datetime) -> str:
    """Return e.g. petugas-komunitas-bogor-cells-2026-11-28.csv: the opening, the table, the day."""
    words = re.sub(r"[^a-z0-9]+", "-", localised(opening.title).lower()).strip("-")[:60].strip("-")
    day = moment.astimezone(ZoneInfo(opening.zone)).date()
    return f"{words}-{table}-{day}.{table_format.ending}"


def _cells(session: Session, opening: Opening, told: Told) -> Rows:
    """Yield the cells of all candidates."""
    names, last = cell_names(session, opening), 0
    while True:
        piece = cells_after(session, opening, names, DECIDABLE, last)
        told(piece.candidates)
        yield from piece.rows
        if piece.last is None:
            return
        last = piece.last


def _candidates(
    session: Session,
    opening: Opening,
    competencies: Sequence[Criterion],
    told: Told,
    wanted: CandidatesWanted,
) -> Rows:
    """Yield the candidates in words of the reader's language."""
    cursor: Cursor | None = Cursor()
    while cursor is not None:
        piece = queries.candidates_after(
            session, opening.id, cursor, scored_only=wanted.scored_only, interviews=wanted.interviews
        )
        told(len(piece.rows))
        for row in piece.rows:
            yield [
                *_candidate(row, competencies, opening.score_rule),
                *(_joined(row.joined) if wanted.interviews else ()),
            ]
        cursor = piece.next


def _candidate_heading(competencies: Sequence[Criterion], *, interviews: bool) -> list[str]:
    return [
        _("Candidate"),
        _("Name"),
        _("Stage"),
        _("Total"),
        *(f"{one.code} {localised(one.name)}" for one in competencies),
        _("Per cent of the weight"),
        _("Ratings"),
        _("Tasks not answered"),
        _("Tasks excused"),
        _("Tasks by a provisional answer key"),
        _("Fewer reviewers than planned"),
        _("Decision"),
        _("Rule of the scores"),
        *((_("Total after tasks and interviews"), _("Interviewers")) if interviews else ()),
    ]


def _joined(joined: JoinedTotal | None) -> list[Value]:
    """Return the second total as columns of its own; they stay empty for whoever was not interviewed."""
    return [None, None] if joined is None else [joined.total, joined.n_interviewers]


def _candidate(row: CandidateRow, competencies: Sequence[Criterion], rule: str) -> list[Value]:
    scores = row.scores
    figures: list[Value] = [None] * (len(competencies) + 7)
    if scores is not None:
        figures = [
            scores.total,
            *(scores.scores.get(one.code) for one in competencies),
            scores.weight_covered,
            scores.n_ratings,
            scores.not_answered,
            scores.excused,
            scores.provisional,
            _("yes") if scores.fewer_ratings else None,
        ]
    return [
        row.code,
        row.name,
        _(STAGE_NAMES[row.stage]),
        *figures,
        None if row.outcome is None else _(OUTCOME_NAMES[row.outcome]),
        _(RULE_NAMES[rule]) if scores is not None else None,
    ]
