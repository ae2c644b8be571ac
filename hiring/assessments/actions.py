"""Begin an assessment; how assessments are kept in versions."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.assessments import events, queries
from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import content_hash, publish_faults
from hiring.i18n.localised import Localised
from hiring.rubrics.models import RubricVersion
from hiring.versions.actions import Editor, LifeEvents, add_version, plain
from hiring.versions.rules import Obstacle


class AssessmentDocument:
    """What an assessment says of itself, so that it can be kept in versions."""

    events = LifeEvents(
        events.AssessmentVersionStarted,
        events.AssessmentPublished,
        events.AssessmentRetired,
        events.AssessmentDraftDiscarded,
        events.AssessmentNoteTakenOut,
    )

    def lock(self, session: Session, version: AssessmentVersion) -> None:
        queries.lock_version(session, version)

    def copy(self, source: AssessmentVersion) -> AssessmentVersion:
        return AssessmentVersion(
            title=source.title,
            rubric_version=source.rubric_version,
            sections=[_copy(section) for section in source.sections],
        )

    def content_hash(self, version: AssessmentVersion) -> str:
        return content_hash(queries.content_of(version))

    def faults(self, version: AssessmentVersion) -> list[Obstacle]:
        return publish_faults(queries.content_of(version))


ASSESSMENT = AssessmentDocument()


def create_assessment(
    session: Session, title: Localised, rubric_version: RubricVersion, *, by: Editor
) -> AssessmentVersion:
    """Begin an assessment that is measured against `rubric_version`; return its draft."""
    draft = AssessmentVersion(title=title, rubric_version=rubric_version, sections=[])
    version = add_version(session, Assessment(title=title, versions=[]), draft, by=by)
    audit.record(session, events.AssessmentCreated(version.id, plain(title)), by=by)
    return version


def _copy(section: Section) -> Section:
    return Section(
        position=section.position,
        title=section.title,
        minutes=section.minutes,
        tasks=[
            SectionTask(position=task.position, item=task.item, unscored=list(task.unscored))
            for task in section.tasks
        ],
    )
