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
    if _is_frozen(session, opening_id):
        return
    # Two first scores of an opening may be written at the same moment: the second waits, and finds it done.
    session.execute(select(Opening.id).where(Opening.id == opening_id).with_for_update(key_share=True))
    if not _is_frozen(session, opening_id):
        frozen = freeze_as(session, session.get_one(Opening, opening_id), 1)
        record(session, RulesFrozen(opening_id, frozen.fingerprint), by=SYSTEM)


def _is_frozen(session: Session, opening_id: int) -> bool:
    frozen = select(FrozenRules.id).where(FrozenRules.opening_id == opening_id)
    return session.scalar(frozen.limit(1)) is not None


def freeze_as(session: Session, opening: Opening, number: int) -> FrozenRules:
    """Keep the rules that hold in an opening now under this number."""
    rules = rules_of(session, opening)
    frozen = FrozenRules(
        opening_id=opening.id, number=number, content=rules.as_json(), fingerprint=rules.fingerprint
    )
    session.add(frozen)
    session.flush()
    return frozen
