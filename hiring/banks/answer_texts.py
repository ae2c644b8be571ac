"""Text in answers: spelled alike whichever browser sent it, and its words counted."""

import re

from hiring.text import UNSTORABLE, unix_lines

#: What stands in for a character that no database keeps: the reader sees that something was there.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: From the first letter or digit of a run to its end: one match for each run that has any.
_WORD = re.compile(r"[^\W_]\S*")


def is_storable(text: str) -> bool:
    """Say whether a database keeps `text`: no null character, no half of a pair."""
    return UNSTORABLE.search(text) is None


def word_count(text: str) -> int:
    r"""Return how many words `text` has: runs without white space that hold a letter or digit.

    A page counts the same while one writes: `text.split(/\s+/)`, keeping runs with `/[\p{L}\p{N}]/u`.

    >>> word_count("Rp 75.000.000 - termasuk cadangan")
    4
    """
    return len(_WORD.findall(text))


class TextCleaner:
    """Spells text in one way and counts what had to be replaced."""

    def __init__(self) -> None:
        self.replaced = 0

    def text(self, text: str) -> str:
        cleaned, replaced = UNSTORABLE.subn(REPLACEMENT, unix_lines(text))
        self.replaced += replaced
        return cleaned
