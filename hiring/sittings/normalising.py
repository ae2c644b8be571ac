"""The one way in which an answer is kept: spelled alike from every door, and named by its hash."""

from dataclasses import dataclass
from typing import Any

from hiring.banks.answer_problems import UNSTORABLE_CHARACTER
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.fingerprints import canonical_hash
from hiring.i18n import N_

CAME_LATE = N_(
    "The time was over when this text arrived. It is kept, but it is not part of what you hand in. "
    "You can copy it from here."
)


@dataclass(frozen=True, slots=True)
class KeptValue:
    """An answer as it is stored. `replaced` counts characters that could not be kept as sent."""

    value: dict[str, Any]
    sha256: str
    words: int
    replaced: int


def refusal(part: PartOfTask, value: object) -> str | None:
    """Return why an answer cannot be kept, as a sentence, or None.

    A character that no database keeps is no reason: it is replaced, visibly.
    """
    problems = (each for each in answer_problems(part, value) if each is not UNSTORABLE_CHARACTER)
    return next((problem.sentence for problem in problems), None)


def as_kept(part: PartOfTask, value: AnswerValue) -> KeptValue:
    """Return a value without `refusal` as it is stored: one line end, nothing empty, one spelling."""
    kind, cleaner = kind_of(part), TextCleaner()
    kept = kind.kept(part, value, cleaner)
    return KeptValue(kept, fingerprint(kept), kind.words(part, kept) or 0, cleaner.replaced)


def fingerprint(value: AnswerValue) -> str:
    """Return the SHA-256 that names exactly this answer: over its canonical JSON in UTF-8.

    >>> import hashlib
    >>> fingerprint({"text": "Ya."}) == hashlib.sha256('{"text":"Ya."}'.encode()).hexdigest()
    True
    """
    return canonical_hash(value)


def untouched(part: PartOfTask, value: AnswerValue) -> bool:
    """Say whether a part looks as it was found: nothing written, nothing chosen."""
    return kind_of(part).untouched(part, value)
