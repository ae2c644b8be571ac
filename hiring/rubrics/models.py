"""Rubrics, their versions, and the competencies of each version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring import clock
from hiring.db import Base, PublicId, new_public_id
from hiring.i18n.localised import EMPTY, Localised
from hiring.rubrics.rules import LEVELS, CompetencyContent, RubricContent
from hiring.versions.models import Family, Version, constraints


class Rubric(Family, Base):
    """A family of versions under one title."""

    __tablename__ = "rubric"

    bank_code: Mapped[str | None] = mapped_column(String(80), unique=True)
    """The question bank it came with, or None for one made in the browser."""
    versions: Mapped[list["RubricVersion"]] = relationship(
        back_populates="rubric", lazy="raise", order_by="RubricVersion.number"
    )


class RubricVersion(Version, Base):
    """One version. Once published it never changes: scores point to its anchors."""

    __tablename__ = "rubric_version"
    __table_args__ = constraints("rubric_id")

    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"))
    rubric: Mapped[Rubric] = relationship(back_populates="versions", lazy="raise")
    competencies: Mapped[list["Competency"]] = relationship(
        back_populates="version",
        lazy="raise",
        order_by="Competency.position",
        cascade="all, delete-orphan",
    )

    @property
    def family(self) -> Rubric:
        return self.rubric

    def content(self) -> RubricContent:
        """Return what this version says, as plain values."""
        return RubricContent(self.title, tuple(each.content() for each in self.competencies))


class Competency(Base):
    """What is measured, in one version of a rubric. Codes are unique once it is published."""

    __tablename__ = "competency"
    __table_args__ = (CheckConstraint("weight >= 0 and weight <= 100", name="weight"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(12), default="")
    name: Mapped[Localised] = mapped_column(default=EMPTY)
    definition: Mapped[Localised] = mapped_column(default=EMPTY)
    weight: Mapped[int] = mapped_column(default=0)
    """Percent of the total score; the weights of a published version add to 100."""
    anchors: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Level "1".."5" -> {"id": ..., "en": ...}; read it through `anchor()`."""
    edited_at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who changed the texts last."""
    # Reached from its version, which is then in the session already: no SQL is needed, none is allowed.
    version: Mapped[RubricVersion] = relationship(back_populates="competencies", lazy="raise_on_sql")

    def anchor(self, level: int) -> Localised:
        """Return the behaviour that level `level` describes; empty where a draft has none yet."""
        return anchor_in(self.anchors, level)

    def content(self) -> CompetencyContent:
        """Return what is measured, as plain values."""
        anchors = {level: self.anchor(level) for level in LEVELS}
        return CompetencyContent(self.code, self.name, self.definition, self.weight, anchors)


def anchor_in(anchors: Mapping[str, Any], level: int) -> Localised:
    """Return what `anchors`, as they are kept, say of a level; empty where a draft has nothing yet."""
    return Localised.from_json(anchors.get(str(level), {"id": "", "en": ""}))
