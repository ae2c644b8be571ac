"""What is asked in the interviews of an opening, the interviews, and the card of each interviewer."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, new_public_id
from hiring.db.append_only import APPEND_ONLY
from hiring.interviews.rules import (
    USUAL_NOTICE_HOURS,
    USUAL_WISHES,
    CardState,
    InterviewState,
    WishState,
)
from hiring.openings.models import Application, Opening
from hiring.scoring.models import Hundredths

_WAITING = text("state = 'waiting'")


class InterviewPlan(Base):
    """What is asked in every interview of an opening: once somebody is invited it no longer changes."""

    __tablename__ = "interview_plan"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    """The version of the guide from which the questions are."""
    questions: Mapped[list[str]]
    """Codes of the guide, in the order in which they are asked."""
    shares: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    """Per cent that interviews give of each competency that tasks measure, too; half where none is said."""
    planned_at: Mapped[datetime] = mapped_column(default=clock.now)
    notice_hours: Mapped[int] = mapped_column(
        default=USUAL_NOTICE_HOURS, server_default=str(USUAL_NOTICE_HOURS)
    )
    """Until so many hours before the interview a candidate may propose another time."""
    wishes: Mapped[int] = mapped_column(default=USUAL_WISHES, server_default=str(USUAL_WISHES))
    """So often."""
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
    """The question was asked, and nothing of the competency came: level 1, given by this interviewer."""
    notes: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)


class InterviewScore(Base):
    """What the rule made of tasks and interviews of one candidate. A newer row supersedes an older.

    The one with the highest number stands; none is changed. Who has none was not measured by interview.
    """

    __tablename__ = "interview_score"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        Index("ix_interview_score_falling", "opening_id", "falling", "id"),
        Index("ix_interview_score_rising", "opening_id", "rising", "id"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    number: Mapped[int]
    """1 for the first of an application, counted up with every one that supersedes it."""
    rule: Mapped[str] = mapped_column(String(40))
    rule_version: Mapped[int]
    policy: Mapped[dict[str, Any]]
    """Weights, shares and tolerance as they were frozen (`scores.InterviewPolicy.as_json`)."""
    input_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of everything the rule was given (`scores.InterviewInput.digest`)."""
    total: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    """The total in hundredths for an order from the top; what is missing stands last."""
    rising: Mapped[int]
    """The same for an order from the bottom."""
    weight_covered: Mapped[Decimal] = mapped_column(Hundredths)
    """Per cent of the rubric's weight that the total rests on."""
    n_interviewers: Mapped[int]
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)


class InterviewFigure(Base):
    """One competency within an `InterviewScore`: what it came to, and the two parts it is made of."""

    __tablename__ = "interview_figure"
    __table_args__ = (
        Index("ix_interview_figure_falling", "opening_id", "competency_id", "falling", "score_id"),
        Index("ix_interview_figure_rising", "opening_id", "competency_id", "rising", "score_id"),
        APPEND_ONLY,
    )

    score_id: Mapped[int] = mapped_column(ForeignKey("interview_score.id"), primary_key=True)
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    rising: Mapped[int]
    by_tasks: Mapped[Decimal | None] = mapped_column(Hundredths)
    by_interviews: Mapped[Decimal | None] = mapped_column(Hundredths)
    share: Mapped[int | None]
    """Per cent that the interviews gave; None where neither of the two measured it."""
    differs: Mapped[bool]
    """Interviewers are far apart on a question."""
    interviewers: Mapped[list[Any]]
    """For each interviewer: number, mean as text, over how many questions."""


class InterviewWish(Base):
    """A candidate proposes other times, or says that they cannot come. HR answers once."""

    __tablename__ = "interview_wish"
    __table_args__ = (
        CheckConstraint("kind in ('other_time','cannot_come')", name="kind"),
        CheckConstraint("state in ('waiting','accepted','kept','overtaken')", name="state"),
        CheckConstraint("(state = 'waiting') = (answered_at is null)", name="answered_at"),
        Index(
            "ix_interview_wish_one_waits",
            "interview_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_interview_wish_waiting", "opening_id", "id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index("ix_interview_wish_interview", "interview_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    kind: Mapped[str] = mapped_column(String(12))
    times: Mapped[list[str]]
    """Proposed beginnings, in UTC."""
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[str] = mapped_column(String(10), default=WishState.WAITING)
    answer: Mapped[str] = mapped_column(Text, default="")
    """What HR writes where the time is kept."""
    answered_at: Mapped[datetime | None]


class InterviewConsensus(Base):
    """What those who rated alone came to for one competency; rows are added, and the last one counts.

    It stands beside the cards, which never change.
    """

    __tablename__ = "interview_consensus"
    __table_args__ = (
        CheckConstraint("level between 1 and 5", name="level"),
        Index("ix_interview_consensus_interview", "interview_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"))
    competency: Mapped[str] = mapped_column(String(40))
    level: Mapped[int | None]
    """None: they did not come to one."""
    reason: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    recorder: Mapped[User] = relationship(lazy="raise")
