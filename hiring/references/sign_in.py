"""How a referee is known again, and in which language: the referee door."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from hiring.accounts.access import ACTOR_LOADERS, LOCALE_CHOOSERS, SIGN_IN_PAGES
from hiring.accounts.rules import Actor, Audience
from hiring.references import consent
from hiring.references.models import ReferenceRequest


def register(agreed_to_references: consent.ConsentCheck) -> None:
    """Open the door; `agreed_to_references` says whether a candidate agreed that referees are asked."""
    ACTOR_LOADERS[Audience.REFEREE] = _load_referee
    LOCALE_CHOOSERS[Audience.REFEREE] = _choose_locale
    SIGN_IN_PAGES[Audience.REFEREE] = "references.entrance"
    consent.CHECKS[:] = [agreed_to_references]


def _load_referee(session: Session, request_id: int) -> Actor | None:
    request = session.get(ReferenceRequest, request_id)
    return Actor(Audience.REFEREE, request.id, request.name, request.locale) if request else None


def _choose_locale(session: Session, request_id: int, locale: str) -> None:
    session.execute(update(ReferenceRequest).where(ReferenceRequest.id == request_id).values(locale=locale))
