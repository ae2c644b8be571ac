"""Begin, publish, retire and throw away versions; take a bank's rubric in."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor, SystemActor
from hiring.audit.actions import Doer
from hiring.errors import Frozen, HiringError, NotReady, StalePage
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.rubrics import events, queries
from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.rules import (
    CompetencyContent,
    Fault,
    RubricContent,
    VersionState,
    content_hash,
    publish_faults,
)

#: Who may write: a person, or the program itself when it fills a demo.
Editor = Actor | SystemActor


class RubricNotReady(NotReady):
    """The draft still has faults; `faults` says which, and where they can be mended."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            N_("This version cannot be published yet."),
            [fault.sentence % fault.values if fault.values else fault.sentence for fault in faults],
        )
        self.faults = faults


class DraftExists(HiringError):
    """A rubric, or an assessment, has at most one draft: two could not both become the next version."""

    sentence = N_("There is already a draft. Finish it or throw it away before you start another.")


class NotPublished(HiringError):
    """Only what was published can be retired."""

    sentence = N_("Only a published version can be retired.")


def create_rubric(
    session: Session, title: Localised, *, start_from: RubricVersion | None = None, by: Editor
) -> RubricVersion:
    """Begin a rubric of its own, empty or with the competencies of `start_from`; return its draft."""
    rubric = Rubric(title=title, versions=[])
    competencies = start_from.content().competencies if start_from else ()
    version = _add_version(session, rubric, RubricContent(title, competencies), by=by)
    audit.record(session, events.RubricCreated(version.id, plain(title)), by=by)
    return version


def start_version(session: Session, source: RubricVersion, *, by: Editor) -> RubricVersion:
    """Begin the next version of a rubric with everything `source` says; return the draft.

    Raises DraftExists while another draft of this rubric waits.
    """
    rubric = source.rubric
    queries.lock_rubric(session, rubric)
    if any(each.state == VersionState.DRAFT for each in rubric.versions):
        raise DraftExists
    version = _add_version(session, rubric, source.content(), by=by)
    begun = events.RubricVersionStarted(version.id, plain(version.title), version.number, source.number)
    audit.record(session, begun, by=by)
    return version


def publish_version(session: Session, version: RubricVersion, *, by: Editor, seen: str | None = None) -> None:
    """Freeze a draft for ever.

    `seen` is the content hash of what the person read before saying yes; None = whatever it holds.
    Raises StalePage when it holds something else by now, RubricNotReady while it has faults.
    """
    queries.lock_version(session, version)
    if seen is not None and seen == version.content_hash:
        return  # the same button pressed twice
    if version.state != VersionState.DRAFT:
        raise Frozen
    content = version.content()
    if seen is not None and seen != content_hash(content):
        raise StalePage
    if faults := publish_faults(content):
        raise RubricNotReady(faults)
    _freeze(version)
    published = events.RubricPublished(
        version.id, plain(version.title), version.number, content_hash(content)
    )
    session.flush()
    audit.record(session, published, by=by)


def retire_version(session: Session, version: RubricVersion, *, by: Doer) -> None:
    """Keep a published version from being chosen any more; whatever uses it goes on using it."""
    queries.lock_version(session, version)
    if version.state == VersionState.RETIRED:
        return
    if version.state != VersionState.PUBLISHED:
        raise NotPublished
    version.state = VersionState.RETIRED
    session.flush()
    audit.record(session, events.RubricRetired(version.id, plain(version.title), version.number), by=by)


def discard_draft(session: Session, version: RubricVersion, *, by: Doer) -> None:
    """Throw a draft away, and the rubric with it when it has no other version."""
    queries.lock_version(session, version)
    if version.state != VersionState.DRAFT:
        raise Frozen
    gone = events.RubricDraftDiscarded(version.id, plain(version.title), version.number)
    rubric = version.rubric
    rubric.versions.remove(version)
    session.delete(version)
    session.flush()
    if not rubric.versions:
        session.delete(rubric)
        session.flush()
    audit.record(session, gone, by=by)


def adopt_from_bank(session: Session, bank_code: str, content: RubricContent, *, by: Editor) -> RubricVersion:
    """Return the version that says exactly what the bank's rubric says; publish it if there is none yet.

    Raises RubricNotReady where the bank's rubric could not be published.
    """
    if faults := publish_faults(content):
        raise RubricNotReady(faults)
    rubric = queries.rubric_of_bank(session, bank_code) or Rubric(
        title=content.title, bank_code=bank_code, versions=[]
    )
    wanted = content_hash(content)
    for known in rubric.versions:
        if known.content_hash == wanted:
            return known
    version = _add_version(session, rubric, content, by=by)
    _freeze(version)
    session.flush()
    adopted = events.RubricAdopted(version.id, plain(version.title), version.number, bank_code, wanted)
    audit.record(session, adopted, by=by)
    return version


def plain(text: Localised) -> str:
    """Return a title for the audit trail, which keeps one language."""
    return text.id or text.en


def _add_version(session: Session, rubric: Rubric, content: RubricContent, *, by: Editor) -> RubricVersion:
    version = RubricVersion(
        number=max((each.number for each in rubric.versions), default=0) + 1,
        state=VersionState.DRAFT,
        title=content.title,
        edited_by_id=by.id,
        competencies=[_competency(each, place) for place, each in enumerate(content.competencies, 1)],
    )
    rubric.versions.append(version)
    session.add(rubric)
    session.flush()
    return version


def _competency(content: CompetencyContent, place: int) -> Competency:
    return Competency(
        position=place,
        code=content.code,
        name=content.name,
        definition=content.definition,
        weight=content.weight,
        anchors={str(level): text.as_json() for level, text in content.anchors.items()},
    )


def _freeze(version: RubricVersion) -> None:
    version.state = VersionState.PUBLISHED
    version.content_hash = content_hash(version.content())
    version.published_at = clock.now()
    version.rubric.title = version.title
