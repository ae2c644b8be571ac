"""The one way in which an answer is kept: spelled alike from every door, and named by its hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hiring.banks.answer_problems import UNSTORABLE_CHARACTER
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.fingerprints import HashRules, canonical_hash, in_groups, text_hash
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


#: How answers were ever hashed.
ANSWERS: HashRules[AnswerValue] = HashRules(canonical_hash)
#: How a text alone was ever hashed, that a receipt tells.
TEXTS = HashRules(text_hash)


def fingerprint(value: AnswerValue) -> str:
    """Return the SHA-256 that names exactly this answer: over its canonical JSON in UTF-8.

    >>> import hashlib
    >>> fingerprint({"text": "Ya."}) == hashlib.sha256('{"text":"Ya."}'.encode()).hexdigest()
    True
    """
    return ANSWERS.made(value)


def receipt_line(
    task: str, part: PartOfTask, value: AnswerValue, sha256: str, revision: int
) -> dict[str, Any]:
    """Return what a receipt says of one answer. Lines grow, and what was said before is never rewritten.

    `sha256` names the value as it is kept; `text_sha256` the text alone, so that whoever wrote it can check
    it with any tool. Receipts of before have no `text_sha256`.
    """
    line = {"task": task, "part": part.key, "sha256": sha256, "revision": revision}
    text = kind_of(part).only_text(part, value)
    return line if text is None else {**line, "text_sha256": TEXTS.made(text)}


def told_hashes(receipt: Sequence[Mapping[str, Any]] | None) -> dict[tuple[str, str], str]:
    """Return the hash that a receipt tells people of each answer, by the codes of task and part."""
    return {
        (line["task"], line["part"]): in_groups(line.get("text_sha256", line["sha256"]))
        for line in receipt or ()
    }


def matches(text: str, sha256: str) -> bool:
    """Say whether a text, spelled as a save spells it, has the hash that a receipt of ours tells.

    Earlier receipts tell the hash of the JSON around the text.
    """
    kept = TextCleaner().text(text)
    told = "".join(sha256.split()).casefold()
    return TEXTS.is_of(told, kept) or ANSWERS.is_of(told, {"text": kept})


def untouched(part: PartOfTask, value: AnswerValue) -> bool:
    """Say whether a part looks as it was found: nothing written, nothing chosen."""
    return kind_of(part).untouched(part, value)
