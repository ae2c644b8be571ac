"""Read what people decided about applications."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.audit.queries import is_erased
from hiring.db.pieces import public_ids_in
from hiring.decisions.models import Decision
from hiring.decisions.rules import DECIDABLE, Outcome
from hiring.openings.models import Application, Opening


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """A decision as people read it."""

    public_id: str
    outcome: Outcome
    reason: str
    by: str
    at: datetime
    locale: str
    """In which whoever decided works."""
    order_reason: str = ""
    """Why it was decided otherwise than the bands say."""


def decisions_of(session: Session, application_id: int) -> list[GivenDecision]:
    """Return every decision about an application, the one that stands first."""
    rows = session.execute(
        select(
            Decision.public_id,
            Decision.outcome,
            Decision.reason,
            User.name,
            Decision.decided_at,
            User.locale,
            Decision.order_reason,
        )
        .join(User, User.id == Decision.decided_by)
        .where(Decision.application_id == application_id)
        .order_by(Decision.id.desc())
    )
    return [
        GivenDecision(
            row.public_id,
            Outcome(row.outcome),
            row.reason,
            row.name,
            row.decided_at,
            row.locale,
            row.order_reason or "",
        )
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


def decided_by_operation(
    session: Session, application_ids: Collection[int], operation_id: str
) -> frozenset[int]:
    """Return about which of few applications a form of this operation was recorded."""
    return frozenset(
        session.scalars(
            select(Decision.application_id).where(
                Decision.application_id.in_(application_ids), Decision.operation_id == operation_id
            )
        )
    )


def scored_named(
    session: Session, opening_id: int, public_ids: Collection[str], *, held: bool = False
) -> list[Application]:
    """Return those of a few named applications that are scored or decided, with their candidates.

    By name, without who is erased; `held`: others who would change them wait until this transaction ends.
    """
    named = public_ids_in(public_ids)
    wanted = (
        select(Application)
        .where(
            Application.opening_id == opening_id,
            Application.public_id.in_(named),
            Application.stage.in_(DECIDABLE),
            ~is_erased(Application.id),
        )
        .options(joinedload(Application.candidate))
        .order_by(Application.id)
    )
    if held:
        wanted = wanted.with_for_update(key_share=True, of=Application)
        wanted = wanted.execution_options(populate_existing=True)
    return sorted(session.scalars(wanted), key=lambda each: (each.listed_as, each.id))
