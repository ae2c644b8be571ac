"""What does not count, or by another key, although it was asked: HR has said so, or proposes it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.db.append_only import append_only_until, emptying, erased_application, reason_taken_out
from hiring.db.partial_index import partial_index

_OF_ONE = erased_application("SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id")
_OF_ALL = f"OLD.sitting_id IS NULL AND {reason_taken_out('OLD.opening_id')}"
_KEPT = ("id", "opening_id", "item_id", "sitting_id", "excused_at")


class ExcusedTask(Base):
    """A task that counts for nobody in an opening, or not for one candidate, and why: HR has said so."""

    __tablename__ = "excused_task"
    __table_args__ = (
        Index("ix_excused_task_opening", "opening_id", "item_id"),
        append_only_until(emptied=emptying(f"{_OF_ONE} OR {_OF_ALL}", kept=_KEPT, blank=("reason",))),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    """None: for everybody."""
    reason: Mapped[str] = mapped_column(Text)
    excused_at: Mapped[datetime] = mapped_column(default=clock.now)


class AdoptedKey(Base):
    """That a task of an opening is scored with the key of a later text of it, and why: HR has said so.

    The latest row of a task counts. Earlier scores keep what they were made with (`scores.Cell.key`).
    """

    __tablename__ = "adopted_key"
    __table_args__ = (
        Index("ix_adopted_key_opening", "opening_id", "item_id"),
        append_only_until(
            emptied=emptying(
                reason_taken_out("OLD.opening_id"),
                kept=("id", "opening_id", "item_id", "key_item_id", "adopted_at"),
                blank=("reason",),
            )
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """As the assessment holds it."""
    key_item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """In which the later key stands."""
    reason: Mapped[str] = mapped_column(Text)
    adopted_at: Mapped[datetime] = mapped_column(default=clock.now)


_WAITING = "agreed is null"


class ExcuseProposal(Base):
    """That a task is not to count, or by a later key, although a score can be seen.

    One person proposes it, another decides.
    """

    __tablename__ = "excuse_proposal"
    __table_args__ = (
        CheckConstraint(
            "(agreed is null) = (decided_at is null) and (agreed is null) = (decider_id is null)",
            name="decided",
        ),
        CheckConstraint("agreed is null or not agreed or decider_id <> proposer_id", name="second_person"),
        CheckConstraint("key_item_id is null or sitting_id is null", name="a_key_counts_for_all"),
        partial_index("ix_excuse_proposal_waiting", "opening_id", "id", where=_WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    """None: for everybody."""
    key_item_id: Mapped[int | None] = mapped_column(ForeignKey("bank_item.id"))
    """The text whose key is to score the task for everybody; None: the task is not to count."""
    reason: Mapped[str] = mapped_column(Text)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    agreed: Mapped[bool | None]
    """None until somebody has decided."""
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision: Mapped[str | None] = mapped_column(Text)
    """The reason given for deciding so."""
    decided_at: Mapped[datetime | None]
