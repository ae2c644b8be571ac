"""What capabilities offer for the page of one application, and how that page reads about it.

A capability writes functions `(actor, reader) -> DossierPanel | None` in `views/dossier_panel.py`,
and its `capability.py` says where on the page each stands and who sees it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor, Permission
from hiring.capability import ExtensionPoint
from hiring.openings.models import Application

Answer = TypeVar("Answer")


class ApplicationReader:
    """Reads about one loaded application: each question is put to the database once, whoever asks it."""

    def __init__(self, session: Session, application: Application) -> None:
        self.session, self.application = session, application
        self._answers: dict[Callable[[Session, int], Any], Any] = {}

    def once(self, question: Callable[[Session, int], Answer]) -> Answer:
        """Return what `question(session, application_id)` answers."""
        if question not in self._answers:
            self._answers[question] = question(self.session, self.application.id)
        answer: Answer = self._answers[question]
        return answer


@dataclass(frozen=True, slots=True)
class DossierPanel:
    """A part of the page with a template of its own, which is drawn with `values`."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""
    """What it has to say in the first lines of the page, in the reader's language."""


Draw: TypeAlias = Callable[[Actor, ApplicationReader], DossierPanel | None]


class PanelPlace(StrEnum):
    """Where a panel stands on the page."""

    REFERENCES = "references"
    """After what referees wrote."""
    INTERVIEW = "interview"
    """After the scores."""
    ANSWERS = "answers"
    """After the answers, once there are any."""
    HISTORY = "history"
    PROGRESS = "progress"
    ADJUSTMENTS = "adjustments"
    """Beside how far the candidate is."""
    DECISION = "decision"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Offer:
    """A panel in its place, for whoever has the permission, or for all who may read the page."""

    place: PanelPlace
    draw: Draw
    permission: Permission | None = None


PANELS: ExtensionPoint[Offer] = ExtensionPoint("panels on the page of an application")


def panels_for(actor: Actor, reader: ApplicationReader) -> dict[str, DossierPanel | None]:
    """Return what stands in each place for this reader; None where there is nothing to show."""
    shown: dict[str, DossierPanel | None] = dict.fromkeys(PanelPlace)
    for offer in PANELS.here():
        if offer.permission is None or offer.permission.allows(actor, reader.application):
            shown[offer.place] = offer.draw(actor, reader)
    return shown
