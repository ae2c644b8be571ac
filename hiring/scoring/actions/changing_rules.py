"""Change the frozen rules by which an opening judges: with a reason, and by two people."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import advance, ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings.models import Opening
from hiring.openings.rules import OpeningState
from hiring.scoring.actions.excusing import SecondPersonNeeded
from hiring.scoring.actions.freezing import freeze_as, freeze_first
from hiring.scoring.actions.settlement import write_next_scores
from hiring.scoring.events import RulesChanged, RulesChangeProposed, RulesChangeRefused, RulesChangeWithdrawn
from hiring.scoring.frozen_rules import ChangeableRules
from hiring.scoring.models import FrozenRules, RulesChange, Settlement
from hiring.scoring.queries.frozen_rules import rules_of

FOLLOW_RULES = JobKind("scoring.follow-rules", EVENTS, N_("Recalculate scores under changed rules"))


class NothingToChange(HiringError):
    """The rules that are proposed are those that hold."""

    status = 422
    sentence = N_("These are the rules that hold already. Change something first.")


class AlreadyProposed(HiringError):
    """Somebody has proposed a change that waits; one at a time."""

    sentence = N_(
        "A change of the rules is waiting for a second person already. Decide about that one first."
    )


class ChangeDecided(HiringError):
    sentence = N_("This has been decided already.")


def propose_rules(
    session: Session, opening: Opening, wanted: ChangeableRules, reason: str, *, by: Actor
) -> RulesChange:
    """Propose other rules for an opening that takes or took candidates; until another agrees nothing changes.

    Raises NothingToChange and AlreadyProposed.
    """
    _hold(session, opening)
    if opening.state == OpeningState.DRAFT or wanted == rules_of(session, opening).changeable:
        raise NothingToChange
    waiting = select(RulesChange.id).where(RulesChange.opening_id == opening.id, RulesChange.agreed.is_(None))
    if session.scalar(waiting) is not None:
        raise AlreadyProposed(kept=reason)
    freeze_first(session, opening.id)
    change = RulesChange(opening_id=opening.id, wanted=wanted.as_json(), reason=reason, proposer_id=by.id)
    session.add(change)
    session.flush()
    new = rules_of(session, opening).changed_to(wanted).fingerprint
    record(session, RulesChangeProposed(opening.id, new, reason), by=by)
    return change


def decide_rules(session: Session, change: RulesChange, reason: str, *, agreed: bool, by: Actor) -> None:
    """Agree to other rules, or not; whoever proposed them can only take that back.

    Agreed: they hold from now on, and a worker writes the scores anew that stand; the earlier ones are
    kept. Raises ChangeDecided and SecondPersonNeeded.
    """
    opening = session.get_one(Opening, change.opening_id)
    _hold(session, opening)
    session.refresh(change, with_for_update={"key_share": True})
    if change.agreed is not None:
        raise ChangeDecided(kept=reason)
    if agreed and by.id == change.proposer_id:
        raise SecondPersonNeeded
    why, own = change.reason, by.id == change.proposer_id
    change.agreed, change.decider_id, change.decided_at, change.reason = agreed, by.id, clock.now(), ""
    session.flush()
    if not agreed:
        deed = RulesChangeWithdrawn if own else RulesChangeRefused
        record(session, deed(opening.id, reason), by=by)
        return
    _let_hold(session, opening, ChangeableRules.from_json(change.wanted), f"{why} / {reason}", by=by)


def _let_hold(session: Session, opening: Opening, wanted: ChangeableRules, reason: str, *, by: Doer) -> None:
    earlier = rules_of(session, opening).fingerprint
    opening.tolerance, opening.levels_combined = wanted.tolerance, wanted.levels_combined
    opening.third_reading, opening.third_reading_cut = wanted.third_reading, wanted.third_reading_cut
    session.flush()
    newest = select(func.max(FrozenRules.number)).where(FrozenRules.opening_id == opening.id)
    frozen = freeze_as(session, opening, (session.scalar(newest) or 0) + 1)
    settled = select(func.count(Settlement.sitting_id)).where(Settlement.opening_id == opening.id)
    ask_batch(
        session,
        FOLLOW_RULES,
        f"{frozen.id}:0",
        total=session.scalar(settled),
        opening_id=opening.id,
        payload={"frozen_id": frozen.id, "after": 0},
    )
    record(session, RulesChanged(opening.id, frozen.fingerprint, earlier, reason), by=by)


def follow_rules(session: Session, frozen_id: int, *, after: int = 0, batch_id: int | None = None) -> None:
    """Write the scores of some settled sittings anew under changed rules; a job goes on behind them."""
    frozen = session.get_one(FrozenRules, frozen_id)
    number, last = write_next_scores(session, frozen.opening_id, after)
    if last is not None:
        key = f"{FOLLOW_RULES}:{frozen_id}:{last}"
        enqueue(session, FOLLOW_RULES, key=key, frozen_id=frozen_id, after=last, batch_id=batch_id)
    advance(session, batch_id, number, ended=last is None)


def _hold(session: Session, opening: Opening) -> None:
    # A settlement holds it, too, so that none is written by rules that change at this moment.
    names = ["state", "tolerance", "third_reading", "third_reading_cut", "levels_combined"]
    session.refresh(opening, names, with_for_update={"key_share": True})
