"""Find rubrics, their versions and competencies."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.versions.queries import lock_row, read_again
from hiring.versions.rules import VersionState

#: So many versions are offered where one is chosen, the latest first.
OFFERED = 50


def competencies_per_version(session: Session, version_ids: Sequence[int]) -> dict[int, int]:
    """Count the competencies of each of a page's versions; a version without any is left out."""
    rows = session.execute(
        select(Competency.version_id, func.count(Competency.id))
        .where(Competency.version_id.in_(version_ids))
        .group_by(Competency.version_id)
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


def version_to_start_from(session: Session, public_id: str) -> RubricVersion | None:
    """Return a version that is or was published, whole; None for any other name."""
    version = version_by_public_id(session, public_id) if public_id.isprintable() else None
    return None if version is None or version.state == VersionState.DRAFT else version


def versions_to_start_from(session: Session) -> list[RubricVersion]:
    """Return the latest versions that are or were published, with their rubrics, newest first."""
    return _latest(session, RubricVersion.state != VersionState.DRAFT)


def published_versions(session: Session) -> list[RubricVersion]:
    """Return the latest versions that an assessment may measure against, newest first."""
    return _latest(session, RubricVersion.state == VersionState.PUBLISHED)


def _latest(session: Session, which: ColumnElement[bool]) -> list[RubricVersion]:
    return list(
        session.scalars(
            select(RubricVersion)
            .where(which)
            .options(joinedload(RubricVersion.rubric))
            .order_by(RubricVersion.published_at.desc(), RubricVersion.id.desc())
            .limit(OFFERED)
        )
    )


def rubric_of_bank(session: Session, bank_code: str) -> Rubric | None:
    return session.scalar(
        select(Rubric).where(Rubric.bank_code == bank_code).options(selectinload(Rubric.versions))
    )


def lock_version(session: Session, version: RubricVersion) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends."""
    lock_row(session, version, "competencies")
    for competency in version.competencies:
        read_again(session, competency)


def newest_of_bank(session: Session, bank_code: str) -> RubricVersion | None:
    """Return the newest published version of the rubric that came with a bank, with its competencies."""
    return session.scalar(
        select(RubricVersion)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(Rubric.bank_code == bank_code, RubricVersion.state == VersionState.PUBLISHED)
        .order_by(RubricVersion.number.desc())
        .limit(1)
        .options(joinedload(RubricVersion.rubric), selectinload(RubricVersion.competencies))
    )
