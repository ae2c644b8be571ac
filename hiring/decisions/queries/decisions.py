"""Read what people decided about applications."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.openings.models import Application, Opening


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """A decision as people read it."""

    public_id: str
    outcome: Outcome
    reason: str
    by: str
    at: datetime


def decisions_of(session: Session, application_id: int) -> list[GivenDecision]:
    """Return every decision about an application, the one that stands first."""
    rows = session.execute(
        select(Decision.public_id, Decision.outcome, Decision.reason, User.name, Decision.decided_at)
        .join(User, User.id == Decision.decided_by)
        .where(Decision.application_id == application_id)
        .order_by(Decision.id.desc())
    )
    return [
        GivenDecision(row.public_id, Outcome(row.outcome), row.reason, row.name, row.decided_at)
        for row in rows
    ]


def decision_by_operation(session: Session, application_id: int, operation_id: str) -> Decision | None:
    return session.scalar(
        select(Decision).where(
            Decision.application_id == application_id, Decision.operation_id == operation_id
        )
    )


def standing_decision(session: Session, application_id: int) -> Decision | None:
    """Return the decision that no later one has superseded."""
    return session.scalar(
        select(Decision)
        .where(Decision.application_id == application_id)
        .order_by(Decision.id.desc())
        .limit(1)
    )


def application_to_decide(session: Session, public_id: str) -> Application | None:
    """Return an application with its candidate, and its opening with members."""
    return session.scalar(
        select(Application)
        .where(Application.public_id == public_id)
        .options(
            joinedload(Application.candidate),
            joinedload(Application.opening).selectinload(Opening.members),
        )
    )
