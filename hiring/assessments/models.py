"""Assessments, their versions, sections, and the tasks of each section."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.banks.models import BankItem
from hiring.db import Base, PublicId, new_public_id
from hiring.i18n.localised import Localised
from hiring.rubrics.models import RubricVersion
from hiring.versions.models import Family, Version, constraints


class Assessment(Family, Base):
    """A family of versions under one title."""

    __tablename__ = "assessment"

    versions: Mapped[list["AssessmentVersion"]] = relationship(
        back_populates="assessment", lazy="raise", order_by="AssessmentVersion.number"
    )


class AssessmentVersion(Version, Base):
    """One version, measured against one published rubric version."""

    __tablename__ = "assessment_version"
    __table_args__ = constraints("assessment_id")

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"))
    assessment: Mapped[Assessment] = relationship(back_populates="versions", lazy="raise")
    rubric_version: Mapped[RubricVersion] = relationship(lazy="raise")
    sections: Mapped[list["Section"]] = relationship(
        back_populates="version", lazy="raise", order_by="Section.position", cascade="all, delete-orphan"
    )

    @property
    def family(self) -> Assessment:
        return self.assessment


class Section(Base):
    """Tasks that share one clock."""

    __tablename__ = "section"
    __table_args__ = (CheckConstraint("minutes between 1 and 600", name="minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id"), index=True)
    position: Mapped[int]
    title: Mapped[Localised]
    minutes: Mapped[int]
    # Reached from above, where it is in the session already: no SQL is needed, none is allowed.
    version: Mapped[AssessmentVersion] = relationship(back_populates="sections", lazy="raise_on_sql")
    tasks: Mapped[list["SectionTask"]] = relationship(
        back_populates="section",
        lazy="raise",
        order_by="SectionTask.position",
        cascade="all, delete-orphan",
    )


class SectionTask(Base):
    """One task of a section, pinned to one version of its text."""

    __tablename__ = "section_task"
    __table_args__ = (UniqueConstraint("section_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicId, default=new_public_id, unique=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]
    item_id: Mapped[int] = mapped_column(ForeignKey("bank_item.id"))
    unscored: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    """Competencies outside the rubric whose content in this task is kept as notes for reviewers."""
    section: Mapped[Section] = relationship(back_populates="tasks", lazy="raise_on_sql")
    item: Mapped[BankItem] = relationship(lazy="raise")
