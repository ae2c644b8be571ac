"""What the trail seals of a decision: the outcome, and apart from it the reason, which erasure can reach."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hiring.audit.binding import Binding, Bound
from hiring.decisions.models import Decision
from hiring.i18n import N_

_CHANGED = N_("the decision that entry %(number)s seals was changed")
_UNSEALED = N_("decision number %(row)s was put in from outside: no entry seals it")


def seals_of(decision: Decision) -> tuple[Bound, ...]:
    """Return a decision as the entry that tells of it seals it."""
    return (
        Bound(DECISION.kind, decision.id, _outcome(decision)),
        Bound(REASON.kind, decision.id, _words(decision)),
    )


def _words(decision: Decision) -> Any:
    """Return what was written; of a decision with one reason it is that alone, so that old seals hold."""
    return decision.reason if decision.order_reason is None else [decision.reason, decision.order_reason]


def _outcome(decision: Decision) -> list[Any]:
    at = decision.decided_at.isoformat()
    return [decision.application_id, decision.outcome, decision.decided_by, at]


def _outcomes(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {each.id: _outcome(each) for each in _decisions(session, ids)}


def _reasons(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {each.id: _words(each) for each in _decisions(session, ids)}


def _decisions(session: Session, ids: Collection[int]) -> Collection[Decision]:
    wanted = select(Decision).where(Decision.id.in_(ids)).execution_options(populate_existing=True)
    return session.scalars(wanted).all()


def _sealed_since(since: datetime | None) -> Select[int, int]:
    wanted = select(Decision.id, Decision.application_id)
    return wanted if since is None else wanted.where(Decision.decided_at > since)


DECISION = Binding("decision", _CHANGED, _UNSEALED, _outcomes, _sealed_since, erasable=False)
REASON = Binding("decision_text", _CHANGED, _UNSEALED, _reasons, _sealed_since, erasable=True)
