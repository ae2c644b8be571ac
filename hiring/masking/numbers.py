"""Find telephone numbers in a text, and leave money, dates, addresses and codes as they are."""

import re
from collections.abc import Iterator

from hiring.masking.rules import MaskKind, Span

_LETTER_NOUGHT = str.maketrans("Oo", "00")
#: Digits in groups with what is written between them; a letter O may be the nought in front.
_RUN = re.compile(
    r"(?:(?<=\bwa)|(?<=\bhp)|(?<=\btelp)|(?<![\w@.,/#-]))[(+]{0,2}[0-9Oo][0-9]*+"
    r"(?:(?:[ ]?[-–—‑./()]{1,2}[ ]?|[ ])[0-9]++){0,20}(?![\w@])",
    re.IGNORECASE,
)
_GROUP = re.compile(r"[0-9Oo]+")
_MONEY_BEFORE = re.compile(r"(?:Rp|IDR|USD|\$|€|£)\.?\s{0,2}\Z", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_EXTENSION = re.compile(r"[ ,]{0,2}(?:ext|ekst|pesawat|psw)\.?[ ]?\d{1,5}", re.IGNORECASE)
LONGEST, SHORTEST = 15, 9
_DIGIT_WORDS = {
    **dict.fromkeys(("nol", "kosong", "zero", "oh", "nought"), "0"),
    **dict.fromkeys(("satu", "one"), "1"),
    **dict.fromkeys(("dua", "two"), "2"),
    **dict.fromkeys(("tiga", "three"), "3"),
    **dict.fromkeys(("empat", "four"), "4"),
    **dict.fromkeys(("lima", "five"), "5"),
    **dict.fromkeys(("enam", "six"), "6"),
    **dict.fromkeys(("tujuh", "seven"), "7"),
    **dict.fromkeys(("delapan", "lapan", "eight"), "8"),
    **dict.fromkeys(("sembilan", "nine"), "9"),
}
_DIGIT_WORD = "|".join(sorted(_DIGIT_WORDS, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(?<!\w)(?:{_DIGIT_WORD})(?:[\s,.-]{{1,3}}(?:{_DIGIT_WORD})){{7,19}}(?!\w)", re.IGNORECASE
)
_ONE_SPOKEN = re.compile(_DIGIT_WORD, re.IGNORECASE)


def phones_in(text: str, task: str, own: str) -> Iterator[Span]:
    """Yield the numbers in a text by which somebody can be called, and that do not stand in its task."""
    known = {_last(digits) for _start, _end, digits in (*_written(task, ""), *_spoken(task))}
    for start, end, digits in (*_written(text, _last(own)), *_spoken(text)):
        if _last(digits) not in known:
            extension = _EXTENSION.match(text, end)
            yield Span(start, extension.end() if extension else end, MaskKind.PHONE)


def _last(number: str) -> str:
    """Return what two ways of writing a number have in common: its last eight digits."""
    return re.sub(r"\D", "", number.translate(_LETTER_NOUGHT))[-8:]


def _spoken(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _SPOKEN.finditer(text):
        digits = "".join(_DIGIT_WORDS[one.lower()] for one in _ONE_SPOKEN.findall(found[0]))
        if _callable(digits, plus=False):
            yield found.start(), found.end(), digits


def _written(text: str, own: str) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        if _MONEY_BEFORE.search(text, max(0, run.start() - 8), run.start()) or _THOUSANDS.fullmatch(run[0]):
            continue
        yield from _in_run(text, run, own)


def _in_run(text: str, run: re.Match[str], own: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers in a run of groups: a house number may stand right before one."""
    groups = [(run.start() + each.start(), run.start() + each.end()) for each in _GROUP.finditer(run[0])]
    first = 0
    while first < len(groups):
        found = _longest_from(text, groups, first, own)
        if found is None:
            first += 1
            continue
        last, digits = found
        start = groups[first][0]
        while start > run.start() and text[start - 1] in "+(":
            start -= 1
        yield start, groups[last][1], digits
        first = last + 1


def _longest_from(text: str, groups: list[tuple[int, int]], first: int, own: str) -> tuple[int, str] | None:
    """Return with which group a number ends that begins here, and its digits."""
    plus = text[groups[first][0] - 1 : groups[first][0]] == "+"
    digits, best = "", None
    lonely = all(end - start == 1 for start, end in groups[first : first + LONGEST])
    for last in range(first, len(groups)):
        start, end = groups[last]
        if best is not None and end - start < 3 and not lonely:
            break  # what follows a number that is one already: a count, a time
        digits += text[start:end].translate(_LETTER_NOUGHT)
        if len(digits) > LONGEST:
            break
        if own and len(digits) >= SHORTEST and digits.endswith(own):
            return last, digits
        if _callable(digits, plus=plus) and _apart(text, groups, first, last, digits):
            best = last, digits
    return best


def _apart(text: str, groups: list[tuple[int, int]], first: int, last: int, digits: str) -> bool:
    """Say whether the groups are those of a number: a landline has its area apart, or all in one."""
    if digits.startswith(("08", "62", "00")) or text[groups[first][0] - 1 : groups[first][0]] == "+":
        return True
    start, end = groups[first]
    return first == last or end - start in {3, 4}


_MOBILE = re.compile(r"(?:0|62|0062)8[1-9]\d{7,10}")
_LANDLINE = re.compile(r"(?:0|62)[2-79]\d{7,10}")


def _callable(digits: str, *, plus: bool) -> bool:
    """Say whether somebody can be called by these digits.

    >>> _callable("081200001101", plus=False), _callable("12500000", plus=False)
    (True, False)
    """
    if plus:
        return SHORTEST <= len(digits) <= LONGEST
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))
