"""What was computed of the marking of an opening."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base


class OpeningQuality(Base):
    """How reviewers of an opening agree and work, as it was last computed; it is written over."""

    __tablename__ = "opening_quality"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(String(80))
    """What it was computed from, in counts: as long as they are the same, nothing is computed anew."""
    figures: Mapped[dict[str, Any]]
    """`rules.QualityFigures` as plain values. Reviewers and tasks stand there by their ids."""
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)
