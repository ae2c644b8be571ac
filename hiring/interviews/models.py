"""What is asked in the interviews of an opening, the interviews, and the card of each interviewer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, new_public_id
from hiring.interviews.rules import CardState, InterviewState
from hiring.openings.models import Application, Opening


class InterviewPlan(Base):
    """What is asked in every interview of an opening: once somebody is invited it no longer changes."""

    __tablename__ = "interview_plan"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """The version of the guide from which the questions are."""
    questions: Mapped[list[str]]
    """Codes of the guide, in the order in which they are asked."""
    planned_at: Mapped[datetime] = mapped_column(default=clock.now)
    item: Mapped[BankItem] = relationship(lazy="raise")


class Interviewer(Base):
    """A member of staff who may hold interviews of an opening."""

    __tablename__ = "interviewer"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    user: Mapped[User] = relationship(lazy="raise")


class Interview(Base):
    """The one interview of a candidate, when and where."""

    __tablename__ = "interview"
    __table_args__ = (
        CheckConstraint("state in ('arranged','missed','called_off')", name="state"),
        CheckConstraint("minutes between 15 and 180", name="minutes"),
        Index("ix_interview_opening", "opening_id", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    state: Mapped[str] = mapped_column(String(10), default=InterviewState.ARRANGED)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(300))
    number: Mapped[int] = mapped_column(default=0)
    """Counted up with every change: of two mails about it the later one has the higher."""
    arranged_at: Mapped[datetime] = mapped_column(default=clock.now)
    application: Mapped[Application] = relationship(lazy="raise")
    opening: Mapped[Opening] = relationship(lazy="raise")
    cards: Mapped[list["InterviewCard"]] = relationship(
        back_populates="interview", lazy="raise", order_by="InterviewCard.id"
    )


class InterviewCard(Base):
    """What one interviewer notes and gives in one interview. A locked card never changes."""

    __tablename__ = "interview_card"
    __table_args__ = (
        UniqueConstraint("interview_id", "interviewer_id"),
        CheckConstraint("state in ('open','locked','conflict','released')", name="state"),
        CheckConstraint("(state = 'locked') = (locked_at is not null)", name="locked_at"),
        Index("ix_interview_card_interviewer", "interviewer_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"))
    interviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str] = mapped_column(String(10), default=CardState.OPEN)
    locked_at: Mapped[datetime | None]
    conflict_reason: Mapped[str | None] = mapped_column(Text)
    draft_revision: Mapped[int] = mapped_column(default=0)
    """Counted up with every change, so that a page knows whether it is the latest."""
    draft_writer: Mapped[str] = mapped_column(String(36), default="")
    """Which page wrote last; a page may always follow itself, even when it missed our answer."""
    interview: Mapped[Interview] = relationship(back_populates="cards", lazy="raise")
    interviewer: Mapped[User] = relationship(lazy="raise")
    notes: Mapped[list["InterviewNote"]] = relationship(lazy="raise", order_by="InterviewNote.id")


class InterviewNote(Base):
    """What an interviewer put down for one question."""

    __tablename__ = "interview_note"
    __table_args__ = (
        UniqueConstraint("card_id", "question"),
        CheckConstraint("level between 1 and 5", name="level"),
        CheckConstraint("level is null or not not_shown", name="one_or_the_other"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("interview_card.id"))
    question: Mapped[str] = mapped_column(String(40))
    asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    level: Mapped[int | None]
    not_shown: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The question was asked, and nothing of the competency came: no level, which is not level 1."""
    notes: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
