"""Find rubrics, their versions and competencies."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.rules import VersionState
from hiring.store.keyset import Cursor, Key, Page, read_page, read_whole


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


#: Rubrics on one page of the list, each with its versions.
_ON_A_PAGE = 20
#: So many versions are offered where one is chosen, the latest first.
OFFERED = 50


def rubrics_page(session: Session, cursor: Cursor, *, with_drafts: bool) -> Page[RubricLine]:
    """Return one page of the rubrics with their versions, newest first; those without any are left out."""
    shown = RubricVersion.rubric_id == Rubric.id
    if not with_drafts:
        shown &= RubricVersion.state != VersionState.DRAFT
    total = session.scalars(select(func.count(Rubric.id)).where(exists().where(shown))).one()
    wanted = select(Rubric).where(exists().where(shown)).options(selectinload(Rubric.versions))
    keys = [Key(Rubric.id, read_whole, descending=True)]
    page = read_page(session, wanted, keys, cursor, size=_ON_A_PAGE, total=total)
    rubrics = [row[0] for row in page.rows]
    numbers = _competencies_per_version(session, [rubric.id for rubric in rubrics])
    return page.of([_line(rubric, numbers, with_drafts=with_drafts) for rubric in rubrics])


def _line(rubric: Rubric, numbers: dict[int, int], *, with_drafts: bool) -> RubricLine:
    shown = [each for each in rubric.versions if with_drafts or each.state != VersionState.DRAFT]
    return RubricLine(rubric, tuple(VersionLine(each, numbers.get(each.id, 0)) for each in reversed(shown)))


def _competencies_per_version(session: Session, rubric_ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(Competency.version_id, func.count(Competency.id))
        .join(RubricVersion, RubricVersion.id == Competency.version_id)
        .where(RubricVersion.rubric_id.in_(rubric_ids))
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


def lock_rubric(session: Session, rubric: Rubric) -> None:
    """Read the list of versions again, and let nobody else add one until this transaction ends."""
    session.execute(select(Rubric.id).where(Rubric.id == rubric.id).with_for_update(key_share=True))
    session.refresh(rubric, ["versions"])
    for version in rubric.versions:
        session.refresh(version, ["state", "number"])


def lock_version(session: Session, version: RubricVersion) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends."""
    session.execute(
        select(RubricVersion.id).where(RubricVersion.id == version.id).with_for_update(key_share=True)
    )
    session.refresh(version, [*inspect(RubricVersion).column_attrs.keys(), "competencies"])
    for competency in version.competencies:
        session.refresh(competency, inspect(Competency).column_attrs.keys())
