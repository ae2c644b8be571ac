"""Begin, publish, retire and throw away versions of assessments."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.assessments import events, queries
from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import Fault, content_hash, publish_faults
from hiring.audit.actions import Doer
from hiring.errors import Frozen, NotReady, StalePage
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.rubrics.actions import DraftExists, Editor, NotPublished, plain
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.rules import VersionState


class AssessmentNotReady(NotReady):
    """The draft still has faults; `faults` says which, and where they can be mended."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(N_("This version cannot be published yet."), [_sentence(fault) for fault in faults])
        self.faults = faults


def create_assessment(
    session: Session, title: Localised, rubric_version: RubricVersion, *, by: Editor
) -> AssessmentVersion:
    """Begin an assessment that is measured against `rubric_version`; return its draft."""
    family = Assessment(title=title, versions=[])
    version = _add_version(session, family, title, rubric_version, [], by=by)
    audit.record(session, events.AssessmentCreated(version.id, plain(title)), by=by)
    return version


def start_version(session: Session, source: AssessmentVersion, *, by: Editor) -> AssessmentVersion:
    """Begin the next version of an assessment with the sections and tasks of `source`; return the draft.

    Raises DraftExists while another draft of this assessment waits.
    """
    family = source.assessment
    queries.lock_assessment(session, family)
    if any(each.state == VersionState.DRAFT for each in family.versions):
        raise DraftExists
    sections = [_copy(section) for section in source.sections]
    version = _add_version(session, family, source.title, source.rubric_version, sections, by=by)
    begun = events.AssessmentVersionStarted(version.id, plain(version.title), version.number, source.number)
    audit.record(session, begun, by=by)
    return version


def publish_version(
    session: Session, version: AssessmentVersion, *, by: Editor, seen: str | None = None
) -> None:
    """Freeze a draft for ever.

    `seen` is the content hash of what the person read before saying yes; None = whatever it holds.
    Raises StalePage when it holds something else by now, AssessmentNotReady while it has faults.
    """
    queries.lock_version(session, version)
    if seen is not None and seen == version.content_hash:
        return  # the same button pressed twice
    if version.state != VersionState.DRAFT:
        raise Frozen
    content = queries.content_of(version)
    if seen is not None and seen != content_hash(content):
        raise StalePage
    if faults := publish_faults(content):
        raise AssessmentNotReady(faults)
    version.state = VersionState.PUBLISHED
    version.content_hash = content_hash(content)
    version.published_at = clock.now()
    version.assessment.title = version.title
    session.flush()
    published = events.AssessmentPublished(
        version.id, plain(version.title), version.number, version.content_hash
    )
    audit.record(session, published, by=by)


def retire_version(session: Session, version: AssessmentVersion, *, by: Doer) -> None:
    """Keep a published version from being chosen any more; openings that use it go on using it."""
    queries.lock_version(session, version)
    if version.state == VersionState.RETIRED:
        return
    if version.state != VersionState.PUBLISHED:
        raise NotPublished
    version.state = VersionState.RETIRED
    session.flush()
    audit.record(session, events.AssessmentRetired(version.id, plain(version.title), version.number), by=by)


def discard_draft(session: Session, version: AssessmentVersion, *, by: Doer) -> None:
    """Throw a draft away, and the assessment with it when it has no other version."""
    queries.lock_version(session, version)
    if version.state != VersionState.DRAFT:
        raise Frozen
    gone = events.AssessmentDraftDiscarded(version.id, plain(version.title), version.number)
    family = version.assessment
    family.versions.remove(version)
    session.delete(version)
    session.flush()
    if not family.versions:
        session.delete(family)
        session.flush()
    audit.record(session, gone, by=by)


def _add_version(
    session: Session,
    family: Assessment,
    title: Localised,
    rubric_version: RubricVersion,
    sections: list[Section],
    *,
    by: Editor,
) -> AssessmentVersion:
    version = AssessmentVersion(
        number=max((each.number for each in family.versions), default=0) + 1,
        title=title,
        rubric_version=rubric_version,
        state=VersionState.DRAFT,
        edited_by_id=by.id,
        sections=sections,
    )
    family.versions.append(version)
    session.add(family)
    session.flush()
    return version


def _copy(section: Section) -> Section:
    return Section(
        position=section.position,
        title=section.title,
        minutes=section.minutes,
        tasks=[SectionTask(position=task.position, item=task.item) for task in section.tasks],
    )


def _sentence(fault: Fault) -> str:
    values = {
        name: value.en if isinstance(value, Localised) else value for name, value in fault.values.items()
    }
    return fault.sentence % values if values else fault.sentence
