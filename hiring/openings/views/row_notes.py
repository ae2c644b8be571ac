"""What capabilities say beside candidates in HR's table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.openings.progress import ProgressRow


@dataclass(frozen=True, slots=True)
class RowNote:
    """A state of one candidate, in the reader's language, and the tone it is shown in."""

    words: str
    tone: str


FindNotes: TypeAlias = Callable[[Session, Sequence[ProgressRow]], Mapping[int, RowNote]]

ROW_NOTES: ExtensionPoint[FindNotes] = ExtensionPoint("what is said beside candidates in HR's table")


def notes_beside(session: Session, rows: Sequence[ProgressRow]) -> dict[int, list[RowNote]]:
    """Return by application what stands beside the candidates of one page."""
    found: dict[int, list[RowNote]] = {}
    for find in ROW_NOTES.here():
        for application_id, note in find(session, rows).items():
            found.setdefault(application_id, []).append(note)
    return found
