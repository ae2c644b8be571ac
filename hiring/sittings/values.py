"""The one way in which an answer is kept: spelled alike from every door, and named by its hash."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hiring.banks.answers import AnswerProblem, answer_problems, answered, normalised, word_count
from hiring.banks.tasks import AnswerValue, Branching, LongText, Part, Table
from hiring.i18n import N_

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: What stands in for a character that no database keeps: the reader sees that something was there.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

PROBLEM_SENTENCES = {
    AnswerProblem.TOO_LONG: N_(
        "This answer is longer than 100,000 characters and is not saved. "
        "Your text stays here: please shorten it."
    ),
    AnswerProblem.TOO_MANY_ROWS: N_("This table has too many rows and is not saved. Please remove some."),
    AnswerProblem.UNKNOWN_OPTION: N_("This option is not offered. Please choose again."),
    AnswerProblem.SAME_OPTION_TWICE: N_(
        "The most and the least effective cannot be the same. Please change one of them."
    ),
    AnswerProblem.OFF_THE_SCALE: N_("This rating is not on the scale. Please choose again."),
    AnswerProblem.BROKEN_PATH: N_("A choice cannot be taken back or skipped."),
}
CAME_LATE = N_(
    "The time was over when this text arrived. It is kept, but it is not part of what you hand in. "
    "You can copy it from here."
)
_NOT_UNDERSTOOD = N_("This answer could not be understood and is not saved.")


@dataclass(frozen=True, slots=True)
class KeptValue:
    """An answer as it is stored. `replaced` counts characters that could not be kept as sent."""

    value: dict[str, Any]
    sha256: str
    words: int
    replaced: int


def refusal(part: Part, value: object) -> str | None:
    """Return why an answer cannot be kept, as a sentence, or None.

    A character that no database keeps is no reason: it is replaced, visibly.
    """
    problems = [p for p in answer_problems(part, value) if p is not AnswerProblem.UNSTORABLE_CHARACTER]
    return PROBLEM_SENTENCES.get(problems[0], _NOT_UNDERSTOOD) if problems else None


def as_kept(part: Part, value: AnswerValue) -> KeptValue:
    """Return a value without `refusal` as it is stored: one line end, nothing empty, one spelling."""
    cleaner = _Cleaner()
    kept = _kept(part, value, cleaner)
    words = word_count(kept["text"]) if isinstance(part, LongText) else 0
    return KeptValue(kept, fingerprint(kept), words, cleaner.replaced)


def fingerprint(value: AnswerValue) -> str:
    """Return the SHA-256 that names exactly this answer: over its canonical JSON in UTF-8.

    >>> fingerprint({"text": "Ya."}) == hashlib.sha256('{"text":"Ya."}'.encode()).hexdigest()
    True
    """
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def untouched(part: Part, value: AnswerValue) -> bool:
    """Say whether a part looks as it was found: nothing written, nothing chosen."""
    if isinstance(part, LongText):
        return not value.get("text")
    if isinstance(part, Table):
        return not answered(part, value)
    return not any(value.values())


class _Cleaner:
    """Spells text in one way and counts what had to be replaced."""

    def __init__(self) -> None:
        self.replaced = 0

    def text(self, text: str) -> str:
        cleaned, replaced = _UNSTORABLE.subn(REPLACEMENT, normalised(text))
        self.replaced += replaced
        return cleaned


def _kept(part: Part, value: AnswerValue, cleaner: _Cleaner) -> dict[str, Any]:
    match part:
        case LongText():
            return {"text": cleaner.text(value["text"])}
        case Table():
            return {"rows": _kept_rows(part, value["rows"], cleaner)}
        case Branching():
            return {"path": list(value.get("path", ()))}
    chosen = {key: content for key, content in value.items() if content is not None}
    if "ratings" in chosen:
        chosen["ratings"] = {key: step for key, step in chosen["ratings"].items() if step is not None}
    return chosen


def _kept_rows(part: Table, rows: list[Mapping[str, str]], cleaner: _Cleaner) -> list[dict[str, str]]:
    keys = [column.key for column in part.columns]
    cleaned = ({key: cleaner.text(row.get(key, "")) for key in keys} for row in rows)
    return [row for row in cleaned if any(cell.strip() for cell in row.values())]
