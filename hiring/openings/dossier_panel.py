"""What capabilities offer for the page of one application, and how that page reads about it.

A capability writes functions `(actor, reader) -> DossierPanel | None` in `views/dossier_panel.py`,
and `hiring.pages` says where on the page each stands and who sees it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
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
