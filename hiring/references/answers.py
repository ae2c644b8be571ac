"""What a referee's answers must hold before they can be sent, and what they become then. Pure.

While they are being written, answers are kept as they were typed:
code -> {"value": a text or, for several fields, texts by name; "text": what is told beside it}.
Sent, the value has its type: a number for a frequency, months for a period.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hiring.banks.reference_form import FrequencyScale
from hiring.banks.rules import ReferenceKind
from hiring.i18n import N_
from hiring.references.questions import Question

NOT_OBSERVED = "not_observed"
AGREED = "yes"
LONGEST_TEXT = 5_000
_EARLIEST_YEAR = 1950

Typed = Mapping[str, Any]
"""One answer as typed: {"value": str | dict[str, str], "text": str}."""


class FormProblemKind(StrEnum):
    """What can be wrong with one answer."""

    AGREEMENT_NEEDED = "agreement_needed"
    CHOICE_NEEDED = "choice_needed"
    TEXT_NEEDED = "text_needed"
    COMMENT_NEEDED = "comment_needed"
    EXAMPLE_NEEDED = "example_needed"
    TOO_FEW_WORDS = "too_few_words"
    TOO_LONG = "too_long"
    START_NEEDED = "start_needed"
    END_NEEDED = "end_needed"
    YEAR_UNCLEAR = "year_unclear"
    ENDS_TOO_EARLY = "ends_too_early"
    OFTEN_NEEDED = "often_needed"
    PLACE_UNCLEAR = "place_unclear"


FAULT_SENTENCES = {
    FormProblemKind.AGREEMENT_NEEDED: N_(
        "Please tick the box to continue. If you do not agree, you can decline below."
    ),
    FormProblemKind.CHOICE_NEEDED: N_("Please choose an answer."),
    FormProblemKind.TEXT_NEEDED: N_("Please write an answer."),
    FormProblemKind.COMMENT_NEEDED: N_("Please explain this answer in a sentence or two."),
    FormProblemKind.EXAMPLE_NEEDED: N_("Please tell one example: this answer needs one."),
    FormProblemKind.TOO_FEW_WORDS: N_("Please write at least %(least)s words; there are %(words)s so far."),
    FormProblemKind.TOO_LONG: N_(
        "Please shorten this to %(most)s characters; there are %(characters)s. Nothing is lost meanwhile."
    ),
    FormProblemKind.START_NEEDED: N_("Please give the month and the year when you began to work together."),
    FormProblemKind.END_NEEDED: N_(
        "Please give the month and the year of the end, or tick that you still do."
    ),
    FormProblemKind.YEAR_UNCLEAR: N_(
        "Please write the year with four digits, such as 2021, and none in the future."
    ),
    FormProblemKind.ENDS_TOO_EARLY: N_("The end lies before the beginning. Please check both."),
    FormProblemKind.OFTEN_NEEDED: N_("Please choose how often you saw the work."),
    FormProblemKind.PLACE_UNCLEAR: N_("Please write a whole number from 0 to 100, or leave the field empty."),
}


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Something to mend: in which answer, at which field of the page, and why."""

    code: str
    at: str
    kind: FormProblemKind
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Today:
    """The month in which the answers are judged: nobody worked together in the future."""

    year: int
    month: int


def faults_in(
    questions: Iterable[Question], typed: Mapping[str, Typed], scale: FrequencyScale, today: Today
) -> list[FormProblem]:
    """Return everything that keeps `typed` from being sent, in the order of the questions."""
    return [fault for each in questions for fault in _faults(each, typed.get(each.code, {}), scale, today)]


def as_sent(questions: Iterable[Question], typed: Mapping[str, Typed]) -> dict[str, dict[str, Any]]:
    """Return sound answers as they are kept: typed values, empty ones left out."""
    kept = {}
    for question in questions:
        value, text = _value(question, typed.get(question.code, {})), text_in(typed.get(question.code, {}))
        if value in ("", None, {}) and not text:
            continue
        kept[question.code] = {"value": value, "text": text}
        if question.item.claims:
            kept[question.code]["asked"] = question.text.as_json()
    return kept


def value_in(typed: Typed) -> str:
    value = typed.get("value", "")
    return value if isinstance(value, str) else ""


def parts_in(typed: Typed) -> dict[str, str]:
    value = typed.get("value", {})
    return value if isinstance(value, dict) else {}


def text_in(typed: Typed) -> str:
    text = typed.get("text", "")
    return text.strip() if isinstance(text, str) else ""


def words_in(text: str) -> int:
    return len(text.split())


def _faults(question: Question, typed: Typed, scale: FrequencyScale, today: Today) -> list[FormProblem]:
    found = {
        ReferenceKind.CONSENT: _agreement_faults,
        ReferenceKind.CHOICE: _choice_faults,
        ReferenceKind.TEXT: _text_faults,
        ReferenceKind.PERIOD: lambda q, t: _period_faults(q, t, today),
        ReferenceKind.FREQUENCY: lambda q, t: _frequency_faults(q, t, scale),
        ReferenceKind.PERCENTILE: _place_faults,
    }[question.item.kind](question, typed)
    text = text_in(typed)
    if len(text) > LONGEST_TEXT:
        at = question.code if question.item.kind is ReferenceKind.TEXT else f"{question.code}-text"
        values: dict[str, object] = {"most": LONGEST_TEXT, "characters": len(text)}
        found = [*found, FormProblem(question.code, at, FormProblemKind.TOO_LONG, values)]
    return found


def _agreement_faults(question: Question, typed: Typed) -> list[FormProblem]:
    agreed = value_in(typed) == AGREED
    return [] if agreed else [FormProblem(question.code, question.code, FormProblemKind.AGREEMENT_NEEDED)]


def _choice_faults(question: Question, typed: Typed) -> list[FormProblem]:
    item, chosen = question.item, value_in(typed)
    if chosen not in {option.key for option in item.options}:
        needed = item.required or chosen
        return [FormProblem(question.code, question.code, FormProblemKind.CHOICE_NEEDED)] if needed else []
    if item.comment and chosen in item.comment.required_for and not text_in(typed):
        return [FormProblem(question.code, f"{question.code}-text", FormProblemKind.COMMENT_NEEDED)]
    return []


def _text_faults(question: Question, typed: Typed) -> list[FormProblem]:
    item, text = question.item, text_in(typed)
    if not text:
        return (
            [FormProblem(question.code, question.code, FormProblemKind.TEXT_NEEDED)] if item.required else []
        )
    words = words_in(text)
    if words < item.min_words:
        values: dict[str, object] = {"least": item.min_words, "words": words}
        return [FormProblem(question.code, question.code, FormProblemKind.TOO_FEW_WORDS, values)]
    return []


def _frequency_faults(question: Question, typed: Typed, scale: FrequencyScale) -> list[FormProblem]:
    chosen = value_in(typed)
    if chosen != NOT_OBSERVED and chosen not in {str(level) for level in scale.labels}:
        needed = question.item.required or chosen
        return [FormProblem(question.code, question.code, FormProblemKind.CHOICE_NEEDED)] if needed else []
    if chosen in {str(level) for level in scale.example_required_for} and not text_in(typed):
        return [FormProblem(question.code, f"{question.code}-text", FormProblemKind.EXAMPLE_NEEDED)]
    return []


def _period_faults(question: Question, typed: Typed, today: Today) -> list[FormProblem]:
    parts, code = parts_in(typed), question.code
    if not question.item.required and not any(parts.values()):
        return []
    found = _month_faults(code, parts, "from", FormProblemKind.START_NEEDED, today)
    if parts.get("ongoing") != AGREED:
        found += _month_faults(code, parts, "to", FormProblemKind.END_NEEDED, today)
        start, end = month_in(parts, "from"), month_in(parts, "to")
        if not found and end < start:
            found.append(FormProblem(code, f"{code}-to-year", FormProblemKind.ENDS_TOO_EARLY))
    if parts.get("often") not in {option.key for option in question.item.options}:
        found.append(FormProblem(code, f"{code}-often", FormProblemKind.OFTEN_NEEDED))
    return found


def _month_faults(
    code: str, parts: Mapping[str, str], side: str, missing: FormProblemKind, today: Today
) -> list[FormProblem]:
    month, year = parts.get(f"{side}-month", ""), parts.get(f"{side}-year", "").strip()
    if month not in {str(number) for number in range(1, 13)}:
        return [FormProblem(code, f"{code}-{side}-month", missing)]
    if not year:
        return [FormProblem(code, f"{code}-{side}-year", missing)]
    if not re.fullmatch(r"[0-9]{4}", year) or int(year) < _EARLIEST_YEAR:
        return [FormProblem(code, f"{code}-{side}-year", FormProblemKind.YEAR_UNCLEAR)]
    if (int(year), int(month)) > (today.year, today.month):
        return [FormProblem(code, f"{code}-{side}-year", FormProblemKind.YEAR_UNCLEAR)]
    return []


def _place_faults(question: Question, typed: Typed) -> list[FormProblem]:
    parts, found = parts_in(typed), []
    for facet in question.item.facets:
        text = parts.get(facet.key, "").strip()
        if (text or question.item.required) and not _is_place(text):
            found.append(
                FormProblem(question.code, f"{question.code}-{facet.key}", FormProblemKind.PLACE_UNCLEAR)
            )
    return found


def _is_place(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,3}", text)) and int(text) <= 100


def _value(question: Question, typed: Typed) -> Any:
    kind = question.item.kind
    if kind is ReferenceKind.FREQUENCY:
        chosen = value_in(typed)
        return chosen if chosen in {"", NOT_OBSERVED} else int(chosen)
    if kind is ReferenceKind.PERIOD:
        return _period(parts_in(typed))
    if kind is ReferenceKind.PERCENTILE:
        return {key: int(text) for key, text in parts_in(typed).items() if text.strip()}
    return None if kind is ReferenceKind.TEXT else value_in(typed)


def _period(parts: Mapping[str, str]) -> dict[str, str]:
    if not any(parts.values()):
        return {}
    end = "" if parts.get("ongoing") == AGREED else month_in(parts, "to")
    return {"from": month_in(parts, "from"), "to": end, "often": parts.get("often", "")}


def month_in(parts: Mapping[str, str], side: str) -> str:
    """Return the typed month as e.g. "2021-03"."""
    return f"{parts.get(f'{side}-year', '').strip()}-{parts.get(f'{side}-month', ''):0>2}"


def unanswered(questions: Sequence[Question], typed: Mapping[str, Typed]) -> int:
    """Return how many questions have nothing in them yet."""
    return sum(not _is_touched(typed.get(question.code, {})) for question in questions)


def _is_touched(typed: Typed) -> bool:
    return bool(value_in(typed) or any(parts_in(typed).values()) or text_in(typed))
