"""Take the scores of an opening away as a table: written piece by piece, then handed out and noted."""

import re
from collections.abc import Iterator, Sequence
from os import SEEK_END
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from zoneinfo import ZoneInfo

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.db.keyset import Cursor
from hiring.decisions import actions, policy, queries
from hiring.decisions.forms import ScoresForm
from hiring.decisions.queries import CandidateRow
from hiring.decisions.rules import DECIDABLE, MOST_IN_A_WORKBOOK, OUTCOME_NAMES, ScoreTable
from hiring.decisions.views.blueprint import bp
from hiring.files.downloads import as_download
from hiring.i18n import N_
from hiring.i18n.choice import localised, number_text
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.queries import opening_by_public_id, standings
from hiring.openings.rules import FIRST_SCORE_RULE, SCORE_RULE_NOW, STAGE_NAMES
from hiring.openings.views.blueprint import opening_title
from hiring.scoring.queries import CELL_COLUMNS, Criterion, cell_names, cells_after, criteria_of_rubric
from hiring.spreadsheets import TableFormat, Value, write_table

Rows = Iterator[Sequence[Value]]

#: Tables of a great opening take long, and every thread that writes one serves nobody else meanwhile.
MOST_AT_ONCE = 2
_WRITING = BoundedSemaphore(MOST_AT_ONCE)
#: After so many seconds somebody who found no place may try again.
_TRY_AGAIN = 30

#: How people call the rules that scores are made by.
RULE_NAMES = {
    SCORE_RULE_NOW: N_("every task counts"),
    FIRST_SCORE_RULE: N_("first rule: tasks without a level do not count"),
}


@bp.route("/openings/<string:public_id>/shortlist/download", methods=["GET", "POST"])
@guarded(policy.TAKE_SCORES, load=opening_by_public_id)
def take_scores(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask which table is wanted, and hand it out: a POST, because it writes down who took it."""
    session, form = current_session(), ScoresForm()
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    if form.submitted_and_valid() and _fits(form, opening) and _may_be_written(form):
        try:
            return _file(actor, opening, competencies, ScoreTable(form.table.data), form.table_format.data)
        finally:
            _WRITING.release()
    shown = render_template(
        "decisions/take_scores.html",
        opening=opening,
        form=form,
        weights=",".join(f"{one.code}={one.weight}" for one in competencies),
        example=_file_name(opening, ScoreTable.CELLS, TableFormat.XLSX),
        runs_it=RUN_OPENING.allows(actor, opening),
        rule=_(RULE_NAMES[opening.score_rule]),
        first_rule=opening.score_rule == FIRST_SCORE_RULE,
    )
    if form.form_errors:
        return shown, 503, {"Retry-After": str(_TRY_AGAIN)}
    return shown, 422 if form.errors else 200


def _may_be_written(form: ScoresForm) -> bool:
    """Take one of the few places for writing a table; if there is none, the form says so."""
    if _WRITING.acquire(blocking=False):
        return True
    form.form_errors.append(
        _("Other tables are being written at this moment. Please try again in half a minute.")
    )
    return False


def _fits(form: ScoresForm, opening: Opening) -> bool:
    """Say whether the table can be written while somebody waits; if not, the form says what can."""
    asked = (form.table.data, form.table_format.data)
    if asked != (ScoreTable.CELLS, TableFormat.XLSX):
        return True
    number = standings(current_session(), [opening.id])[opening.id].scored
    if number > MOST_IN_A_WORKBOOK:
        form.refuse(
            "table_format",
            _(
                "XLSX holds ratings of %(most)s candidates at most; here are %(number)s. Please choose CSV.",
                most=number_text(MOST_IN_A_WORKBOOK),
                number=number_text(number),
            ),
        )
    return number <= MOST_IN_A_WORKBOOK


def _file(
    actor: Actor, opening: Opening, competencies: Sequence[Criterion], table: ScoreTable, chosen: str
) -> Response:
    """Write the whole table first: only then is it known how many rows left, and nothing leaves unnoted."""
    session, table_format = current_session(), TableFormat(chosen)
    if table is ScoreTable.CELLS:
        heading, rows = list(CELL_COLUMNS), _cells(session, opening)
    else:
        everybody = RUN_OPENING.allows(actor, opening)
        heading = _candidate_heading(competencies)
        rows = _candidates(session, opening, competencies, scored_only=not everybody)
    content = TemporaryFile()  # noqa: SIM115  (closed when it has been sent)
    written = write_table(content, table_format, heading, rows, title=table.value)
    actions.note_scores_taken(begin_writing(), opening, table, table_format.ending, written, by=actor)
    session.commit()
    length = content.seek(0, SEEK_END)
    content.seek(0)
    name = _file_name(opening, table, table_format)
    response = send_file(content, mimetype=table_format.media_type, as_attachment=True, download_name=name)
    response.content_length = length
    return as_download(response)


def _cells(session: Session, opening: Opening) -> Rows:
    """Yield the cells of all candidates; between two pieces no transaction is held."""
    names, last = cell_names(session, opening), 0
    while True:
        piece = cells_after(session, opening, names, DECIDABLE, last)
        session.commit()
        yield from piece.rows
        if piece.last is None:
            return
        last = piece.last


def _candidates(
    session: Session, opening: Opening, competencies: Sequence[Criterion], *, scored_only: bool
) -> Rows:
    """Yield the candidates in words of the reader's language; between two pieces no transaction is held."""
    cursor: Cursor | None = Cursor()
    while cursor is not None:
        piece = queries.candidates_after(session, opening.id, cursor, scored_only=scored_only)
        session.commit()
        yield from (_candidate(row, competencies, opening.score_rule) for row in piece.rows)
        cursor = piece.next


def _candidate_heading(competencies: Sequence[Criterion]) -> list[str]:
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
    ]


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


def _file_name(opening: Opening, table: ScoreTable, table_format: TableFormat) -> str:
    """Return e.g. petugas-komunitas-bogor-cells-2026-11-28.csv: the opening, the table, the day."""
    words = re.sub(r"[^a-z0-9]+", "-", opening_title(opening).lower()).strip("-")[:60].strip("-")
    day = clock.now().astimezone(ZoneInfo(opening.zone)).date()
    return f"{words}-{table}-{day}.{table_format.ending}"
