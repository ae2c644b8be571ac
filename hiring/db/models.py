"""What the database knows about the installation it belongs to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from hiring.db import Base


class Installation(Base):
    """The one row about this installation."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("(held_since is null) = (backup_taken_at is null)", name="held_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key_fingerprint: Mapped[str] = mapped_column(String(64))
    """Of the secret key with which links were made; the key itself is never in the database."""
    held_since: Mapped[datetime | None]
    """Since when no worker takes a job: a backup was restored, and nobody has released its work yet."""
    backup_taken_at: Mapped[datetime | None]
    """The moment to which the restored backup went back."""
    backed_up_at: Mapped[datetime | None]
    """The moment that the newest backup of this database holds."""
