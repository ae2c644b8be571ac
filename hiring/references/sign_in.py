"""How a referee is known again, and in which language: the referee door."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from hiring.accounts.access import Entrance
from hiring.accounts.rules import Actor, Audience
from hiring.references.models import ReferenceRequest


def _load_referee(session: Session, request_id: int) -> Actor | None:
    request = session.get(ReferenceRequest, request_id)
    return Actor(Audience.REFEREE, request.id, request.name, request.locale) if request else None


def _choose_locale(session: Session, request_id: int, locale: str) -> None:
    session.execute(update(ReferenceRequest).where(ReferenceRequest.id == request_id).values(locale=locale))


#: How referees come in.
ENTRANCE = Entrance(Audience.REFEREE, _load_referee, _choose_locale, sign_in="references.entrance")
