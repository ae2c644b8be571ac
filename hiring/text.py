"""Text that comes in from outside: one kind of line end, and nothing that cannot be kept or seen. Pure."""

import re
import unicodedata

#: A null character or half of a pair: no database keeps it, and no keyboard writes it.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: Control and format characters, halves of pairs, private ones: what may pass for more than it shows.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})


def unix_lines(text: str) -> str:
    r"""Return `text` with every line end as one "\n": browsers send two characters.

    >>> unix_lines("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def visible_only(text: str) -> str:
    """Return `text` without the characters that nobody sees, line ends included."""
    if text.isprintable():  # nearly all text is: looking at each of its characters takes long
        return text
    return "".join(character for character in text if not is_invisible(character))


#: Letters of some scripts are joined, or kept apart, by these: between such letters they belong to a word.
_JOINERS = "\u200c\u200d"
_LAST_OF_SCRIPTS_WITHOUT = "\u058f"


def bare(text: str) -> str:
    """Return `text` in one spelling (NFC), without white space and what nobody sees at its ends."""
    text = unicodedata.normalize("NFC", text).strip()
    start, end = 0, len(text)
    while start < end and _is_nothing(text[start]):
        start += 1
    while start < end and _is_nothing(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_nothing(character: str) -> bool:
    return character.isspace() or is_invisible(character)


def hidden_in(text: str) -> str | None:
    """Return the first character of `text` that nobody sees, as Unicode writes it; None where there is none.

    >>> hidden_in("rina\u200b@surel.example")
    'U+200B'
    """
    if text.isprintable():
        return None
    for place, character in enumerate(text):
        joins = character in _JOINERS and text[place - 1] > _LAST_OF_SCRIPTS_WITHOUT
        if (is_invisible(character) or character in "\u2028\u2029") and not joins:
            return f"U+{ord(character):04X}"
    return None


def letter_of(place: int) -> str:
    """Return the letter of the first (0), second (1), ... of a row; after Z come AA, AB, ...

    >>> [letter_of(place) for place in (0, 25, 26, 27, 701, 702)]
    ['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']
    """
    before, letter = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + letter)
