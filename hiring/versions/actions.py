"""Begin, publish, retire and throw away versions of any document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor, SystemActor
from hiring.audit.actions import Doer
from hiring.errors import Frozen, HiringError, NotReady, StalePage
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.versions import queries
from hiring.versions.models import Family, Version
from hiring.versions.rules import Obstacle, VersionState

#: Who may write: a person, or the program itself when it fills a demo.
Editor = Actor | SystemActor

V = TypeVar("V", bound=Version)

FORGET_NOTE = JobKind(
    "versions.forget_note", EVENTS, N_("Leave nothing of a note on what changed that named a person")
)


@dataclass(frozen=True, slots=True)
class LifeEvents:
    """What the trail says of a version's life; each event begins with its id, title and number."""

    started: Callable[[int, str, int, int], object]
    """Ends with the number of the version that it started from."""
    published: Callable[[int, str, int, str], object]
    """Ends with the hash of its content."""
    retired: Callable[[int, str, int], object]
    discarded: Callable[[int, str, int], object]
    note_taken_out: Callable[[int, str, int], object]


class Document(Protocol[V]):
    """What one kind of document says of itself, so that it can be kept in versions."""

    @property
    def events(self) -> LifeEvents: ...

    def lock(self, session: Session, version: V) -> None:
        """Read a version and all it says again, and let nobody else change it (`queries.lock_row`)."""

    def copy(self, source: V) -> V:
        """Return a new version that says what `source` says, not yet part of its family."""

    def content_hash(self, version: V) -> str:
        """Return the hash that names exactly what `version` says."""

    def faults(self, version: V) -> Sequence[Obstacle]:
        """Return everything that keeps `version` from being published."""


class DraftNotReady(NotReady):
    """The draft still has faults; `faults` says which, and where they can be mended."""

    def __init__(self, faults: Sequence[Obstacle]) -> None:
        super().__init__(N_("This version cannot be published yet."), [str(fault) for fault in faults])
        self.faults = faults


class DraftExists(HiringError):
    """A document has at most one draft: two could not both become the next version."""

    sentence = N_("There is already a draft. Finish or discard it before you start another.")


class NotPublished(HiringError):
    """Only what was published can be retired."""

    sentence = N_("Only a published version can be retired.")


def plain(text: Localised) -> str:
    """Return a title for the audit trail, which keeps one language."""
    return text.id or text.en


def add_version(session: Session, family: Family, version: V, *, by: Editor) -> V:
    """Make `version` the newest draft of its family, which may itself be new."""
    version.number = max((each.number for each in family.versions), default=0) + 1
    version.state, version.edited_by_id = VersionState.DRAFT, by.id
    family.versions.append(version)
    session.add(family)
    session.flush()
    return version


def start_version(session: Session, document: Document[V], source: V, *, by: Editor) -> V:
    """Begin the next version with everything `source` says; return the draft.

    Raises DraftExists while another draft of the same family waits.
    """
    queries.lock_family(session, source.family)
    if source.draft_beside is not None:
        raise DraftExists
    version = add_version(session, source.family, document.copy(source), by=by)
    begun = document.events.started(version.id, plain(version.title), version.number, source.number)
    audit.record(session, begun, by=by)
    return version


def lock_draft(session: Session, document: Document[V], version: V) -> None:
    """Hold a draft, read again, until this transaction ends. Raises Frozen when it is none any more."""
    document.lock(session, version)
    if version.state != VersionState.DRAFT:
        raise Frozen


def publish_version(
    session: Session,
    document: Document[V],
    version: V,
    *,
    by: Editor,
    seen: str | None = None,
    note: str = "",
) -> None:
    """Freeze a draft for ever, with a note of what changed and why.

    `seen` is the content hash of what the person read before saying yes; None = whatever it holds.
    Raises StalePage when it holds something else by now, DraftNotReady while it has faults.
    """
    document.lock(session, version)
    if seen is not None and seen == version.content_hash and note == (version.change_note or ""):
        return  # the same button pressed twice
    if version.state != VersionState.DRAFT:
        raise Frozen(kept=note or None)
    found = document.content_hash(version)
    if seen is not None and seen != found:
        raise StalePage
    if faults := document.faults(version):
        raise DraftNotReady(faults)
    freeze(version, found, note)
    session.flush()
    published = document.events.published(version.id, plain(version.title), version.number, found)
    audit.record(session, published, by=by)


def freeze(version: Version, content_hash: str, note: str = "") -> None:
    """Mark a version as published and name its family after it."""
    version.state, version.content_hash = VersionState.PUBLISHED, content_hash
    version.published_at, version.change_note = clock.now(), note or None
    version.family.title = version.title


def retire_version(session: Session, document: Document[V], version: V, *, by: Doer) -> None:
    """Keep a published version from being chosen any more; whatever uses it goes on using it."""
    document.lock(session, version)
    if version.state == VersionState.RETIRED:
        return
    if version.state != VersionState.PUBLISHED:
        raise NotPublished
    version.state = VersionState.RETIRED
    session.flush()
    audit.record(session, document.events.retired(version.id, plain(version.title), version.number), by=by)


def take_note_out(session: Session, document: Document[V], version: V, *, by: Doer) -> bool:
    """Take the note on what changed out for good, as one that names a person; say whether there was one.

    No erasure of a person reaches such a note. A worker is asked to see that nothing is left of it, and that
    it goes again from a backup that is brought back.
    """
    document.lock(session, version)
    if not version.change_note:
        return False
    version.change_note = None
    session.flush()
    enqueue(session, FORGET_NOTE, key=f"note:{version.public_id}", version=version.public_id)
    told = document.events.note_taken_out(version.id, plain(version.title), version.number)
    audit.record(session, told, by=by)
    return True


def discard_draft(
    session: Session, document: Document[V], version: V, *, by: Doer, seen: str | None = None
) -> None:
    """Throw a draft away, and its family with it when that has no other version.

    `seen` is the content hash of what the person's page was about; None = whatever it holds. Raises
    StalePage when it holds something else by now.
    """
    lock_draft(session, document, version)
    if seen is not None and seen != document.content_hash(version):
        raise StalePage
    gone = document.events.discarded(version.id, plain(version.title), version.number)
    family = version.family
    family.versions.remove(version)
    session.delete(version)
    session.flush()
    if not family.versions:
        session.delete(family)
        session.flush()
    audit.record(session, gone, by=by)


class Placed(Protocol):
    """A part that stands at a place in its list, counted from 1."""

    position: int


P = TypeVar("P", bound=Placed)


def note_editor(version: Version, by: Editor) -> None:
    """Note who changed a draft last, and when."""
    version.edited_at, version.edited_by_id = clock.now(), by.id


def move(order: list[P], thing: P, steps: int) -> bool:
    """Move a part `steps` places down (up where negative), at most to the end; say whether it moved.

    Raises StalePage when somebody else has removed it.
    """
    if thing not in order:
        raise StalePage
    others = [each for each in order if each is not thing]
    place = min(max(order.index(thing) + steps, 0), len(others))
    others.insert(place, thing)
    if others == order:
        return False
    count_places(others)
    order.sort(key=lambda each: each.position)
    return True


def count_places(order: Sequence[Placed]) -> None:
    """Give each part its place in the list."""
    for place, each in enumerate(order, 1):
        each.position = place
