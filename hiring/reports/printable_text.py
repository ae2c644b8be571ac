"""Make every character of a foreign text visible in a font that knows only some of them.

A letter the font lacks would be drawn as an empty box, which says nothing and is forbidden in
an accessible PDF; a control that turns the direction of writing could make a report read
differently from what it says. Both are written as their number in Unicode instead.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import groupby

#: More marks than this on one letter would be drawn over the lines above it.
MOST_MARKS = 3
#: A longer word is given places to break: the layout of one endless word takes minutes.
LONGEST_WORD = 80
_CHUNK = 40

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
_BREAK = "\u200b"
#: Shown or not, these change nothing for the reader: breaking hints and the style of emoji.
_WITHOUT_MEANING = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)}


def visible(text: str, drawable: Container[int]) -> str:
    """Return `text` with what cannot be drawn written out, as in `[U+1F642]`.

    >>> visible("Siap! \\U0001f642", range(32, 127))
    'Siap! [U+1F642]'
    """
    if text.isascii() and text.isprintable() and len(text) < LONGEST_WORD:
        return text
    plain = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    kept = (char for char in plain if ord(char) not in _WITHOUT_MEANING)
    pieces = groupby(_told_apart(kept, drawable), key=lambda pair: pair[1])
    shown = "".join(
        "".join(char for char, _ in run) if seen else _written_out(char for char, _ in run)
        for seen, run in pieces
    )
    return _LONG_WORD.sub(_breakable, shown)


def _told_apart(text: Iterator[str], drawable: Container[int]) -> Iterator[tuple[str, bool]]:
    """Yield each character with whether it can be drawn as it is."""
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category.startswith("M") else 0
        if category == "Zs" and ord(char) not in drawable:
            yield " ", True
        elif char in "\n\t":
            yield char, True
        else:
            hidden = category in {"Cc", "Cf", "Cs"} or marks > MOST_MARKS
            yield char, not hidden and ord(char) in drawable


def _written_out(run: Iterator[str]) -> str:
    numbers = []
    for char, same in groupby(run):
        times = sum(1 for _ in same)
        numbers.append(f"U+{ord(char):04X}" + (f" ×{times}" if times > 1 else ""))
    return f"[{' '.join(numbers)}]"


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    return _BREAK.join(letters[start : start + _CHUNK] for start in range(0, len(letters), _CHUNK))
