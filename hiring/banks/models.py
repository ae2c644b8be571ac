"""Loaded question banks: every version of every task and form that was ever loaded."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.i18n.localised import Localised


class Bank(Base):
    """A folder of YAML that was loaded."""

    __tablename__ = "bank"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    code: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Localised]
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What `bank.yaml` says: summary, origin, rules for all tasks, the order of the tasks."""
    content_hash: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    items: Mapped[list["BankItem"]] = relationship(back_populates="bank", lazy="raise")


class ItemKind(StrEnum):
    """What a bank holds besides its rubric."""

    TASK = "task"
    REFERENCE_FORM = "reference_form"
    INTERVIEW_GUIDE = "interview_guide"
    NOTICES = "notices"
    RUBRIC = "rubric"
    """The rubric as its author wrote it, with scale words and competencies outside the scored ones."""


class BankItem(Base):
    """One version of one task or form, found by the hash of its content. Never changed."""

    __tablename__ = "bank_item"
    __table_args__ = (
        UniqueConstraint("bank_id", "kind", "code", "content_hash"),
        CheckConstraint(
            "kind in ('task','reference_form','interview_guide','notices','rubric')", name="kind"
        ),
        Index("ix_bank_item_current", "bank_id", "kind", "current"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"))
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[Localised]
    content: Mapped[dict[str, Any]]
    """The whole document as checked when loaded; `banks.queries` turns it into values again."""
    content_hash: Mapped[str] = mapped_column(String(64))
    current: Mapped[bool] = mapped_column(default=True)
    """Whether the latest load of the bank still holds this version."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    bank: Mapped[Bank] = relationship(back_populates="items", lazy="raise")
