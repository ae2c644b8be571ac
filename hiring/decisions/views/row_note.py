"""What HR's table of candidates says of decisions: who was told, and how."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.decisions import queries
from hiring.decisions.rules import LETTER_STATE_NAMES, LETTER_STATE_TONES
from hiring.openings.progress import ProgressRow
from hiring.openings.rules import Stage
from hiring.openings.views.row_notes import RowNote


def told_notes(session: Session, rows: Sequence[ProgressRow]) -> Mapping[int, RowNote]:
    """Return of those who are decided on whether they were told; nothing is asked where nobody is."""
    decided = [row.id for row in rows if row.stage is Stage.DECIDED]
    if not decided:
        return {}
    found, waiting = queries.told(session, decided), queries.awaiting_among(session, decided)
    notes = {}
    for application_id in decided:
        told = found.get(application_id)
        if application_id in waiting:
            notes[application_id] = RowNote(_("Not told yet"), "warning")
        elif told is not None:
            notes[application_id] = RowNote(_(LETTER_STATE_NAMES[told.state]), LETTER_STATE_TONES[told.state])
    return notes
