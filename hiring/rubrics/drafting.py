"""Write a draft: its title and weights, its competencies, their texts and their order.

Every deed here locks the version first, so that nothing changes while it is being published, and
compares what the person had before them with what is there: two people may write one draft.
"""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.errors import StalePage
from hiring.fingerprints import mark_of
from hiring.i18n.localised import EMPTY
from hiring.rubrics import events
from hiring.rubrics.actions import RUBRIC
from hiring.rubrics.models import Competency, RubricVersion
from hiring.rubrics.rules import LEVELS, CompetencyContent, SentOutline, SentTexts, texts_of
from hiring.versions.actions import Editor, count_places, lock_draft, move, note_editor, plain


def outline_mark(version: RubricVersion) -> str:
    """Return the mark of title, weights and order as they stand."""
    rows = [[each.public_id, each.weight] for each in version.competencies]
    return mark_of([version.title.as_json(), rows])


def texts_mark(competency: Competency) -> str:
    """Return the mark of a competency's texts as they stand."""
    return mark_of(texts_of(competency.content()))


def is_empty(competency: Competency) -> bool:
    """Say whether nobody has written anything about this competency yet."""
    texts = [competency.name, competency.definition, *(competency.anchor(level) for level in LEVELS)]
    return not competency.code and all(text == EMPTY for text in texts)


def save_outline(session: Session, version: RubricVersion, sent: SentOutline, *, by: Editor) -> bool:
    """Keep title and weights; return whether the sender's page was up to date.

    A page that has grown old is harmless where it would change nothing: then nothing is saved and
    False is returned. Otherwise StalePage is raised.
    """
    lock_draft(session, RUBRIC, version)
    weights = {each.public_id: each.weight for each in version.competencies}
    wanted = {key: weight for key, weight in sent.weights.items() if key in weights}
    changed = sent.title != version.title or any(weights[key] != wanted[key] for key in wanted)
    if sent.seen != outline_mark(version):
        if changed:
            raise StalePage
        return False
    if changed:
        version.title = sent.title
        for each in version.competencies:
            each.weight = wanted.get(each.public_id, each.weight)
        note_editor(version, by)
        session.flush()
        audit.record(session, events.RubricDraftChanged(version.id, plain(version.title)), by=by)
    return True


def add_competency(session: Session, version: RubricVersion, *, by: Editor) -> Competency:
    """Add an empty competency at the end."""
    lock_draft(session, RUBRIC, version)
    competency = Competency(position=len(version.competencies) + 1, anchors={}, edited_by_id=by.id)
    version.competencies.append(competency)
    note_editor(version, by)
    session.flush()
    audit.record(session, events.CompetencyAdded(version.id, plain(version.title)), by=by)
    return competency


def move_competency(session: Session, competency: Competency, steps: int, *, by: Editor) -> None:
    """Move a competency `steps` places down the list (up where negative), at most to its end."""
    version = _draft_with(session, competency)
    if not move(version.competencies, competency, steps):
        return
    note_editor(version, by)
    session.flush()
    moved = events.CompetencyMoved(version.id, plain(version.title), label(competency), competency.position)
    audit.record(session, moved, by=by)


def remove_competency(session: Session, competency: Competency, *, seen: str, by: Editor) -> None:
    """Remove a competency with its texts. Raises StalePage if these are not the texts that were `seen`."""
    version = _draft_with(session, competency)
    if seen != texts_mark(competency):
        raise StalePage
    removed = events.CompetencyRemoved(version.id, plain(version.title), label(competency))
    version.competencies.remove(competency)
    count_places(version.competencies)
    note_editor(version, by)
    session.flush()
    audit.record(session, removed, by=by)


def save_texts(session: Session, competency: Competency, sent: SentTexts, *, by: Editor) -> None:
    """Keep the texts of a competency, complete or not.

    Raises StalePage when other texts were saved since the sender's page was made.
    """
    version = _draft_with(session, competency)
    wanted = CompetencyContent(sent.code, sent.name, sent.definition, competency.weight, sent.anchors)
    if texts_of(wanted) == texts_of(competency.content()):
        return
    if sent.seen != texts_mark(competency):
        raise StalePage
    competency.code, competency.name, competency.definition = sent.code, sent.name, sent.definition
    competency.anchors = {str(level): text.as_json() for level, text in sent.anchors.items()}
    competency.edited_at, competency.edited_by_id = clock.now(), by.id
    session.flush()
    changed = events.CompetencyChanged(version.id, plain(version.title), label(competency))
    audit.record(session, changed, by=by)


def label(competency: Competency) -> str:
    """Return how the audit trail calls a competency that may have no name yet."""
    return plain(competency.name) or competency.code or str(competency.position)


def _draft_with(session: Session, competency: Competency) -> RubricVersion:
    version = competency.version
    lock_draft(session, RUBRIC, version)
    if competency not in version.competencies:
        raise StalePage
    return version
