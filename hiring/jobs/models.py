"""The job row is the truth about background work, and the queue: nothing else knows what is to be done."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.db.partial_index import partial_index


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    """Failed too often, or in a way that another try cannot mend: a person must look."""
    CANCELLED = "cancelled"


def _only(name: str, *columns: str, state: JobState) -> Index:
    """Return an index of the jobs in one state: the finished ones must not make it grow."""
    return partial_index(name, *columns, where=f"state = '{state}'")


class Job(Base):
    """One thing to do once. `key` makes asking twice the same as asking once."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state in ('queued','running','done','dead','cancelled')", name="state"),
        _only("ix_job_due", "lane", "run_after", "id", state=JobState.QUEUED),
        _only("ix_job_lease", "lease_until", state=JobState.RUNNING),
        _only("ix_job_dead", "id", state=JobState.DEAD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    lane: Mapped[str] = mapped_column(String(20))
    """Which threads take it; see `hiring.jobs.lanes`."""
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    key: Mapped[str] = mapped_column(String(160), unique=True)
    state: Mapped[str] = mapped_column(String(10), default=JobState.QUEUED)
    run_after: Mapped[datetime] = mapped_column(default=clock.now)
    token: Mapped[str | None] = mapped_column(String(36))
    """Who holds the lease; a late write by a worker that lost it changes no row."""
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    put_off: Mapped[int] = mapped_column(default=0)
    """How many of the attempts only found that it was too early: they do not count."""
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]


class BatchState(StrEnum):
    """running -> done, or failed until somebody has it tried again."""

    RUNNING = "running"
    """It waits for a worker, or one is at it."""
    DONE = "done"
    FAILED = "failed"


class Batch(Base):
    """Long work that was asked for as one: a worker does it piece by piece, and people see how far it is."""

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("state in ('running','done','failed')", name="state"),
        CheckConstraint("done between 0 and total", name="done_of_total"),
        CheckConstraint("(state = 'running') = (ended_at is null)", name="ended"),
        Index("ix_batch_kind", "kind", "id"),
        Index("ix_batch_opening", "opening_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(160), unique=True)
    """Of the button that was pressed, or of what it follows from: asking twice is asking once."""
    opening_id: Mapped[int | None]
    """The opening on whose page it is shown; None: it is about the installation."""
    asked_by: Mapped[int | None]
    """Id of a member of staff; None: the clock."""
    content: Mapped[list[Any] | None] = mapped_column(deferred=True)
    """What is to be done, where that was fixed when it was asked for; gone at the end."""
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What came of it: how many of what, by a name that its kind knows the sentence for."""
    state: Mapped[str] = mapped_column(String(10), default=BatchState.RUNNING)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


class WorkerSeen(Base):
    """When each worker last showed a sign of life, for `/readyz` and `hiring doctor`."""

    __tablename__ = "worker_seen"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    lanes: Mapped[str] = mapped_column(String(120))
    """The names of the lanes it takes work from, with commas between."""
    seen_at: Mapped[datetime]
