"""What a worker does about decisions: tell who is to be decided on, write long tables of scores."""

from datetime import timedelta
from tempfile import TemporaryFile

from flask_babel import force_locale
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import begin_writing, let_others_write
from hiring.decisions import actions, queries
from hiring.decisions.actions import (
    PURGE_SCORE_FILES,
    WRITE_SCORES,
    WrittenTable,
    openings_to_tell,
    send_digests,
)
from hiring.decisions.actions.digests import DIGEST
from hiring.decisions.models import ScoreFile
from hiring.decisions.rules import ScoreFileState, ScoreTable
from hiring.decisions.score_tables import WantedTable, file_name, write_scores
from hiring.files.downloads import current_folder
from hiring.jobs.batches import advance, fail_batch, start_over
from hiring.jobs.kinds import job
from hiring.spreadsheets import TableFormat
from hiring.timekeeping.actions import require_trusted


@job(DIGEST, every=timedelta(days=1))
def mail_digests(session: Session) -> None:
    """Tell hiring managers once a day who is to be decided on, where there is news of it."""
    require_trusted(session)
    send_digests(session, openings_to_tell(session))


def _write_scores(session: Session, *, batch_id: int) -> WrittenTable | None:
    """Write a long table and keep it as a file; None where nobody waits for it any more."""
    asked = queries.score_file_of_batch(session, batch_id)
    if asked is None or asked.state != ScoreFileState.ASKED:
        return None
    start_over(begin_writing(), batch_id)
    session.commit()
    with force_locale(asked.locale):
        return _written(session, asked)


def _written(session: Session, asked: ScoreFile) -> WrittenTable:
    table, table_format = ScoreTable(asked.score_table), TableFormat(asked.table_format)
    wanted = WantedTable(table, table_format, asked.scored_only)

    def count(number: int) -> None:
        session.commit()
        advance(begin_writing(), asked.batch_id, number, ended=False)
        session.commit()
        let_others_write(session)

    with TemporaryFile() as content:
        rows = write_scores(session, asked.opening, wanted, content, told=count)
        content.seek(0)
        name = file_name(asked.opening, table, table_format, asked.asked_at)
        return WrittenTable(actions.keep_table(current_folder(), content, name, table_format), rows)


@job(WRITE_SCORES, first=_write_scores, given_up=fail_batch)
def keep_scores(session: Session, written: WrittenTable | None, *, batch_id: int) -> None:
    """Have whoever asked for the table download it."""
    actions.keep_score_file(session, batch_id, written)


@job(PURGE_SCORE_FILES, every=timedelta(hours=1))
def purge(session: Session) -> None:
    """Remove the long tables whose day is over."""
    require_trusted(session)
    actions.purge_score_files(session, clock.now())
