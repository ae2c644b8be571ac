"""Openings in which candidates wait for a decision, and the hiring managers to be told of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.queries import openings_with_scored
from hiring.openings.rules import UNDER_REVIEW, MemberRole, Stage


@dataclass(frozen=True, slots=True)
class UndecidedOpening:
    """An opening with scored candidates about whom nobody has decided."""

    opening: Opening
    number: int
    """How many they are."""
    newest: datetime
    """When the last of them was scored."""
    unscored: int
    """How many have handed in and are not scored yet."""
    writing: int
    """How many are still at work."""


def undecided_openings(session: Session) -> list[UndecidedOpening]:
    """Return every opening in which scored candidates wait for a decision."""
    scored, stage = openings_with_scored(), Application.stage
    counts = (
        select(
            Application.opening_id,
            func.count().filter(stage == Stage.SCORED).label("number"),
            func.max(Application.stage_at).filter(stage == Stage.SCORED).label("newest"),
            func.count().filter(stage.in_(UNDER_REVIEW)).label("unscored"),
            func.count().filter(stage == Stage.SITTING).label("writing"),
        )
        .join(scored, scored.c.value == Application.opening_id)
        .group_by(Application.opening_id)
        .subquery()
    )
    rows = session.execute(
        select(Opening, counts.c.number, counts.c.newest, counts.c.unscored, counts.c.writing)
        .join(counts, counts.c.opening_id == Opening.id)
        .order_by(Opening.id)
    )
    return [UndecidedOpening(*row) for row in rows]


def managers_to_tell(session: Session, opening_ids: Collection[int]) -> dict[int, list[User]]:
    """Return by opening the hiring managers who want to be told by mail."""
    role = (UserRole.user_id == User.id) & (UserRole.role == Role.HIRING_MANAGER)
    rows = session.execute(
        select(OpeningMember.opening_id, User)
        .join(User, User.id == OpeningMember.user_id)
        .join(UserRole, role)
        .where(
            OpeningMember.opening_id.in_(opening_ids),
            OpeningMember.role == MemberRole.HIRING_MANAGER,
            User.active,
            User.wants_digest,
        )
        .order_by(User.id)
    )
    found: dict[int, list[User]] = {}
    for opening_id, user in rows:
        found.setdefault(opening_id, []).append(user)
    return found
