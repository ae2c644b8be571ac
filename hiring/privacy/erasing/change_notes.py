"""A note on what changed in a version of a rubric or an assessment that was taken out: it named a person."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.models import AssessmentVersion
from hiring.audit.actions import Doer
from hiring.rubrics.actions import RUBRIC
from hiring.rubrics.models import RubricVersion
from hiring.versions.actions import take_note_out

#: How such a note is called outside the database.
CHANGE_NOTE = "change_note"

_DOCUMENTS: tuple[tuple[Any, type[RubricVersion | AssessmentVersion]], ...] = (
    (RUBRIC, RubricVersion),
    (ASSESSMENT, AssessmentVersion),
)


def take_note_out_again(session: Session, public_id: str, *, by: Doer) -> bool:
    """Take out the note of a version that a backup has brought back; say whether there was one."""
    for document, table in _DOCUMENTS:
        version = session.scalar(select(table).where(table.public_id == public_id))
        if version is not None:
            return take_note_out(session, document, version, by=by)
    return False
