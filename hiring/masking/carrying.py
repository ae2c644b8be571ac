"""Carry HR's corrections of masks over to an answer that was handed in anew, or is looked through anew."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hiring.masking.masks import Mask, MaskedBy, places_of
from hiring.masking.rules import Span

#: So far around a place its neighbours are looked for.
_NEAR = 100
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Carried:
    """What is masked in an answer now, and which corrections of the earlier one found no place in it."""

    masks: tuple[Mask, ...]
    left_behind: tuple[Mask, ...]
    """By their places in the earlier texts."""


def is_corrected(masks: Iterable[Mask]) -> bool:
    """Say whether HR has added or lifted any of these."""
    return any(mask.by == MaskedBy.HR or mask.lifted for mask in masks)


def carried(
    before: Sequence[Mask], earlier: Sequence[str], texts: Sequence[str], found: Iterable[Mask]
) -> Carried:
    """Return the masks of texts: what the program has found in them, corrected as HR corrected earlier ones.

    A text that is the same keeps all its masks, in their order. In one that has changed, words that HR
    masked are masked wherever they stand, and what HR lifted stays lifted where the same words stand between
    the same neighbours: elsewhere they may say who wrote it. Of an earlier text that cannot be read any more
    all corrections are left behind.
    """
    lost = [mask for mask in before if mask.text >= len(earlier) and is_corrected([mask])]
    before = [mask for mask in before if mask.text < len(earlier)]
    same = _same_texts(earlier, texts)
    kept = [replace(mask, text=same[mask.text]) for mask in before if mask.text in same]
    changed = [mask for mask in before if mask.text not in same]
    for mask in changed:
        if mask.lifted:
            kept += [each for each in _alike(mask, earlier, texts) if each not in kept]
    for mask in before:
        if not mask.lifted and mask.by == MaskedBy.HR:
            places = places_of(texts, _words(mask, earlier))
            kept += [
                Mask(number, replace(mask.span, start=start, end=end), MaskedBy.HR)
                for number, start, end in places
                if not _is_settled(kept, number, start, end)
            ]
            lost += [] if places else [mask]
    masks = (*kept, *_not_settled(found, kept))
    lost += [mask for mask in changed if mask.lifted and _is_masked_again(mask, earlier, texts, masks)]
    return Carried(masks, tuple(sorted(lost, key=lambda mask: (mask.text, mask.span))))


def _same_texts(earlier: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """Return where earlier texts that are the same stand now: at their number, else where they moved to."""
    same = {number: number for number, text in enumerate(earlier) if texts[number : number + 1] == (text,)}
    free = [number for number in range(len(texts)) if number not in same]
    for number, text in enumerate(earlier):
        if number not in same and (moved := next((each for each in free if texts[each] == text), None)):
            same[number] = moved
            free.remove(moved)
    return same


def _words(mask: Mask, texts: Sequence[str]) -> str:
    return texts[mask.text][mask.span.start : mask.span.end]


def _alike(mask: Mask, earlier: Sequence[str], texts: Sequence[str]) -> Iterator[Mask]:
    """Yield a lifted mask where the same words stand between the same neighbours."""
    neighbours = _neighbours(earlier[mask.text], mask.span.start, mask.span.end)
    for number, start, end in places_of(texts, _words(mask, earlier)):
        if _neighbours(texts[number], start, end) == neighbours:
            yield replace(mask, text=number, span=replace(mask.span, start=start, end=end))


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and behind a place; none at an end of the text."""
    in_front = _WORD.findall(text[max(0, start - _NEAR) : start])
    behind = _WORD.search(text[end : end + _NEAR])
    return in_front[-1].casefold() if in_front else "", behind[0].casefold() if behind else ""


def _is_settled(masks: Iterable[Mask], number: int, start: int, end: int) -> bool:
    """Say whether a place is masked already, or was lifted by HR."""
    return any(mask.text == number and mask.span.start <= start and end <= mask.span.end for mask in masks)


def _not_settled(found: Iterable[Mask], kept: Sequence[Mask]) -> Iterator[Mask]:
    """Yield what the program found and is not masked yet, without the pieces that HR has lifted."""
    for mask in found:
        lifted = sorted(
            each.span
            for each in kept
            if each.text == mask.text and each.lifted and each.span.touches(mask.span)
        )
        for start, end in _around(mask.span, lifted):
            if not _is_settled(kept, mask.text, start, end):
                yield replace(mask, span=replace(mask.span, start=start, end=end))


def _around(span: Span, lifted: Sequence[Span]) -> Iterator[tuple[int, int]]:
    start = span.start
    for each in lifted:
        if start < each.start:
            yield start, each.start
        start = max(start, each.end)
    if start < span.end:
        yield start, span.end


def _is_masked_again(mask: Mask, earlier: Sequence[str], texts: Sequence[str], masks: Sequence[Mask]) -> bool:
    """Say whether words that HR let reviewers read are hidden now, and nowhere to be read as HR left them."""
    places = places_of(texts, _words(mask, earlier))
    hidden = [
        any(
            each.text == number and not each.lifted and each.span.touches(Span(start, end, each.span.kind))
            for each in masks
        )
        for number, start, end in places
    ]
    return any(hidden) and not any(True for _each in _alike(mask, earlier, texts))
