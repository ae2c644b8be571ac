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
