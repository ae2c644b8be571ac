"""How a referee is known again, and in which language: the referee door."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from hiring.accounts.access import ACTOR_LOADERS, ENTRANCES, LOCALE_CHOOSERS
from hiring.accounts.rules import Actor, Door
from hiring.references import consent
from hiring.references.models import ReferenceRequest


def register(agreed_to_references: consent.ConsentCheck) -> None:
    """Open the door; `agreed_to_references` says whether a candidate agreed that referees are asked."""
    ACTOR_LOADERS[Door.REFEREE] = _load_referee
    LOCALE_CHOOSERS[Door.REFEREE] = _choose_locale
    ENTRANCES[Door.REFEREE] = "references.entrance"
    consent.CHECKS[:] = [agreed_to_references]


def _load_referee(session: Session, request_id: int) -> Actor | None:
    request = session.get(ReferenceRequest, request_id)
    return Actor(Door.REFEREE, request.id, request.name, request.locale) if request else None


def _choose_locale(session: Session, request_id: int, locale: str) -> None:
    session.execute(update(ReferenceRequest).where(ReferenceRequest.id == request_id).values(locale=locale))
