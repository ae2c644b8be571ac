"""Scores as a rule made them, figure by figure, and how far a great opening was."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base
from hiring.db.append_only import APPEND_ONLY


class Hundredths(TypeDecorator[Decimal]):
    """A figure with two decimals, kept as a whole number: exact, and ordered alike by every database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


#: Where a figure that is missing stands in an order: last, whichever way the order runs.
BELOW_ALL, ABOVE_ALL = -1, 1_000_000


class ApplicationScore(Base):
    """What a rule made of the ratings of one sitting. A newer row supersedes an older; none is changed.

    The one with the highest number stands. The figures of its competencies are
    `CompetencyFigure`s; what a later rule counts besides goes into their `basis`.
    """

    __tablename__ = "application_score"
    __table_args__ = (
        UniqueConstraint("sitting_id", "number"),
        Index("ix_application_score_falling", "opening_id", "falling", "id"),
        Index("ix_application_score_rising", "opening_id", "rising", "id"),
        Index("ix_application_score_differing", "opening_id", "widest", "n_differences", "id"),
        Index("ix_application_score_application", "application_id", "number"),
        APPEND_ONLY,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    number: Mapped[int]
    """1 for the first of a sitting, counted up with every one that supersedes it."""
    rule: Mapped[str] = mapped_column(String(40))
    rule_version: Mapped[int]
    policy: Mapped[dict[str, Any]]
    """Weights, tolerance and raters as they were frozen with the opening (`scores.Policy.as_json`)."""
    input_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of everything the rule was given (`scores.ScoreInput.digest`)."""
    total: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    """The total in hundredths for an order from the top; what is missing stands last."""
    rising: Mapped[int]
    """The same for an order from the bottom."""
    weight_covered: Mapped[Decimal] = mapped_column(Hundredths)
    """Per cent of the rubric's weight that the total rests on."""
    n_ratings: Mapped[int]
    n_differences: Mapped[int]
    """How many pairs of answer and competency reviewers differ on."""
    widest: Mapped[int]
    """By how many levels at most; 0 where they do not differ."""
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)


class CompetencyFigure(Base):
    """The score of one competency within an `ApplicationScore`, with what it rests on."""

    __tablename__ = "competency_figure"
    __table_args__ = (
        Index("ix_competency_figure_falling", "opening_id", "competency_id", "falling", "score_id"),
        Index("ix_competency_figure_rising", "opening_id", "competency_id", "rising", "score_id"),
        APPEND_ONLY,
    )

    score_id: Mapped[int] = mapped_column(ForeignKey("application_score.id"), primary_key=True)
    competency_id: Mapped[int] = mapped_column(ForeignKey("competency.id"), primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    falling: Mapped[int]
    rising: Mapped[int]
    missing: Mapped[str | None] = mapped_column(String(20))
    """Why there is no score (`scores.Missing`)."""
    n_ratings: Mapped[int]
    n_differences: Mapped[int]
    basis: Mapped[dict[str, Any]]
    """Everything else the rule found: `CompetencyScore` without what stands in columns."""


class ScoringCounts(Base):
    """How far a great opening was when a worker last counted; of a small one it is counted when asked."""

    __tablename__ = "scoring_counts"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    counts: Mapped[dict[str, Any]]
    """`rules.ReviewCounts.as_json`."""
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)
