"""What can happen to masks. The words that are masked stand in no event."""

from dataclasses import dataclass

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_
from hiring.masking.rules import KIND_NAMES


@dataclass(frozen=True)
class _OfMask(OfApplication):
    """A mask of an answer to one task."""

    item_id: int
    task: str
    kind: str


@event(
    "masking.added",
    N_("%(actor)s masked words in an answer for reviewers, task %(task)s: %(kind)s."),
    kind=KIND_NAMES,
)
class MaskAdded(_OfMask):
    pass


@event(
    "masking.lifted", N_("%(actor)s lifted a mask in an answer, task %(task)s: %(kind)s."), kind=KIND_NAMES
)
class MaskLifted(_OfMask):
    pass


@event(
    "masking.put_back",
    N_("%(actor)s put a lifted mask back in an answer, task %(task)s: %(kind)s."),
    kind=KIND_NAMES,
)
class MaskPutBack(_OfMask):
    pass


@event(
    "masking.carried_over",
    N_(
        "An answer to task %(task)s was handed in anew: HR's corrections of its masks were carried over, "
        "except %(left_behind)s."
    ),
)
class CorrectionsCarriedOver(OfApplication):
    item_id: int
    task: str
    left_behind: int


@event(
    "masking.looked_through_anew",
    N_("%(answers)s answers were looked through anew, as what is known of the candidate was corrected."),
)
class LookedThroughAnew(OfApplication):
    answers: int


@event(
    "masking.left_behind_seen",
    N_("%(actor)s has seen which corrections were not carried over to a later answer, task %(task)s."),
)
class LeftBehindSeen(OfApplication):
    item_id: int
    task: str
