"""What the clock of each machine has been compared with."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hiring.db import Base


class ClockWitness(Base):
    """One machine from being switched on to being switched off: a moment, and what had elapsed then.

    Every process of the machine is anchored here, so that one that is started after the clock was set
    does not take the wrong time for the right one.
    """

    __tablename__ = "clock_witness"

    boot: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    elapsed: Mapped[float]
    """Seconds since the machine was switched on."""
    asked: Mapped[bool] = mapped_column(default=False)
    """The machine had been off for long: somebody must say that its clock is right."""
    forgiven: Mapped[datetime | None]
    """The newest moment that stood in the database when somebody said so: it may lie ahead."""
