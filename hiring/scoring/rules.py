"""The life of a review."""

from enum import StrEnum

from hiring.i18n import N_


class ReviewState(StrEnum):
    """allocated -> draft -> locked; a declared conflict ends it and somebody else gets the answer."""

    ALLOCATED = "allocated"
    DRAFT = "draft"
    LOCKED = "locked"
    CONFLICT = "conflict"


REVIEW_STATE_NAMES = {
    ReviewState.ALLOCATED: N_("Waiting"),
    ReviewState.DRAFT: N_("Draft"),
    ReviewState.LOCKED: N_("Locked"),
    ReviewState.CONFLICT: N_("Conflict of interest"),
}
