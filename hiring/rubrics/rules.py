"""Levels, the content of a rubric, and what it must have before it may be published."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hiring.fingerprints import canonical_hash
from hiring.i18n import LOCALES, N_
from hiring.i18n.localised import EMPTY, Localised
from hiring.versions.rules import Obstacle, title_faults

LEVELS = (1, 2, 3, 4, 5)

LEVEL_NAMES = {
    1: N_("Not yet adequate"),
    2: N_("Below standard"),
    3: N_("Meets the standard"),
    4: N_("Above standard"),
    5: N_("Excellent"),
}
NO_EVIDENCE_NAME = N_("No evidence, cannot be rated")
NOTHING_SHOWN_NAME = N_("Nothing shown")

#: What the weights of a published rubric add up to.
FULL_WEIGHT = 100

#: A competency's code: tasks, reference forms and interview guides point to it.
COMPETENCY_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class CompetencyContent:
    """What is measured, as plain values; a draft may still lack texts."""

    code: str
    name: Localised
    definition: Localised
    weight: int
    anchors: Mapping[int, Localised]


@dataclass(frozen=True, slots=True)
class RubricContent:
    """Everything a version freezes when it is published."""

    title: Localised
    competencies: tuple[CompetencyContent, ...]


def total_weight(weights: Iterable[int]) -> int:
    return sum(weights)


def publish_faults(content: RubricContent) -> list[Obstacle]:
    """Return everything that keeps `content` from being published, in the order of its fields."""
    return [*title_faults(content.title), *_whole_faults(content), *_competencies_faults(content)]


def content_hash(content: RubricContent) -> str:
    """Return the hash that names exactly this content."""
    return canonical_hash(
        {
            "title": content.title.as_json(),
            "competencies": [{"weight": each.weight, **texts_of(each)} for each in content.competencies],
        }
    )


def texts_of(competency: CompetencyContent) -> dict[str, object]:
    """Return a competency without its weight, as plain JSON."""
    return {
        "code": competency.code,
        "name": competency.name.as_json(),
        "definition": competency.definition.as_json(),
        "anchors": {str(level): competency.anchors.get(level, EMPTY).as_json() for level in LEVELS},
    }


_MISSING = {
    "name": {
        "id": N_("The name in Indonesian is missing."),
        "en": N_("The name in English is missing."),
    },
    "definition": {
        "id": N_("The definition in Indonesian is missing."),
        "en": N_("The definition in English is missing."),
    },
    "anchor": {
        "id": N_("Level %(level)s has no text in Indonesian."),
        "en": N_("Level %(level)s has no text in English."),
    },
}


def _whole_faults(content: RubricContent) -> Iterator[Obstacle]:
    if not content.competencies:
        yield Obstacle(N_("There is no competency yet."), "add-competency")
        return
    total = total_weight(each.weight for each in content.competencies)
    if total != FULL_WEIGHT:
        yield Obstacle(
            N_("The weights add up to %(total)s%%, not to 100%%."), "weights", values={"total": total}
        )


def _competencies_faults(content: RubricContent) -> Iterator[Obstacle]:
    uses = Counter(each.code for each in content.competencies)
    for place, competency in enumerate(content.competencies, 1):
        if competency.weight < 1:
            yield Obstacle(N_("It has no weight yet."), "weight", place)
        if not COMPETENCY_CODE.fullmatch(competency.code):
            yield Obstacle(N_("The code is missing."), "code", place)
        elif uses[competency.code] > 1:
            yield Obstacle(
                N_("Another competency has the code %(code)s too."), "code", place, {"code": competency.code}
            )
        yield from _text_faults(competency, place)


def _text_faults(competency: CompetencyContent, place: int) -> Iterator[Obstacle]:
    for name, text in (("name", competency.name), ("definition", competency.definition)):
        for language in LOCALES:
            if not text.text(language).strip():
                yield Obstacle(_MISSING[name][language], f"{name}_{language}", place)
    for level in LEVELS:
        anchor = competency.anchors.get(level, EMPTY)
        for language in LOCALES:
            if not anchor.text(language).strip():
                yield Obstacle(
                    _MISSING["anchor"][language], f"anchor_{level}_{language}", place, {"level": level}
                )


@dataclass(frozen=True, slots=True)
class SentOutline:
    """Title and weights as somebody sent them; weights by the public id of the competency.

    `seen` is the mark of the outline they had before them while writing.
    """

    title: Localised
    weights: Mapping[str, int]
    seen: str


@dataclass(frozen=True, slots=True)
class SentTexts:
    """The texts of one competency as somebody sent them, and the mark of what they had before them."""

    code: str
    name: Localised
    definition: Localised
    anchors: Mapping[int, Localised]
    seen: str
