"""List documents with their versions, and hold one while it is changed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, selectinload

from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.versions.models import Family, Version
from hiring.versions.rules import VersionState

F = TypeVar("F", bound=Family)
V = TypeVar("V", bound=Version)

#: Documents on one page of their list, each with its versions.
_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class FamilyLine(Generic[F, V]):
    """A document as the list shows it, its newest version first."""

    family: F
    versions: tuple[V, ...]


def families_page(
    session: Session, family: type[F], version: type[V], cursor: Cursor, *, with_drafts: bool = True
) -> Page[FamilyLine[F, V]]:
    """Return one page of the documents with their versions, newest first; those without any are left out."""
    shown = family.versions.any() if with_drafts else family.versions.any(version.state != VersionState.DRAFT)
    total = session.scalars(select(func.count(family.id)).where(shown)).one()
    wanted = select(family).where(shown).options(selectinload(family.versions))
    keys = [Key(family.id, read_whole, descending=True)]
    page = read_page(session, wanted, keys, cursor, size=_ON_A_PAGE, total=total)
    lines: list[FamilyLine[F, V]] = []
    for each, *_keys in page.rows:
        visible = [one for one in each.versions if with_drafts or one.state != VersionState.DRAFT]
        lines.append(FamilyLine(each, tuple(reversed(visible))))
    return page.of(lines)


def lock_family(session: Session, family: Family) -> None:
    """Read the list of versions again, and let nobody else add one until this transaction ends."""
    table = type(family)
    session.execute(select(table.id).where(table.id == family.id).with_for_update(key_share=True))
    session.refresh(family, ["versions"])
    for version in family.versions:
        session.refresh(version, ["state", "number"])


def lock_row(session: Session, version: Version, *parts: str) -> None:
    """Read a version again as it stands now, and let nobody else change it until this transaction ends.

    `parts` are the relationships to read again with it.
    """
    table = type(version)
    session.execute(select(table.id).where(table.id == version.id).with_for_update(key_share=True))
    read_again(session, version, *parts)


def read_again(session: Session, row: object, *parts: str) -> None:
    """Read the columns of a row again, and the relationships called `parts`."""
    session.refresh(row, [*inspect(type(row)).column_attrs.keys(), *parts])
