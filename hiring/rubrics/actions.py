"""Begin a rubric, and take a bank's rubric in; how rubrics are kept in versions."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.i18n.localised import Localised
from hiring.rubrics import events, queries
from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.rules import CompetencyContent, RubricContent, content_hash, publish_faults
from hiring.versions.actions import DraftNotReady, Editor, LifeEvents, add_version, freeze, plain
from hiring.versions.rules import Obstacle


class RubricDocument:
    """What a rubric says of itself, so that it can be kept in versions."""

    events = LifeEvents(
        events.RubricVersionStarted,
        events.RubricPublished,
        events.RubricRetired,
        events.RubricDraftDiscarded,
        events.RubricNoteTakenOut,
    )

    def lock(self, session: Session, version: RubricVersion) -> None:
        queries.lock_version(session, version)

    def copy(self, source: RubricVersion) -> RubricVersion:
        return _new_version(source.content())

    def content_hash(self, version: RubricVersion) -> str:
        return content_hash(version.content())

    def faults(self, version: RubricVersion) -> list[Obstacle]:
        return publish_faults(version.content())


RUBRIC = RubricDocument()


def create_rubric(
    session: Session, title: Localised, *, start_from: RubricVersion | None = None, by: Editor
) -> RubricVersion:
    """Begin a rubric of its own, empty or with the competencies of `start_from`; return its draft."""
    competencies = start_from.content().competencies if start_from else ()
    draft = _new_version(RubricContent(title, competencies))
    version = add_version(session, Rubric(title=title, versions=[]), draft, by=by)
    audit.record(session, events.RubricCreated(version.id, plain(title)), by=by)
    return version


def adopt_from_bank(session: Session, bank_code: str, content: RubricContent, *, by: Editor) -> RubricVersion:
    """Return the version that says exactly what the bank's rubric says; publish it if there is none yet.

    Raises DraftNotReady where the bank's rubric could not be published.
    """
    if faults := publish_faults(content):
        raise DraftNotReady(faults)
    rubric = queries.rubric_of_bank(session, bank_code) or Rubric(
        title=content.title, bank_code=bank_code, versions=[]
    )
    wanted = content_hash(content)
    for known in rubric.versions:
        if known.content_hash == wanted:
            return known
    version = add_version(session, rubric, _new_version(content), by=by)
    freeze(version, wanted)
    session.flush()
    adopted = events.RubricAdopted(version.id, plain(version.title), version.number, bank_code, wanted)
    audit.record(session, adopted, by=by)
    return version


def _new_version(content: RubricContent) -> RubricVersion:
    return RubricVersion(
        title=content.title,
        competencies=[_competency(each, place) for place, each in enumerate(content.competencies, 1)],
    )


def _competency(content: CompetencyContent, place: int) -> Competency:
    return Competency(
        position=place,
        code=content.code,
        name=content.name,
        definition=content.definition,
        weight=content.weight,
        anchors={str(level): text.as_json() for level, text in content.anchors.items()},
    )
