"""HR: what is said of words that candidates read, ground by ground, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.lawful_wording import GROUND_NAMES, INSTEAD, REASONS, Ground
from hiring.openings.wording import WordingRemark

_FIELD_NAMES = {
    "title_id": N_("Title in Indonesian"),
    "title_en": N_("Title in English"),
    "place": N_("Place of work"),
    "description_id": N_("Description in Indonesian"),
    "description_en": N_("Description in English"),
    "subject": N_("Subject"),
    "body": N_("Text"),
}


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """Where a passage stands, and its words."""

    field: str
    field_name: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownGround:
    """What may be asked for, where, why it may not be, and what to write in its place."""

    name: str
    passages: list[ShownPassage]
    reason: str
    instead: str


def by_ground(remarks: Sequence[WordingRemark]) -> list[ShownGround]:
    """Return remarks as pages show them: each ground once, with all its passages."""
    concerned = [ground for ground in Ground if any(remark.ground == ground for remark in remarks)]
    return [
        ShownGround(
            _(GROUND_NAMES[ground]),
            [_shown(remark) for remark in remarks if remark.ground == ground],
            _(REASONS[ground]),
            _(INSTEAD[ground]),
        )
        for ground in concerned
    ]


def _shown(remark: WordingRemark) -> ShownPassage:
    return ShownPassage(remark.field, _(_FIELD_NAMES[remark.field]), remark.passage)
