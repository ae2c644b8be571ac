"""Record one decision about several candidates: each gets a decision of their own, with the one reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.decisions import queries
from hiring.decisions.actions.deciding import TOO_EARLY, ask_about_offers, record_decision, too_early
from hiring.decisions.actions.order import ask_about_order
from hiring.decisions.rules import Outcome, Verdict
from hiring.errors import NotReady
from hiring.openings.models import Opening
from hiring.openings.rules import Stage


@dataclass(frozen=True, slots=True)
class ManyDecided:
    """About how many the decision was recorded, and how many were left out."""

    decided: int
    left_out: int
    """Somebody decided about them meanwhile, or they are not scored any more."""


def decide_many(
    session: Session, opening: Opening, public_ids: Collection[str], verdict: Verdict, *, by: Actor
) -> ManyDecided:
    """Record `verdict` about those of the named candidates who wait for a decision.

    Sending the same form twice decides once. Raises NotReady before the opening has closed where it
    promised that, AgainstOrder where one of them goes against the bands without a reason for that, and
    BeyondPositions where the sender has not been asked about offers beyond the positions.
    """
    held = queries.scored_named(session, opening.id, public_ids, held=True)
    session.refresh(opening, ["state", "closes_at"])
    if too_early(opening):
        raise NotReady(TOO_EARLY, missing=[])
    again = queries.decided_by_operation(session, [each.id for each in held], verdict.operation_id)
    waiting = [each for each in held if each.stage == Stage.SCORED]
    ids = [each.id for each in waiting]
    against = ask_about_order(session, opening.id, verdict, ids) if ids else frozenset()
    if waiting and verdict.outcome is Outcome.OFFER:
        ask_about_offers(session, opening.id, verdict, ids)
    in_order = replace(verdict, order_reason="")
    for each in waiting:
        said = verdict if each.id in against else in_order
        record_decision(session, each, said, supersedes=False, by=by)
    decided = len(waiting) + len(again)
    return ManyDecided(decided, len(set(public_ids)) - decided)
