"""The rules of an opening as they were frozen, and proposals to change them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.db.append_only import APPEND_ONLY
from hiring.db.partial_index import partial_index


class FrozenRules(Base):
    """What scores of an opening rest on, as it was frozen; the one with the highest number holds."""

    __tablename__ = "frozen_rules"
    __table_args__ = (UniqueConstraint("opening_id", "number"), APPEND_ONLY)

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    number: Mapped[int]
    """1 for those it was opened with, counted up with every change that two people agreed on."""
    content: Mapped[dict[str, Any]]
    """`frozen_rules.OpeningRules.as_json`."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of `content`."""
    frozen_at: Mapped[datetime] = mapped_column(default=clock.now)


class RulesChange(Base):
    """That the rules of an opening are to change: one person proposes it, another decides."""

    __tablename__ = "rules_change"
    __table_args__ = (
        CheckConstraint(
            "(agreed is null) = (decided_at is null) and (agreed is null) = (decider_id is null)",
            name="decided",
        ),
        CheckConstraint("agreed is null or not agreed or decider_id <> proposer_id", name="second_person"),
        partial_index("uq_rules_change_waiting", "opening_id", where="agreed is null", unique=True),
        Index("ix_rules_change_opening", "opening_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    wanted: Mapped[dict[str, Any]]
    """`frozen_rules.ChangeableRules.as_json`."""
    reason: Mapped[str] = mapped_column(Text)
    """Why, for who decides; once decided it stands in the trail alone."""
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    agreed: Mapped[bool | None]
    """None until somebody has decided."""
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
