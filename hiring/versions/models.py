"""The columns that every document in versions has: of the family, and of each version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hiring import clock
from hiring.db import PublicId, new_public_id
from hiring.i18n.localised import Localised
from hiring.versions.rules import VersionState


class Family:
    """Versions under one title. A table of families has a relationship `versions`, ordered by number."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    title: Mapped[Localised]
    """The title of the version published last; until then that of the first draft."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    versions: Mapped[Any]


class Version:
    """One version. Once published its content never changes: people were judged by it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    number: Mapped[int]
    title: Mapped[Localised]
    """Frozen with the rest: a later version may be called otherwise."""
    state: Mapped[str] = mapped_column(String(10), default=VersionState.DRAFT)
    content_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 over all that it says; set when published."""
    change_note: Mapped[str | None] = mapped_column(Text)
    """What changed since the version before and why, in the words of whoever published it."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who changed the draft last: told to whoever else is writing."""
    published_at: Mapped[datetime | None]

    @property
    def family(self) -> Family:
        """Return what this is a version of."""
        raise NotImplementedError

    @property
    def draft_beside(self) -> Any:
        """Return the draft that its family has, which may be this version itself; None if there is none."""
        return next((each for each in self.family.versions if each.state == VersionState.DRAFT), None)

    @property
    def earlier(self) -> Sequence[Any]:
        """Return the versions that were published before this one's number, the latest first."""
        found = [each for each in self.family.versions if each.number < self.number]
        return [each for each in reversed(found) if each.state != VersionState.DRAFT]


def constraints(family_id: str) -> tuple[UniqueConstraint, CheckConstraint]:
    """Return what holds for a table of versions whose column `family_id` names their family."""
    return (
        UniqueConstraint(family_id, "number"),
        CheckConstraint("state in ('draft','published','retired')", name="state"),
    )
