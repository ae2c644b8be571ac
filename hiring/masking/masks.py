"""Masks of an answer: what they are, how they are kept, and the answer as its reviewers read it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.i18n.translations import translations_for
from hiring.masking.finder import found_in
from hiring.masking.known import Known
from hiring.masking.rules import MASKED_AS, MaskKind, Span, merged, pieces
from hiring.masking.words import ENDINGS, Words


class MaskedBy(StrEnum):
    PROGRAM = "program"
    HR = "hr"


@dataclass(frozen=True, slots=True)
class Mask:
    """One masked piece of an answer: of which of its texts, in the order in which its kind keeps them."""

    text: int
    span: Span
    by: MaskedBy = MaskedBy.PROGRAM
    lifted: bool = False
    """HR has found that it says nothing of the writer: it is shown."""

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.span.start,
            "end": self.span.end,
            "kind": self.span.kind.value,
            "by": self.by.value,
            "lifted": self.lifted,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Mask":
        """Return the mask that `as_json` was made from."""
        span = Span(kept["start"], kept["end"], MaskKind(kept["kind"]))
        return cls(kept["text"], span, MaskedBy(kept["by"]), kept["lifted"])


def masks_in(kept: Iterable[Mapping[str, Any]]) -> tuple[Mask, ...]:
    return tuple(Mask.from_json(each) for each in kept)


class _Reader(TextCleaner):
    """Reads the texts of an answer as its kind keeps them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def text(self, text: str) -> str:
        self.texts.append(text)
        return text


class _Coverer(TextCleaner):
    """Puts the words for masks where something is masked, while its kind keeps an answer."""

    def __init__(self, masks: Iterable[Mask], words: Mapping[MaskKind, str]) -> None:
        super().__init__()
        self._words, self._next = words, 0
        self._spans: dict[int, list[Span]] = {}
        for mask in masks:
            if not mask.lifted:
                self._spans.setdefault(mask.text, []).append(mask.span)

    def text(self, text: str) -> str:
        spans = merged(self._spans.get(self._next, ()))
        self._next += 1
        return "".join(
            self._words[piece] if isinstance(piece, MaskKind) else piece for piece in pieces(text, spans)
        )


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of an answer as HR reads it: plain, masked for reviewers, or with a mask that was lifted."""

    text: str
    mask: Mask | None = None


def pieces_shown(number: int, text: str, masks: Iterable[Mask]) -> Iterator[ShownPiece]:
    """Yield one text of an answer piece by piece; where masks overlap, the second shows what is left."""
    place = 0
    for mask in sorted((mask for mask in masks if mask.text == number), key=lambda mask: mask.span):
        yield ShownPiece(text[place : mask.span.start])
        yield ShownPiece(text[max(place, mask.span.start) : mask.span.end], mask)
        place = max(place, mask.span.end)
    yield ShownPiece(text[place:])


def texts_in(part: PartOfTask, value: AnswerValue) -> tuple[str, ...]:
    """Return everything that somebody wrote in an answer, text by text."""
    if answer_problems(part, value):
        return ()
    reader = _Reader()
    kind_of(part).kept(part, value, reader)
    return tuple(reader.texts)


def covered(part: PartOfTask, value: AnswerValue, masks: Iterable[Mask], locale: str) -> AnswerValue | None:
    """Return an answer with neutral words for what is masked; one that nobody can read is not shown."""
    if answer_problems(part, value):
        return None
    return kind_of(part).kept(part, value, _Coverer(masks, mask_words(locale)))


@cache
def mask_words(locale: str) -> Mapping[MaskKind, str]:
    """Return what stands for each kind of mask in one language."""
    translations = translations_for(locale)
    return {kind: translations.gettext(words) for kind, words in MASKED_AS.items()}


def masks_for(part: PartOfTask, value: AnswerValue, task: Words, known: Known) -> tuple[Mask, ...]:
    """Return what the program masks in an answer."""
    return tuple(
        Mask(number, span)
        for number, text in enumerate(texts_in(part, value))
        for span in found_in(text, task, known)
    )


#: Behind a whole word: nothing of a word, or no more than an Indonesian ending.
_BEHIND = rf"(?=(?:{'|'.join(ENDINGS)})?(?!\w))"


def places_of(texts: Sequence[str], words: str) -> tuple[tuple[int, int, int], ...]:
    """Return where these words stand: in which text, from where to where, whatever their case and spaces.

    A piece within a longer word counts only where they stand nowhere as words.

    >>> places_of(["Salam, Ani. Organisasi Aninya."], "ani")
    ((0, 7, 10), (0, 23, 26))
    """
    said = r"\s{1,20}".join(re.escape(word) for word in words.split())
    if not said:
        return ()
    return _found(texts, rf"(?<!\w){said}{_BEHIND}") or _found(texts, said)


def _found(texts: Sequence[str], pattern: str) -> tuple[tuple[int, int, int], ...]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return tuple(
        (number, found.start(), found.end())
        for number, text in enumerate(texts)
        for found in compiled.finditer(text)
    )


def with_added(masks: Sequence[Mask], texts: Sequence[str], words: str, kind: MaskKind) -> tuple[Mask, ...]:
    """Return masks with those of HR wherever these words stand and are not masked yet."""
    kept = list(masks)
    for number, start, end in places_of(texts, words):
        span = Span(start, end, kind)
        if not any(
            mask.text == number and not mask.lifted and mask.span.start <= start and end <= mask.span.end
            for mask in kept
        ):
            kept.append(Mask(number, span, MaskedBy.HR))
    return tuple(kept)


def with_lifted(masks: Sequence[Mask], number: int, *, lifted: bool) -> tuple[Mask, ...]:
    """Return masks of which one is lifted, or put back."""
    return tuple(
        replace(mask, lifted=lifted) if place == number else mask for place, mask in enumerate(masks)
    )
