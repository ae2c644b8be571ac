"""What was computed of an opening's scores: each computing once, and what it says of every candidate."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base
from hiring.standings.rules import VERSION


class StandingsRun(Base):
    """One computing of an opening's scores with their errors; what does not change is not computed again."""

    __tablename__ = "standings_run"
    __table_args__ = (
        UniqueConstraint("opening_id", "number"),
        CheckConstraint("method in ('bayes','reml')", name="method"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    number: Mapped[int]
    """Counted within the opening, from 1."""
    input_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of everything it was computed from, whatever order that came in."""
    top: Mapped[int]
    """How many positions there were."""
    candidates: Mapped[int]
    """With a total."""
    listed: Mapped[int]
    """All whose scores stood: who answered nothing has none."""
    method: Mapped[str | None] = mapped_column(String(10))
    """`rules.ErrorMethod`; None where no error could be found for the total."""
    method_changed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The computing before it used the other method."""
    bands: Mapped[list[Any]]
    """How many candidates each band holds, the highest first."""
    parts: Mapped[int] = mapped_column(default=1, server_default="1")
    """Into how many parts the panel falls that share neither a reviewer nor a candidate."""
    studies: Mapped[dict[str, Any]]
    """Competency, or `rules.TOTAL`, -> `rules.StudySummary`."""
    version: Mapped[int] = mapped_column(default=VERSION, server_default="1")
    """`rules.VERSION` when it was computed."""
    readings: Mapped[dict[str, Any] | None]
    """`rules.FurtherReadings` as plain values; None of computings of an earlier version."""
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)


class CandidateStanding(Base):
    """What a computing says of one candidate. Kept of the newest computing of an opening only."""

    __tablename__ = "candidate_standing"
    __table_args__ = (
        Index("ix_candidate_standing_place", "run_id", "place"),
        Index("ix_candidate_standing_application", "application_id"),
        Index("ix_candidate_standing_adjusted_place", "run_id", "adjusted_place", "application_id"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("standings_run.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    place: Mapped[int]
    """In the order of the predicted levels, from 1. Within a band it says nothing."""
    band: Mapped[int | None]
    """From 1; None where nothing can be said."""
    raw_place: Mapped[int | None]
    """By the total as it counts; as `adjusted_place`, None where scores cannot be adjusted."""
    adjusted_place: Mapped[int | None]
    """By the total without the strictness of reviewers."""
    figures: Mapped[dict[str, Any]]
    """Competency, or `rules.TOTAL`, -> `rules.ScoreStanding.plain`."""


class OpeningStandings(Base):
    """How far computing an opening is: what was asked for, what is at work, and what counts meanwhile."""

    __tablename__ = "opening_standings"
    __table_args__ = (CheckConstraint("done <= begun and begun <= asked", name="in_turn"),)

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
    """Number of the last computing that was asked for."""
    begun: Mapped[int] = mapped_column(default=0, server_default="0")
    done: Mapped[int] = mapped_column(default=0, server_default="0")
    waits_since: Mapped[datetime | None]
    """Since when something has changed that is not computed yet."""
    run_id: Mapped[int | None] = mapped_column(ForeignKey("standings_run.id"))
    """The newest that is complete."""
    run: Mapped[StandingsRun | None] = relationship(lazy="raise")
