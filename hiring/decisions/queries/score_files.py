"""Read the long tables of scores that somebody has asked for."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from hiring.decisions.models import ScoreFile
from hiring.decisions.rules import ScoreFileState
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage

#: So many are shown on one page.
_MOST_SHOWN = 5


def score_file_by_public_id(session: Session, public_id: str) -> ScoreFile | None:
    """Return a long table with how far it is, its file, and its opening with members."""
    wanted = select(ScoreFile).where(ScoreFile.public_id == public_id)
    return session.scalar(
        wanted.options(
            joinedload(ScoreFile.batch),
            joinedload(ScoreFile.file),
            joinedload(ScoreFile.opening).selectinload(Opening.members),
        )
    )


def score_file_of_batch(session: Session, batch_id: int) -> ScoreFile | None:
    """Return the long table that a batch writes, with its opening."""
    wanted = select(ScoreFile).where(ScoreFile.batch_id == batch_id)
    return session.scalar(wanted.options(joinedload(ScoreFile.opening)))


def score_files_of(session: Session, opening_id: int, user_id: int) -> Sequence[ScoreFile]:
    """Return the long tables of an opening that somebody has asked for and may get, the newest first."""
    return session.scalars(
        select(ScoreFile)
        .where(
            ScoreFile.opening_id == opening_id,
            ScoreFile.asked_by == user_id,
            ScoreFile.state != ScoreFileState.GONE,
        )
        .order_by(ScoreFile.id.desc())
        .limit(_MOST_SHOWN)
    ).all()


def state_of_score_file(session: Session, asked: ScoreFile) -> ScoreFileState:
    """Return what has become of a long table: one that holds data which are no longer used is gone, too."""
    state = ScoreFileState(asked.state)
    if state is ScoreFileState.READY and _holds_unused(session, asked):
        return ScoreFileState.GONE
    return state


def _holds_unused(session: Session, asked: ScoreFile) -> bool:
    stopped_since = exists().where(
        Application.opening_id == asked.opening_id,
        Application.stage == Stage.STOPPED,
        Application.stage_at >= asked.asked_at,
    )
    return bool(session.scalar(select(stopped_since)))
