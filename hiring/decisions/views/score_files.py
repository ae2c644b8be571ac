"""Take the scores of an opening away as a table: a short one at once, a long one from a worker."""

from os import SEEK_END
from tempfile import TemporaryFile
from threading import BoundedSemaphore

from flask import Response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.decisions import actions, policy, queries
from hiring.decisions.forms import ScoresForm, format_name
from hiring.decisions.models import ScoreFile
from hiring.decisions.rules import MOST_AT_ONCE, SCORE_TABLE_NAMES, ScoreTable
from hiring.decisions.score_tables import WantedTable, candidates_in, file_name, write_scores
from hiring.decisions.views.blueprint import bp
from hiring.files.downloads import as_download, send_stored
from hiring.i18n.choice import current_locale
from hiring.jobs.batches import progress_of
from hiring.openings.models import Opening
from hiring.openings.policy import RUN_OPENING
from hiring.openings.queries import opening_by_public_id
from hiring.openings.rules import FIRST_SCORE_RULE
from hiring.scoring.queries import criteria_of_rubric
from hiring.scoring.score_rules import RULE_NAMES
from hiring.spreadsheets import TableFormat

#: Every thread that writes a table serves nobody else meanwhile.
MOST_WRITERS = 2
_WRITING = BoundedSemaphore(MOST_WRITERS)
#: After so many seconds somebody who found no place may try again.
_TRY_AGAIN = 30


@bp.route("/openings/<string:public_id>/shortlist/download", methods=["GET", "POST"])
@guarded(policy.TAKE_SCORES, load=opening_by_public_id)
def take_scores(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask which table is wanted, and hand it out: a POST, because it writes down who took it."""
    session, form = current_session(), ScoresForm()
    if form.submitted_and_valid():
        wanted = _wanted(form, runs_it=RUN_OPENING.allows(actor, opening))
        number = candidates_in(session, opening, wanted)
        if number > MOST_AT_ONCE:
            return _have_it_written(actor, opening, wanted, number, form.operation_id.data or "")
        if _may_be_written(form):
            try:
                return _written(actor, opening, wanted)
            finally:
                _WRITING.release()
    return _page(actor, opening, form)


def _wanted(form: ScoresForm, *, runs_it: bool) -> WantedTable:
    return WantedTable(ScoreTable(form.table.data), TableFormat(form.table_format.data), not runs_it)


def _page(actor: Actor, opening: Opening, form: ScoresForm) -> ResponseReturnValue:
    session = current_session()
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    shown = render_template(
        "decisions/take_scores.html",
        opening=opening,
        form=form,
        weights=",".join(f"{one.code}={one.weight}" for one in competencies),
        example=file_name(opening, ScoreTable.CELLS, TableFormat.XLSX, clock.now()),
        runs_it=RUN_OPENING.allows(actor, opening),
        rule=_(RULE_NAMES[opening.score_rule]),
        first_rule=opening.score_rule == FIRST_SCORE_RULE,
        most=MOST_AT_ONCE,
        asked=queries.score_files_of(session, opening.id, actor.id),
        table_names=SCORE_TABLE_NAMES,
    )
    if form.form_errors:
        return shown, 503, {"Retry-After": str(_TRY_AGAIN)}
    return shown, form.status


def _may_be_written(form: ScoresForm) -> bool:
    """Take one of the few places for writing a table; if there is none, the form says so."""
    if _WRITING.acquire(blocking=False):
        return True
    form.form_errors.append(
        _("Other tables are being written at this moment. Please try again in half a minute.")
    )
    return False


def _written(actor: Actor, opening: Opening, wanted: WantedTable) -> Response:
    """Write the whole table first: only then is it known how many rows left, and nothing leaves unnoted."""
    session, table_format = current_session(), wanted.table_format
    content = TemporaryFile()  # noqa: SIM115  (closed when it has been sent)
    rows = write_scores(session, opening, wanted, content, told=lambda _number: session.commit())
    actions.note_scores_taken(begin_writing(), opening, wanted.table, table_format.ending, rows, by=actor)
    session.commit()
    length = content.seek(0, SEEK_END)
    content.seek(0)
    name = file_name(opening, wanted.table, table_format, clock.now())
    response = send_file(content, mimetype=table_format.media_type, as_attachment=True, download_name=name)
    response.content_length = length
    return as_download(response)


def _have_it_written(
    actor: Actor, opening: Opening, wanted: WantedTable, number: int, operation: str
) -> ResponseReturnValue:
    """Have a worker write a long table, and show how far that is."""
    asked = actions.ask_score_file(
        begin_writing(), opening, wanted, current_locale(), number, operation=operation, by=actor
    )
    public_id = asked.public_id
    current_session().commit()
    return redirect(url_for(".score_file", public_id=public_id))


@bp.get("/score-files/<string:public_id>")
@guarded(policy.TAKE_SCORE_FILE, load=queries.score_file_by_public_id)
def score_file(actor: Actor, asked: ScoreFile) -> ResponseReturnValue:
    """Say how far a long table is; once it is there, hand it out."""
    return render_template(
        "decisions/score_file.html",
        asked=asked,
        opening=asked.opening,
        progress=progress_of(asked.batch),
        state=queries.state_of_score_file(current_session(), asked),
        table_name=_(SCORE_TABLE_NAMES[ScoreTable(asked.score_table)]),
        format_name=format_name(TableFormat(asked.table_format)),
        runs_it=RUN_OPENING.allows(actor, asked.opening),
    )


@bp.post("/score-files/<string:public_id>/download")
@guarded(policy.TAKE_SCORE_FILE, load=queries.score_file_by_public_id)
def take_score_file(actor: Actor, asked: ScoreFile) -> ResponseReturnValue:
    """Hand out a table that a worker has written: a POST, because it writes down who took it."""
    stored = actions.note_score_file_taken(begin_writing(), asked, by=actor)
    current_session().commit()
    return send_stored(stored)
