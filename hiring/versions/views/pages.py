"""What a kind of document adds to the pages that all kinds share, and the words of those pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.queries import names_of_users
from hiring.accounts.rules import Permission
from hiring.db import current_session
from hiring.i18n.choice import localised
from hiring.i18n.localised import Localised
from hiring.versions.actions import Document
from hiring.versions.comparison import Part
from hiring.versions.models import Family, Version
from hiring.versions.rules import VERSION_STATE_NAMES, Obstacle, VersionState

V = TypeVar("V", bound=Version)

STATE_TONES = {VersionState.DRAFT: "active", VersionState.PUBLISHED: "good", VersionState.RETIRED: "quiet"}


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may list documents of one kind, read a version, and write."""

    list: Permission
    read: Permission
    write: Permission


class DocumentPages(Protocol[V]):
    """What one kind of document adds to the pages that `hiring.versions.views.routes` hangs up for it.

    Its templates stand in a folder with the blueprint's name; each extends the one in `versions/` with
    the same name. Its blueprint has a page `draft` of its own, on which the content is written.
    """

    @property
    def blueprint(self) -> Blueprint: ...

    @property
    def document(self) -> Document[V]: ...

    @property
    def rights(self) -> Rights: ...

    @property
    def tables(self) -> tuple[type[Family], type[V]]: ...

    def name(self) -> str:
        """Return what the list is called."""

    def load(self, session: Session, public_id: str) -> V | None:
        """Return a version with its family, the family's versions, and all that it says."""

    def summaries(self, session: Session, versions: Sequence[V]) -> Mapping[int, object]:
        """Return what a list says of each version in passing, by id."""

    def whole(self, version: V) -> Mapping[str, object]:
        """Return what templates need to show all that a version says."""

    def part_name(self, version: V, place: int | None) -> str:
        """Return what to call the part at `place`, or the document itself."""

    def field_address(self, version: V, fault: Obstacle) -> str:
        """Return the address of the field in which a fault can be mended."""

    def parts(self, version: V) -> Sequence[Part]:
        """Return all that a version says, to be compared with another version."""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault, as a link to the field that mends it."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The faults of one part, or of the document itself."""

    name: str
    lines: tuple[FaultLine, ...]


def fault_groups(pages: DocumentPages[V], version: V) -> list[FaultGroup]:
    """Return what keeps `version` from being published, part by part."""
    groups = groupby(pages.document.faults(version), key=lambda fault: fault.part)
    return [
        FaultGroup(pages.part_name(version, place), _lines(pages, version, each)) for place, each in groups
    ]


def _lines(pages: DocumentPages[V], version: V, faults: Iterable[Obstacle]) -> tuple[FaultLine, ...]:
    return tuple(
        FaultLine(said(each.sentence, each.values), pages.field_address(version, each)) for each in faults
    )


def said(sentence: str, values: Mapping[str, object]) -> str:
    """Return a sentence in the reader's language, and the texts in it, too."""
    spoken = {
        name: localised(value) if isinstance(value, Localised) else value for name, value in values.items()
    }
    return str(_(sentence, **spoken) if spoken else _(sentence))


def version_name(version: Version) -> str:
    """Return what to call a version where one is chosen or linked."""
    return _("%(title)s, version %(number)s", title=localised(version.title), number=version.number)


def editor_of(edited_by_id: int | None) -> str:
    """Return the name of whoever changed something last."""
    if edited_by_id is None:
        return ""
    return names_of_users(current_session(), [edited_by_id]).get(edited_by_id, "")


def page(pages: DocumentPages[V], template: str, **values: object) -> str:
    """Return a page about documents of one kind, with the words that all kinds share."""
    name = pages.blueprint.name
    return render_template(
        f"{name}/{template}.html",
        list_name=pages.name(),
        list_address=url_for(f"{name}.{name}"),
        STATE_NAMES={state: _(each) for state, each in VERSION_STATE_NAMES.items()},
        STATE_TONES=STATE_TONES,
        **values,
    )
