"""Have a long table of scores written by a worker, for whoever asked for it, and let it go after a day."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.decisions import queries
from hiring.decisions.events import ScoresTaken
from hiring.decisions.models import ScoreFile
from hiring.decisions.rules import SCORE_FILE_KEPT, ScoreFileState, ScoreTable
from hiring.decisions.score_tables import WantedTable
from hiring.errors import HiringError
from hiring.files.actions import keep_file, remove_row
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.i18n import N_
from hiring.jobs.batches import ask_batch, end_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES, CLOCK
from hiring.openings.actions import forget_unneeded
from hiring.openings.models import Opening
from hiring.spreadsheets import TableFormat

WRITE_SCORES = JobKind("decisions.write_scores", BATCHES, N_("Write a table of scores"))
PURGE_SCORE_FILES = JobKind("decisions.purge_score_files", CLOCK, N_("Remove tables of scores after a day"))

LARGEST_TABLE = 500 * 1024 * 1024
#: So many are removed in one transaction.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that is kept as a file, and its rows without the heading."""

    stored: StoredFile
    rows: int


class ScoreFileGone(HiringError):
    """It is not there yet, or not any more."""

    status = 410
    sentence = N_("This table is not available: it is kept for a day. You can request it again.")


def note_scores_taken(
    session: Session, opening: Opening, table: ScoreTable, ending: str, rows: int, *, by: Actor
) -> None:
    """Keep who takes the scores of an opening away: which table, as what kind of file, how many rows."""
    audit.record(session, ScoresTaken(opening.id, table.value, ending.upper(), rows), by=by)


def ask_score_file(
    session: Session,
    opening: Opening,
    wanted: WantedTable,
    locale: str,
    number: int,
    *,
    operation: str,
    by: Actor,
) -> ScoreFile:
    """Have a worker write a table of so many candidates; the same `operation` asks once."""
    batch = ask_batch(session, WRITE_SCORES, operation, total=number, opening_id=opening.id, asked_by=by.id)
    known = queries.score_file_of_batch(session, batch.id)
    if known is not None:
        return known
    asked = ScoreFile(
        opening_id=opening.id,
        batch_id=batch.id,
        asked_by=by.id,
        score_table=wanted.table,
        table_format=wanted.table_format,
        locale=locale,
        scored_only=wanted.scored_only,
    )
    session.add(asked)
    session.flush()
    return asked


def keep_table(folder: FileFolder, source: BinaryIO, name: str, table_format: TableFormat) -> StoredFile:
    """Keep a table as a file, before the transaction that has it downloaded."""
    return keep_file(
        folder,
        source,
        name=name,
        media_type=table_format.media_type,
        purpose="scores",
        largest=LARGEST_TABLE,
    )


def keep_score_file(session: Session, batch_id: int, written: WrittenTable | None) -> None:
    """Have whoever asked download the table for a day; one that is gone meanwhile stays so."""
    asked = session.scalars(
        select(ScoreFile).where(ScoreFile.batch_id == batch_id).with_for_update(key_share=True)
    ).one()
    if written is not None and asked.state == ScoreFileState.ASKED:
        session.add(written.stored)
        asked.file, asked.rows = written.stored, written.rows
        asked.state, asked.kept_until = ScoreFileState.READY, clock.now() + SCORE_FILE_KEPT
    elif written is not None:
        forget_unneeded(session, written.stored.sha256)
    end_batch(session, batch_id, {"rows": asked.rows} if asked.rows else {})


def note_score_file_taken(session: Session, asked: ScoreFile, *, by: Actor) -> StoredFile:
    """Keep who takes a table that a worker has written, and return its file. Raises ScoreFileGone.

    Needs what `queries.score_file_by_public_id` loads.
    """
    session.refresh(asked, ["state"], with_for_update={"of": ScoreFile, "key_share": True})
    if asked.file is None or queries.state_of_score_file(session, asked) is not ScoreFileState.READY:
        raise ScoreFileGone
    table, ending = ScoreTable(asked.score_table), TableFormat(asked.table_format).ending
    note_scores_taken(session, asked.opening, table, ending, asked.rows or 0, by=by)
    return asked.file


def remove_score_files(session: Session, opening_id: int) -> None:
    """Remove the long tables of an opening, also one that is being written: somebody in it is erased."""
    of_opening = ScoreFile.opening_id == opening_id
    while _remove_some(session, of_opening, ScoreFile.state != ScoreFileState.GONE):
        pass


def purge_score_files(session: Session, now: datetime) -> int:
    """Remove long tables whose day is over, their bytes soon after; return how many those were."""
    return _remove_some(session, ScoreFile.kept_until <= now, ScoreFile.state == ScoreFileState.READY)


def _remove_some(session: Session, *which: ColumnElement[bool]) -> int:
    over = session.scalars(
        select(ScoreFile)
        .where(*which)
        .options(joinedload(ScoreFile.file))
        .order_by(ScoreFile.id)
        .limit(_AT_ONCE)
        .with_for_update(of=ScoreFile, key_share=True)
    ).all()
    files = [each.file for each in over if each.file is not None]
    for asked in over:
        asked.state, asked.file, asked.kept_until = ScoreFileState.GONE, None, None
    session.flush()
    for stored in files:
        remove_row(session, stored.id)
        forget_unneeded(session, stored.sha256)
    return len(over)
