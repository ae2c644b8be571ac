"""Find addresses in a text: email, links, accounts. Those that the task itself names are left."""

import re
from collections.abc import Iterable, Iterator

from hiring.masking.rules import MaskKind, Span

_LOCAL = r"[\w.+%'-]{1,64}"
_DOT = r"(?:\.|[ ]?[\[({][ ]?(?:dot|titik)[ ]?[\])}][ ]?|[ ](?:dot|titik)[ ])"
_HOST = rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,6}}"
#: What an address has in its middle: an at sign, or a word in brackets for it.
_AT = re.compile(r"@|[\[({][ ]?(?:at|@|et)[ ]?[\])}]", re.IGNORECASE)
_BEFORE_AT = re.compile(rf"{_LOCAL}\Z")
_AFTER_AT = re.compile(_HOST, re.IGNORECASE)
#: An address in words: its last dot must be said, or "at" is a word like others.
_IN_WORDS = re.compile(
    r"(?<![\w.-])[\w-]{1,40}(?:(?:\.|[ ](?:titik|dot)[ ])[\w-]{1,40}){0,3}[ ](?:at|et|@)[ ]"
    r"[\w-]{1,40}(?:[ ](?:titik|dot)[ ][\w-]{1,40}){1,3}(?!\w)",
    re.IGNORECASE,
)
#: Endings of names of hosts that no word with a full stop before it is taken for.
_ENDINGS = (
    "com|net|org|info|biz|id|sg|uk|au|nl|fr|jp|eu|io|co|me|ly|gl|ee|tv|app|dev|site|online|link|page|blog"
    "|xyz|web|edu|gov|tech|store|shop|website|club|ai|cc|bio|example"
)
_LINK = re.compile(
    r"(?<![\w@.-])(?:"
    r"https?://[^\s<>\"“”]{2,2000}"
    rf"|www\.[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}(?:[/?#][^\s<>\"“”]{{0,2000}})?"
    rf"|(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{_ENDINGS})(?:[:/?#][^\s<>\"“”]{{1,2000}}|/)?(?![\w@-])"
    r")",
    re.IGNORECASE,
)
_LINK_TAIL = ".,;:!?)]}'’\"*_…"
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.|m\.)?", re.IGNORECASE)
_SOCIAL = re.compile(
    r"(?:instagram|tiktok|twitter|x|facebook|fb|threads|youtube|linkedin|t|telegram|github|medium|kompasiana|line)\.(?:com|me|net|id)/"
    r"(?:in/|user/|c/|channel/)?@?([\w.-]{3,60})",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.+%-])@[\w.]{2,40}")
_NETWORK = re.compile(
    r"(?<!\w)(?:ig|insta|instagram|tiktok|tik tok|tt|twitter|x|threads|facebook|fb|telegram|tele|line"
    r"|youtube|yt|linkedin|discord|akun|username|user)"
    r"(?:[ ](?:id|saya|aku|ku|kami|my|is))?[ ]?[:=]?[ ]?@?([\w.]{3,40})",
    re.IGNORECASE,
)


def emails_in(text: str, task: str) -> Iterator[Span]:
    """Yield the addresses in a text that do not stand in its task."""
    known = _squeezed(task)
    for start, end in (*_around_signs(text), *(found.span() for found in _IN_WORDS.finditer(text))):
        if _squeezed(text[start:end]) not in known:
            yield Span(start, end, MaskKind.EMAIL)


def _around_signs(text: str) -> Iterator[tuple[int, int]]:
    for at in _AT.finditer(text):
        bracketed = at[0] != "@"
        spaced = text[at.start() - 1 : at.start()] == " " and text[at.end() : at.end() + 1] == " "
        left, right = at.start(), at.end()
        if spaced or bracketed:  # "rina @ pos.example", "rina [at] pos.example"; "di @akun" is none
            left -= text[left - 1 : left] == " "
            right += text[right : right + 1] == " "
        before = _BEFORE_AT.search(text, max(0, left - 64), left)
        after = _AFTER_AT.match(text, right)
        if before is not None and after is not None:
            lead = len(before[0]) - len(before[0].lstrip(".'-"))
            yield before.start() + lead, after.end()


def links_in(text: str, task: str, own: Iterable[str]) -> Iterator[Span]:
    """Yield the links in a text that do not stand in its task, and those that the candidate stated."""
    known = {_bare_link(found[0]) for found in _LINK.finditer(task)}
    for found in _LINK.finditer(text):
        link = found[0].rstrip(_LINK_TAIL)
        if _bare_link(link) not in known:
            yield Span(found.start(), found.start() + len(link), MaskKind.LINK)
    for each in own:
        bare = _SCHEME.sub("", each).rstrip("/")
        if len(bare) < 5 or _bare_link(bare) in known:
            continue
        for found in re.finditer(
            rf"(?<![\w.-])(?:https?://)?(?:www\.)?{re.escape(bare)}(?![\w-])", text, re.IGNORECASE
        ):
            yield Span(found.start(), found.end(), MaskKind.LINK)


def handles_in(text: str, task: str, links: Iterable[str]) -> Iterator[Span]:
    """Yield the accounts in a text that do not stand in its task."""
    known = {found[0].lower().strip("@.") for found in _HANDLE.finditer(task)}
    for found in _HANDLE.finditer(text):
        handle = found[0].rstrip(".")
        if handle.lower().strip("@.") not in known:
            yield Span(found.start(), found.start() + len(handle), MaskKind.HANDLE)
    for found in _NETWORK.finditer(text):
        handle = found[1].rstrip("._")
        if _like_an_account(handle) and handle.lower() not in known:
            yield Span(found.start(1), found.start(1) + len(handle), MaskKind.HANDLE)
    for own in {found[1].strip(".").lower() for link in links for found in [_SOCIAL.search(link)] if found}:
        if own in known:
            continue
        for again in re.finditer(rf"(?<![\w.])@?{re.escape(own)}(?![\w])", text, re.IGNORECASE):
            yield Span(again.start(), again.end(), MaskKind.HANDLE)


def _like_an_account(word: str) -> bool:
    """Say whether a word is none that is written so: a point or a line inside, or a digit behind letters."""
    inside = word.strip("._")
    if not any(letter.isalpha() for letter in inside) or inside[:1].isdigit():
        return False
    return "_" in inside or "." in inside or inside[-1].isdigit()


def _bare_link(link: str) -> str:
    return _SCHEME.sub("", link.rstrip(_LINK_TAIL)).rstrip("/").lower()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()
