"""Find rubrics, their versions and competencies."""

from dataclasses import dataclass

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.rules import VersionState


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a list shows it."""

    version: RubricVersion
    competencies: int


@dataclass(frozen=True, slots=True)
class RubricLine:
    """A rubric as the list shows it, its newest version first."""

    rubric: Rubric
    versions: tuple[VersionLine, ...]

    @property
    def draft(self) -> RubricVersion | None:
        return next(
            (line.version for line in self.versions if line.version.state == VersionState.DRAFT), None
        )


def all_rubrics(session: Session, *, with_drafts: bool) -> list[RubricLine]:
    """Return every rubric with its versions; those without any are left out."""
    numbers = _competencies_per_version(session)
    rubrics = session.scalars(select(Rubric).options(selectinload(Rubric.versions)).order_by(Rubric.id))
    lines = []
    for rubric in rubrics:
        shown = [each for each in rubric.versions if with_drafts or each.state != VersionState.DRAFT]
        if shown:
            newest_first = tuple(VersionLine(each, numbers.get(each.id, 0)) for each in reversed(shown))
            lines.append(RubricLine(rubric, newest_first))
    return lines


def _competencies_per_version(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(Competency.version_id, func.count(Competency.id)).group_by(Competency.version_id)
    )
    return {row[0]: row[1] for row in rows}


def version_by_public_id(session: Session, public_id: str) -> RubricVersion | None:
    """Return a version with its rubric, the rubric's other versions, and its competencies."""
    return session.scalar(
        select(RubricVersion)
        .where(RubricVersion.public_id == public_id)
        .options(
            joinedload(RubricVersion.rubric).selectinload(Rubric.versions),
            selectinload(RubricVersion.competencies),
        )
    )


def competency_by_public_id(session: Session, public_id: str) -> Competency | None:
    """Return a competency with its version and all that `version_by_public_id` brings."""
    return session.scalar(
        select(Competency)
        .where(Competency.public_id == public_id)
        .options(
            joinedload(Competency.version).selectinload(RubricVersion.competencies),
            joinedload(Competency.version).joinedload(RubricVersion.rubric).selectinload(Rubric.versions),
        )
    )


def versions_to_start_from(session: Session) -> list[RubricVersion]:
    """Return every version that is or was published, with its rubric, newest first."""
    return list(
        session.scalars(
            select(RubricVersion)
            .where(RubricVersion.state != VersionState.DRAFT)
            .options(joinedload(RubricVersion.rubric), selectinload(RubricVersion.competencies))
            .order_by(RubricVersion.published_at.desc(), RubricVersion.id.desc())
        )
    )


def published_versions(session: Session) -> list[RubricVersion]:
    """Return the versions that an assessment may measure against, newest first."""
    return [each for each in versions_to_start_from(session) if each.state == VersionState.PUBLISHED]


def rubric_of_bank(session: Session, bank_code: str) -> Rubric | None:
    return session.scalar(
        select(Rubric).where(Rubric.bank_code == bank_code).options(selectinload(Rubric.versions))
    )


def lock_rubric(session: Session, rubric: Rubric) -> None:
    """Read the list of versions again, and let nobody else add one until this transaction ends."""
    session.execute(select(Rubric.id).where(Rubric.id == rubric.id).with_for_update())
    session.refresh(rubric, ["versions"])
    for version in rubric.versions:
        session.refresh(version, ["state", "number"])


def lock_version(session: Session, version: RubricVersion) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends."""
    session.execute(select(RubricVersion.id).where(RubricVersion.id == version.id).with_for_update())
    session.refresh(version, [*inspect(RubricVersion).column_attrs.keys(), "competencies"])
    for competency in version.competencies:
        session.refresh(competency, inspect(Competency).column_attrs.keys())
