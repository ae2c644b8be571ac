"""What the page of a report needs for the PDF alone: whole words, room for letters, the direction of a text.

A line may end after the hyphen of a word such as "anak-anak", and whoever copies the text from the PDF then
gets another word: the readers take that hyphen for one of the typesetter.
"""

import re
import unicodedata

#: A longer word may be broken: the line above it would be left half empty.
LONGEST_WHOLE = 30
#: A longer one stays whole in running text only: a column of a table may be narrower.
LONGEST_IN_COLUMN = 13
#: Balinese and Javanese, whose letters hang one below the other.
_HIGH_LETTERS = r"[\u1b00-\u1b7f\ua980-\ua9df]+"
#: What is no text of the page, or a link, of which the engine would make two; a word with a hyphen in it;
#: words of high letters.
_WORDS = re.compile(
    r"<head>.*?</head>|<svg.*?</svg>|<a .*?</a>|<[^>]*>"
    r"|(?P<word>(?<![\w-])[^\W_]+(?:[-\u2010][^\W_]+)+(?![\w-]))"
    rf"|(?P<high>{_HIGH_LETTERS}(?:\s+{_HIGH_LETTERS})*)",
    re.DOTALL,
)
_DIRECTION = re.compile(r' dir="auto"([^>]*>\s*)([^<]*)')
_FROM_THE_RIGHT = ("R", "AL")


def with_layout_hints(html: str) -> str:
    """Return the page with its hyphenated words kept together, and with every direction decided."""
    return _WORDS.sub(_hinted, _DIRECTION.sub(_decided, html))


def _hinted(found: re.Match[str]) -> str:
    if found["high"] is not None:
        return f'<span class="high">{found["high"]}</span>'
    word = found["word"]
    if word is None or len(word) > LONGEST_WHOLE:
        return found[0]
    return f'<span class="whole{" long" if len(word) > LONGEST_IN_COLUMN else ""}">{word}</span>'


def _decided(found: re.Match[str]) -> str:
    after, text = found.groups()
    return (' dir="rtl"' if _begins_from_the_right(text) else "") + after + text


def _begins_from_the_right(text: str) -> bool:
    """Say of a text what `dir="auto"` says: its first letter with a direction decides."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") in _FROM_THE_RIGHT
