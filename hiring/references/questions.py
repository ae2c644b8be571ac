"""The reference form as one referee meets it: the questions that can be asked, in steps.

Pure. Left out is what this job does not ask for (competencies outside its rubric) and
what the candidate did not state (items whose open places cannot be filled).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hiring.banks.placeholders import filled
from hiring.banks.reference_form import (
    MAY_CANDIDATE_SEE,
    Facet,
    ReferenceForm,
    ReferenceItem,
    ReferenceSection,
)
from hiring.banks.rules import ReferenceKind
from hiring.i18n import N_
from hiring.i18n.formatting import month_name
from hiring.i18n.localised import Localised

CONSENT_STEP = "consent"
#: Section of the form -> the word for it in addresses.
_ADDRESSES = {"R0": "relationship", "RV": "statements", "RX": "looking-back"}
STEP_NAMES = {
    CONSENT_STEP: N_("Before you begin"),
    "relationship": N_("You and the candidate"),
    "statements": N_("What the candidate states"),
    "looking-back": N_("Closing questions"),
}
_MAY_BE_LEFT_OUT = ("start", "end", "n", "budget")
_NOT_STATED = Localised(id="(tidak disebutkan)", en="(not stated)")
_NOW = Localised(id="sekarang", en="now")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the form, its text complete. `code` names its answer; items asked twice get a number."""

    code: str
    item: ReferenceItem
    text: Localised


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The questions of one page. `competency` is the code of what they are about, if one."""

    key: str
    section: ReferenceSection
    questions: tuple[Question, ...]
    competency: str | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything one referee is asked, page by page."""

    form: ReferenceForm
    steps: tuple[QuestionPage, ...]

    @property
    def questions(self) -> dict[str, Question]:
        """Return every question by its code, in the order of the pages."""
        return {question.code: question for step in self.steps for question in step.questions}

    def step(self, key: str) -> QuestionPage | None:
        return next((step for step in self.steps if step.key == key), None)

    def step_of(self, code: str) -> QuestionPage | None:
        """Return the page on which the question `code` stands."""
        return next((step for step in self.steps if any(q.code == code for q in step.questions)), None)

    def neighbour(self, step: QuestionPage, distance: int) -> QuestionPage | None:
        """Return the page so many pages further on, or back."""
        place = self.steps.index(step) + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None


def steps_of(
    form: ReferenceForm, competencies: Sequence[str], claims: Sequence[Mapping[str, str]]
) -> tuple[QuestionPage, ...]:
    """Return the pages of `form` for a job with these `competencies`, and these `claims`."""
    steps: list[QuestionPage] = []
    for section in form.sections:
        asked = [each for item in section.items for each in _asked(item, claims, competencies)]
        steps += [step for step in _pages(section, asked, competencies) if step.questions]
    return tuple(steps)


def claims_for(organisation: str, claims: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the stated posts that a referee from `organisation` is asked about.

    Only those held there, so that nobody learns the rest of a life; where none matches
    (names are spelled in many ways), all.
    """
    kept = [{key: str(value) for key, value in claim.items()} for claim in claims if claim.get("title")]
    wanted = _plain(organisation)
    there = [claim for claim in kept if wanted and _plain(claim.get("organisation", "")) == wanted]
    return there or kept


def _pages(
    section: ReferenceSection, asked: Sequence[Question], competencies: Sequence[str]
) -> list[QuestionPage]:
    key = _ADDRESSES.get(section.key, section.key.lower())
    of_consent = [each for each in asked if _belongs_to_consent(each.item)]
    plain = [each for each in asked if each not in of_consent and each.item.competency is None]
    pages = [QuestionPage(CONSENT_STEP, section, tuple(of_consent)), QuestionPage(key, section, tuple(plain))]
    for code in competencies:
        own = tuple(each for each in asked if each.item.competency == code)
        pages.append(QuestionPage(code.lower(), section, own, competency=code))
    return pages


def _belongs_to_consent(item: ReferenceItem) -> bool:
    return item.kind is ReferenceKind.CONSENT or item.code == MAY_CANDIDATE_SEE


def _asked(
    item: ReferenceItem, claims: Sequence[Mapping[str, str]], competencies: Sequence[str]
) -> list[Question]:
    if item.competency is not None and item.competency not in competencies:
        return []
    if item.facets:
        item = replace(item, facets=_wanted(item, competencies))
        if not item.facets:
            return []
    if not item.claims:
        return [Question(item.code, item, item.text)]
    fitting = [claim for claim in claims if all(_is_stated(claim, name) for name in item.claims)]
    return [
        Question(item.code if number == 1 else f"{item.code}-{number}", item, _filled(item.text, claim))
        for number, claim in enumerate(fitting, 1)
    ]


def _wanted(item: ReferenceItem, competencies: Sequence[str]) -> tuple[Facet, ...]:
    return tuple(facet for facet in item.facets if set(facet.competencies) & set(competencies))


def _is_stated(claim: Mapping[str, str], name: str) -> bool:
    """Say whether a claim fills this place; a post may be confirmed though its years were left out."""
    return bool(claim.get(name)) or name in _MAY_BE_LEFT_OUT


def _filled(text: Localised, claim: Mapping[str, str]) -> Localised:
    return Localised(id=filled(text.id, _words(claim, "id")), en=filled(text.en, _words(claim, "en")))


def _words(claim: Mapping[str, str], locale: str) -> dict[str, str]:
    words = {key: month_text(value, locale) for key, value in claim.items()}
    for name in _MAY_BE_LEFT_OUT:
        words[name] = words.get(name) or _NOT_STATED.text(locale)
    if claim.get("organisation"):
        words["title"] = f"{claim['title']}, {claim['organisation']}"
    return words


def month_text(value: str, locale: str) -> str:
    """Return "2021-03" as people write it; any other text as it is.

    >>> month_text("2021-03", "id"), month_text("awal 2021", "id")
    ('Maret 2021', 'awal 2021')
    """
    found = _MONTH.fullmatch(value)
    if found is None or not 1 <= int(found[2]) <= 12:
        return value
    return f"{month_name(int(found[2]), locale)} {found[1]}"


def period_text(start: str, end: str, locale: str) -> str:
    """Return e.g. "Maret 2021 – sekarang" for a period without an end."""
    if not start:
        return ""
    return f"{month_text(start, locale)} – {month_text(end, locale) or _NOW.text(locale)}"


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).casefold().strip()
