"""What can happen to assessments."""

from hiring.audit.events import event
from hiring.i18n import N_
from hiring.versions.events import OfVersion


@event("assessment.created", N_("%(actor)s started the assessment “%(title)s”."))
class AssessmentCreated(OfVersion):
    pass


@event(
    "assessment.version_started",
    N_("%(actor)s started version %(number)s of the assessment “%(title)s” from version %(source)s."),
)
class AssessmentVersionStarted(OfVersion):
    number: int
    source: int


@event(
    "assessment.draft_changed",
    N_("%(actor)s changed title, rubric or sections in the draft of the assessment “%(title)s”."),
)
class AssessmentDraftChanged(OfVersion):
    pass


@event(
    "assessment.section_added",
    N_("%(actor)s added section %(place)s to the draft of the assessment “%(title)s”."),
)
class SectionAdded(OfVersion):
    place: int


@event(
    "assessment.section_moved",
    N_("%(actor)s moved section %(before)s to place %(place)s in the draft of the assessment “%(title)s”."),
)
class SectionMoved(OfVersion):
    before: int
    place: int


@event(
    "assessment.section_removed",
    N_("%(actor)s removed section %(place)s from the draft of the assessment “%(title)s”."),
)
class SectionRemoved(OfVersion):
    place: int


@event(
    "assessment.task_chosen",
    N_("%(actor)s put “%(task)s” into section %(place)s of the draft of the assessment “%(title)s”."),
)
class TaskChosen(OfVersion):
    task: str
    place: int


@event(
    "assessment.task_moved",
    N_("%(actor)s moved “%(task)s” within section %(place)s of the draft of the assessment “%(title)s”."),
)
class TaskMoved(OfVersion):
    task: str
    place: int


@event(
    "assessment.task_removed",
    N_("%(actor)s removed “%(task)s” from the draft of the assessment “%(title)s”."),
)
class TaskRemoved(OfVersion):
    task: str


@event(
    "assessment.task_renewed",
    N_("%(actor)s put the newer text of “%(task)s” into the draft of the assessment “%(title)s”."),
)
class TaskRenewed(OfVersion):
    task: str


@event(
    "assessment.content_kept_as_notes",
    N_(
        "%(actor)s keeps what “%(task)s” holds about %(codes)s as notes for reviewers, not scored, in the "
        "draft of the assessment “%(title)s”."
    ),
)
class ContentKeptAsNotes(OfVersion):
    task: str
    codes: str
    """The names of the competencies; of those that the bank does not name, the codes."""


@event("assessment.published", N_("%(actor)s published version %(number)s of the assessment “%(title)s”."))
class AssessmentPublished(OfVersion):
    number: int
    content_hash: str


@event("assessment.retired", N_("%(actor)s retired version %(number)s of the assessment “%(title)s”."))
class AssessmentRetired(OfVersion):
    number: int


@event(
    "assessment.draft_discarded",
    N_("%(actor)s discarded the draft of the assessment “%(title)s” (version %(number)s)."),
)
class AssessmentDraftDiscarded(OfVersion):
    number: int


@event(
    "assessment.change_note_taken_out",
    N_(
        "%(actor)s took out the note on what changed in version %(number)s of the assessment “%(title)s”, "
        "because it named a person."
    ),
)
class AssessmentNoteTakenOut(OfVersion):
    number: int
