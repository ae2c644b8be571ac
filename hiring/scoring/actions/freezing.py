"""Keep the rules of an opening with their fingerprint, before anybody can see a score that rests on them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import record
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings.models import Opening
from hiring.scoring.events import RulesFrozen, RulesFrozenAfterwards
from hiring.scoring.models import FrozenRules
from hiring.scoring.queries.frozen_rules import openings_never_frozen, rules_of

FREEZE_EARLIER = JobKind(
    "scoring.freeze-earlier", EVENTS, N_("Freeze the rules by which an earlier version had scored")
)
#: So many openings in one transaction: nobody else can write meanwhile.
_AT_ONCE = 25


def freeze_first(session: Session, opening_id: int) -> None:
    """Freeze the rules of an opening before its first score is written, unless they are frozen already.

    Since it opened nobody could change them.
    """
    _freeze(session, opening_id, RulesFrozen)


def freeze_earlier(session: Session, *, after: int = 0) -> int:
    """Freeze the rules of some openings that had scores before rules were frozen, and return how many.

    They are the rules of now, which nobody could change since they opened: taken afterwards, as the trail and
    the page say. Where there are more, a job goes on behind them.
    """
    opening_ids = openings_never_frozen(session, after=after, most=_AT_ONCE)
    for opening_id in opening_ids:
        _freeze(session, opening_id, RulesFrozenAfterwards)
    if len(opening_ids) == _AT_ONCE:
        last = opening_ids[-1]
        enqueue(session, FREEZE_EARLIER, key=f"{FREEZE_EARLIER}:{last}", after=last)
    return len(opening_ids)


def _freeze(session: Session, opening_id: int, told: type[RulesFrozen] | type[RulesFrozenAfterwards]) -> None:
    if _is_frozen(session, opening_id):
        return
    # Two first scores of an opening may be written at the same moment: the second waits, and finds it done.
    session.execute(select(Opening.id).where(Opening.id == opening_id).with_for_update(key_share=True))
    if not _is_frozen(session, opening_id):
        frozen = freeze_as(session, session.get_one(Opening, opening_id), 1)
        record(session, told(opening_id, frozen.fingerprint), by=SYSTEM)


def _is_frozen(session: Session, opening_id: int) -> bool:
    frozen = select(FrozenRules.id).where(FrozenRules.opening_id == opening_id)
    return session.scalar(frozen.limit(1)) is not None


def freeze_as(session: Session, opening: Opening, number: int) -> FrozenRules:
    """Keep the rules that hold in an opening now under this number."""
    rules = rules_of(session, opening).naming_all()
    frozen = FrozenRules(
        opening_id=opening.id, number=number, content=rules.as_json(), fingerprint=rules.fingerprint
    )
    session.add(frozen)
    session.flush()
    return frozen
