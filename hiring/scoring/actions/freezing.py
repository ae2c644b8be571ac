"""Keep the rules of an opening with their fingerprint, before anybody can see a score that rests on them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import record
from hiring.openings.models import Opening
from hiring.scoring.events import RulesFrozen
from hiring.scoring.models import FrozenRules
from hiring.scoring.queries.frozen_rules import rules_of


def freeze_first(session: Session, opening_id: int) -> None:
    """Freeze the rules of an opening before its first score is written, unless they are frozen already.

    Since it opened nobody could change them.
    """
    if session.scalar(select(FrozenRules.id).where(FrozenRules.opening_id == opening_id).limit(1)) is None:
        opening = session.get_one(Opening, opening_id)
        frozen = freeze_as(session, opening, 1)
        record(session, RulesFrozen(opening_id, frozen.fingerprint), by=SYSTEM)


def freeze_as(session: Session, opening: Opening, number: int) -> FrozenRules:
    """Keep the rules that hold in an opening now under this number."""
    rules = rules_of(session, opening)
    frozen = FrozenRules(
        opening_id=opening.id, number=number, content=rules.as_json(), fingerprint=rules.fingerprint
    )
    session.add(frozen)
    session.flush()
    return frozen
