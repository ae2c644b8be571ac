"""Levels, version states, and what a rubric must have before it may be published."""

from enum import StrEnum

from hiring.i18n import N_

LEVELS = (1, 2, 3, 4, 5)

LEVEL_NAMES = {
    1: N_("Not yet adequate"),
    2: N_("Below standard"),
    3: N_("Meets the standard"),
    4: N_("Above standard"),
    5: N_("Excellent"),
}
NO_EVIDENCE_NAME = N_("No evidence, cannot be rated")


class VersionState(StrEnum):
    """The life of a version of a rubric, an assessment or a bank: only a draft can change."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


VERSION_STATE_NAMES = {
    VersionState.DRAFT: N_("Draft"),
    VersionState.PUBLISHED: N_("Published"),
    VersionState.RETIRED: N_("Retired"),
}
