"""How two versions of a document differ: part by part, item by item, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a version says, in words: a title, a weight, a text in one language."""

    label: str
    text: str
    language: str = ""
    """The language of `text`; empty for what is said in the reader's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a version as it is compared: the document itself, a competency, a section."""

    key: str
    """What makes it the same part in another version."""
    name: str
    items: tuple[Item, ...]
    renamable: bool = False
    """Its key is a mere name: what stands at the same place under another name is the same part."""


class PartFate(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing as it was and as it is; empty where there was, or is, nothing."""

    label: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """What happened to one part, item by item."""

    name: str
    fate: PartFate
    items: tuple[ItemChange, ...]


def in_both_languages(label: str, text: Localised) -> tuple[Item, ...]:
    """Return a text as one item for each of its languages."""
    return tuple(Item(label, text.text(language), language) for language in LOCALES)


def changes(before: Sequence[Part], after: Sequence[Part]) -> list[PartChange]:
    """Return what differs between two versions: the parts of the newer in their order, then what went."""
    earlier = _counterparts(before, after)
    found = [_change(earlier.get(place), part) for place, part in enumerate(after)]
    met = {id(part) for part in earlier.values()}
    found += [_change(part, None) for part in before if id(part) not in met]
    return [each for each in found if each.items or each.fate != PartFate.CHANGED]


def _counterparts(before: Sequence[Part], after: Sequence[Part]) -> dict[int, Part]:
    """Return the earlier form of each later part that has one, by the place of the later."""
    by_key = {part.key: part for part in before}
    kept = {part.key for part in after} & by_key.keys()
    found = {place: by_key[part.key] for place, part in enumerate(after) if part.key in kept}
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if old.renamable and new.renamable and not {old.key, new.key} & kept:
            found[place] = old
    return found


def _change(old: Part | None, new: Part | None) -> PartChange:
    there = {(item.label, item.language): item.text for item in old.items} if old else {}
    now = {(item.label, item.language): item.text for item in new.items} if new else {}
    items = [
        ItemChange(*which, there.get(which, ""), now.get(which, ""))
        for which in now | there
        if there.get(which, "") != now.get(which, "")
    ]
    fate = PartFate.ADDED if old is None else PartFate.REMOVED if new is None else PartFate.CHANGED
    shown = new or old
    return PartChange(shown.name if shown else "", fate, tuple(items))


#: Beyond so many words together a text is shown as changed altogether: comparing grows with their square.
_MOST_WORDS = 3_000

#: A piece of a text, and whether the other version lacks it.
Piece = tuple[str, bool]


def word_changes(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, each with whether the other lacks it; space alone makes no difference."""
    old, new = _words(before), _words(after)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return _pieces([(before, True)]), _pieces([(after, True)])
    same = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], False)
    steps = same.get_opcodes()
    return (
        _pieces([("".join(old[first:last]), what != "equal") for what, first, last, _, _ in steps]),
        _pieces([("".join(new[first:last]), what != "equal") for what, _, _, first, last in steps]),
    )


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the space before it, and the last with what follows."""
    return re.findall(r"\s*\S+(?:\s+\Z)?", text)


def _pieces(found: Iterable[Piece]) -> list[Piece]:
    """Return pieces without the space before a change, which looks odd when it is marked."""
    pieces = []
    for text, changed in found:
        words = text.lstrip() if changed else text
        pieces += [(text[: len(text) - len(words)], False), (words, changed)]
    return [piece for piece in pieces if piece[0]]
