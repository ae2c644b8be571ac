"""Write a draft: its title, rubric and sections, and the tasks of each section in their order.

Every deed here locks the version first, so that nothing changes while it is being published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring import audit
from hiring.assessments import events, queries
from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.models import AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import USUAL_MINUTES, named_elsewhere, outside
from hiring.banks.models import BankItem
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.i18n.localised import EMPTY, Localised
from hiring.rubrics.models import RubricVersion
from hiring.versions.actions import Editor, count_places, lock_draft, move, note_editor, plain


class PracticeTask(HiringError):
    """A practice task was chosen for an assessment."""

    status = 422
    sentence = N_("A practice task is given before the assessment and cannot be part of it.")


@dataclass(frozen=True, slots=True)
class SentSection:
    """A section as somebody sent it."""

    title: Localised
    minutes: int


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft as somebody sent it: sections, and the section of each task, by public id.

    `seen` is the mark of the draft they had before them while writing.
    """

    title: Localised
    rubric_version: RubricVersion
    sections: Mapping[str, SentSection]
    places: Mapping[str, str]
    seen: str


def draft_mark(version: AssessmentVersion) -> str:
    """Return the mark of everything in the draft as it stands."""
    sections = [
        [
            *(section.public_id, section.title.as_json(), section.minutes),
            [[task.public_id, task.item_id, task.unscored] for task in section.tasks],
        ]
        for section in version.sections
    ]
    return mark_of([version.title.as_json(), version.rubric_version_id, sections])


def save_draft(session: Session, version: AssessmentVersion, sent: SentDraft, *, by: Editor) -> bool:
    """Keep title, rubric, sections and the section of each task; say whether the page was up to date.

    A page that has grown old is harmless where it would change nothing: then nothing is saved and
    False is returned. Otherwise StalePage is raised.
    """
    lock_draft(session, ASSESSMENT, version)
    changed = _would_change(version, sent)
    if sent.seen != draft_mark(version):
        if changed:
            raise StalePage
        return False
    if changed:
        version.title, version.rubric_version = sent.title, sent.rubric_version
        for section in version.sections:
            wanted = sent.sections.get(section.public_id, SentSection(section.title, section.minutes))
            section.title, section.minutes = wanted.title, wanted.minutes
        _rearrange(version, sent.places)
        deed = events.AssessmentDraftChanged(version.id, plain(version.title))
        _note(session, version, deed, by)
    return True


def add_section(session: Session, version: AssessmentVersion, *, by: Editor) -> Section:
    """Add an empty section at the end."""
    lock_draft(session, ASSESSMENT, version)
    section = Section(position=len(version.sections) + 1, title=EMPTY, minutes=USUAL_MINUTES, tasks=[])
    version.sections.append(section)
    _note(session, version, events.SectionAdded(version.id, plain(version.title), section.position), by)
    return section


def move_section(session: Session, section: Section, steps: int, *, by: Editor) -> None:
    """Move a section with its tasks `steps` places down (up where negative), at most to the end."""
    version, before = section.version, section.position
    lock_draft(session, ASSESSMENT, version)
    if move(version.sections, section, steps):
        moved = events.SectionMoved(version.id, plain(version.title), before, section.position)
        _note(session, version, moved, by)


def remove_section(session: Session, section: Section, *, by: Editor) -> None:
    """Remove a section; its tasks stay in the bank."""
    version = section.version
    lock_draft(session, ASSESSMENT, version)
    removed = events.SectionRemoved(version.id, plain(version.title), section.position)
    version.sections.remove(section)
    count_places(version.sections)
    _note(session, version, removed, by)


def add_tasks(session: Session, section: Section, items: Iterable[BankItem], *, by: Editor) -> int:
    """Put tasks at the end of a section, in the order given; return how many were not there before.

    A task that stands in the assessment already, in whatever version, is left where it is.
    Raises PracticeTask.
    """
    version = section.version
    lock_draft(session, ASSESSMENT, version)
    there = {queries.item_key(task.item) for each in version.sections for task in each.tasks}
    new = [item for item in items if queries.item_key(item) not in there]
    if any(item.content.get("practice") for item in new):
        raise PracticeTask
    for item in new:
        section.tasks.append(SectionTask(position=len(section.tasks) + 1, item=item, unscored=[]))
        chosen = events.TaskChosen(version.id, plain(version.title), plain(item.title), section.position)
        _note(session, version, chosen, by)
    return len(new)


def move_task(session: Session, task: SectionTask, steps: int, *, by: Editor) -> None:
    """Move a task `steps` places down in its section (up where negative), at most to its end."""
    section = task.section
    version = section.version
    lock_draft(session, ASSESSMENT, version)
    if move(section.tasks, task, steps):
        named = plain(version.title), plain(task.item.title)
        _note(session, version, events.TaskMoved(version.id, *named, section.position), by)


def remove_task(session: Session, task: SectionTask, *, by: Editor) -> None:
    """Take a task out of the assessment; it stays in the bank."""
    section = task.section
    version = section.version
    lock_draft(session, ASSESSMENT, version)
    removed = events.TaskRemoved(version.id, plain(version.title), plain(task.item.title))
    section.tasks.remove(task)
    count_places(section.tasks)
    _note(session, version, removed, by)


def renew_task(session: Session, task: SectionTask, *, by: Editor) -> None:
    """Take the text that the bank holds now, where it holds another one."""
    version = task.section.version
    lock_draft(session, ASSESSMENT, version)
    newer = queries.newer_items(session, [task.item]).get(task.item_id)
    if newer is not None:
        task.item = newer
        renewed = events.TaskRenewed(version.id, plain(version.title), plain(newer.title))
        _note(session, version, renewed, by)


def keep_as_notes(session: Session, task: SectionTask, *, by: Editor) -> None:
    """Decide that what a task holds about competencies outside the rubric is notes for reviewers."""
    version = task.section.version
    lock_draft(session, ASSESSMENT, version)
    content = queries.content_of(version)
    [found] = [each for each in content.tasks if each.key == queries.item_key(task.item)]
    codes = outside(content, found)
    if codes != task.unscored:
        task.unscored = codes
        kept = events.ContentKeptAsNotes(
            version.id,
            plain(version.title),
            plain(task.item.title),
            plain(named_elsewhere(content, codes)),
        )
        _note(session, version, kept, by)


def _would_change(version: AssessmentVersion, sent: SentDraft) -> bool:
    if (sent.title, sent.rubric_version.id) != (version.title, version.rubric_version_id):
        return True
    for section in version.sections:
        there = SentSection(section.title, section.minutes)
        if sent.sections.get(section.public_id, there) != there:
            return True
        if any(
            sent.places.get(task.public_id, section.public_id) != section.public_id for task in section.tasks
        ):
            return True
    return False


def _rearrange(version: AssessmentVersion, places: Mapping[str, str]) -> None:
    """Put each task that was given another section at the end of that one."""
    sections = {section.public_id: section for section in version.sections}
    for section in version.sections:
        for task in tuple(section.tasks):
            target = sections.get(places.get(task.public_id, ""), section)
            if target is not section:
                target.tasks.append(task)  # leaves the other list by itself: a task has one section
    for section in version.sections:
        count_places(section.tasks)


def _note(session: Session, version: AssessmentVersion, deed: object, by: Editor) -> None:
    note_editor(version, by)
    session.flush()
    audit.record(session, deed, by=by)
