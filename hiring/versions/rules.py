"""The life of a version, and what keeps a draft from being published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hiring.i18n import LOCALES, N_
from hiring.i18n.localised import Localised


class VersionState(StrEnum):
    """Only a draft can change."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


VERSION_STATE_NAMES = {
    VersionState.DRAFT: N_("Draft"),
    VersionState.PUBLISHED: N_("Published"),
    VersionState.RETIRED: N_("Retired"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps a draft from being published; `where` is the field in which it can be mended."""

    sentence: str
    where: str
    part: int | None = None
    """The place of the part it is about, counted from 1; None = the document itself."""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        values = {
            name: value.en if isinstance(value, Localised) else value for name, value in self.values.items()
        }
        return self.sentence % values if values else self.sentence


_NO_TITLE = {
    "id": N_("The title in Indonesian is missing."),
    "en": N_("The title in English is missing."),
}


def title_faults(title: Localised, part: int | None = None) -> Iterator[Obstacle]:
    """Yield what is missing of a title: a document and its parts have one in each language."""
    for language in LOCALES:
        if not title.text(language).strip():
            yield Obstacle(_NO_TITLE[language], f"title_{language}", part)
