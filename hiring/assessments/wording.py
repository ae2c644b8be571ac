"""Titles of an assessment and its sections that may ask what the work does not ask for. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from hiring.assessments.rules import AssessmentContent
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised
from hiring.lawful_wording import Ground, findings


@dataclass(frozen=True, slots=True)
class TitleRemark:
    """One passage of a title that candidates read, and by what it tells them apart."""

    section: int | None
    """The place of the section, counted from 1; None = the assessment itself."""
    language: str
    ground: Ground
    passage: str


def title_remarks(content: AssessmentContent) -> list[TitleRemark]:
    """Return each passage of the titles in both languages, in the order in which they stand."""
    return list(_remarks(content))


def _remarks(content: AssessmentContent) -> Iterator[TitleRemark]:
    yield from _of_title(content.title, None)
    for place, section in enumerate(content.sections, 1):
        yield from _of_title(section.title, place)


def _of_title(title: Localised, section: int | None) -> Iterator[TitleRemark]:
    for language in LOCALES:
        for found in findings(title.text(language)):
            yield TitleRemark(section, language, found.ground, " ".join(found.passage.split()))
