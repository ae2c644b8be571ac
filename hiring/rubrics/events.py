"""What can happen to rubrics."""

from hiring.audit.events import event
from hiring.i18n import N_
from hiring.versions.events import OfVersion


@event("rubric.created", N_("%(actor)s started the rubric “%(title)s”."))
class RubricCreated(OfVersion):
    pass


@event(
    "rubric.version_started",
    N_("%(actor)s started version %(number)s of the rubric “%(title)s” from version %(source)s."),
)
class RubricVersionStarted(OfVersion):
    number: int
    source: int


@event(
    "rubric.draft_changed", N_("%(actor)s changed title or weights in the draft of the rubric “%(title)s”.")
)
class RubricDraftChanged(OfVersion):
    pass


@event("rubric.competency_added", N_("%(actor)s added a competency to the draft of the rubric “%(title)s”."))
class CompetencyAdded(OfVersion):
    pass


@event(
    "rubric.competency_changed",
    N_("%(actor)s changed the texts of “%(competency)s” in the draft of the rubric “%(title)s”."),
)
class CompetencyChanged(OfVersion):
    competency: str


@event(
    "rubric.competency_moved",
    N_("%(actor)s moved “%(competency)s” to place %(place)s in the draft of the rubric “%(title)s”."),
)
class CompetencyMoved(OfVersion):
    competency: str
    place: int


@event(
    "rubric.competency_removed",
    N_("%(actor)s removed “%(competency)s” from the draft of the rubric “%(title)s”."),
)
class CompetencyRemoved(OfVersion):
    competency: str


@event("rubric.published", N_("%(actor)s published version %(number)s of the rubric “%(title)s”."))
class RubricPublished(OfVersion):
    number: int
    content_hash: str


@event(
    "rubric.adopted",
    N_("Version %(number)s of the rubric “%(title)s” was loaded from the question bank %(bank)s."),
)
class RubricAdopted(OfVersion):
    number: int
    bank: str
    content_hash: str


@event("rubric.retired", N_("%(actor)s retired version %(number)s of the rubric “%(title)s”."))
class RubricRetired(OfVersion):
    number: int


@event(
    "rubric.draft_discarded",
    N_("%(actor)s discarded the draft of the rubric “%(title)s” (version %(number)s)."),
)
class RubricDraftDiscarded(OfVersion):
    number: int


@event(
    "rubric.change_note_taken_out",
    N_(
        "%(actor)s took out the note on what changed in version %(number)s of the rubric “%(title)s”, "
        "because it named a person."
    ),
)
class RubricNoteTakenOut(OfVersion):
    number: int
