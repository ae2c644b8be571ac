"""What can happen to rubrics."""

from hiring.audit.events import event
from hiring.i18n import N_


@event("rubric.created", N_("%(actor)s began the rubric “%(title)s”."))
class RubricCreated:
    version_id: int
    title: str


@event(
    "rubric.version_started",
    N_("%(actor)s began version %(number)s of the rubric “%(title)s” from version %(source)s."),
)
class RubricVersionStarted:
    version_id: int
    title: str
    number: int
    source: int


@event(
    "rubric.draft_changed", N_("%(actor)s changed title or weights in the draft of the rubric “%(title)s”.")
)
class RubricDraftChanged:
    version_id: int
    title: str


@event("rubric.competency_added", N_("%(actor)s added a competency to the draft of the rubric “%(title)s”."))
class CompetencyAdded:
    version_id: int
    title: str


@event(
    "rubric.competency_changed",
    N_("%(actor)s changed the texts of “%(competency)s” in the draft of the rubric “%(title)s”."),
)
class CompetencyChanged:
    version_id: int
    title: str
    competency: str


@event(
    "rubric.competency_moved",
    N_("%(actor)s moved “%(competency)s” to place %(place)s in the draft of the rubric “%(title)s”."),
)
class CompetencyMoved:
    version_id: int
    title: str
    competency: str
    place: int


@event(
    "rubric.competency_removed",
    N_("%(actor)s removed “%(competency)s” from the draft of the rubric “%(title)s”."),
)
class CompetencyRemoved:
    version_id: int
    title: str
    competency: str


@event("rubric.published", N_("%(actor)s published version %(number)s of the rubric “%(title)s”."))
class RubricPublished:
    version_id: int
    title: str
    number: int
    content_hash: str


@event(
    "rubric.adopted",
    N_("Version %(number)s of the rubric “%(title)s” was loaded from the question bank %(bank)s."),
)
class RubricAdopted:
    version_id: int
    title: str
    number: int
    bank: str
    content_hash: str


@event("rubric.retired", N_("%(actor)s retired version %(number)s of the rubric “%(title)s”."))
class RubricRetired:
    version_id: int
    title: str
    number: int


@event(
    "rubric.draft_discarded",
    N_("%(actor)s threw away the draft of the rubric “%(title)s” (version %(number)s)."),
)
class RubricDraftDiscarded:
    version_id: int
    title: str
    number: int
