"""The code printed on a report: short enough to be typed, random, without letters that look alike."""

import re

from hiring.codes import LETTERS, random_letters

_TYPED = re.compile(rf"HR([{LETTERS}]{{4}})([{LETTERS}]{{4}})")


def new_code() -> str:
    """Return a fresh code such as HR-7F3K-2M9Q: nobody finds a report by guessing."""
    letters = random_letters(8)
    return f"HR-{letters[:4]}-{letters[4:]}"


def code_typed(text: str) -> str | None:
    """Return the code that somebody typed, however spaced and in whatever case; None if it is none.

    >>> code_typed(" hr 7f3k2m9q ")
    'HR-7F3K-2M9Q'
    """
    letters = re.sub(r"[\W_]+", "", text[:60]).upper()
    found = _TYPED.fullmatch(letters if letters.startswith("HR") and len(letters) > 8 else f"HR{letters}")
    return f"HR-{found[1]}-{found[2]}" if found else None
