"""How much of two texts is the same: what was copied, and not what everybody writes. Pure.

The measure is containment of shingles (Broder 1997): every five words in a row are one shingle, and it
counts how many of those of the shorter text stand in the other one, too. Three tenths are a hint, where at
least twelve are shared: sixteen words in a row, say. Phrases that stand in every reference, and the words of
the form itself, do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

#: Words in a row that are compared as one.
_WORDS = 5
#: Fewer shared shingles than this may be chance, however short the texts are.
LEAST_SHARED = 12
#: From this share of the shorter text on, in percent, two texts are alike.
ALIKE_FROM = 30

#: What is written of nearly everybody.
_STOCK = (
    "dapat bekerja sama dengan baik dalam tim maupun secara mandiri",
    "mampu bekerja sama dengan baik dalam tim maupun secara individu",
    "yang bersangkutan adalah orang yang jujur dan bertanggung jawab",
    "orang yang jujur disiplin dan bertanggung jawab terhadap pekerjaannya",
    "memiliki kemampuan komunikasi yang baik dengan atasan maupun rekan kerja",
    "mampu menyelesaikan tugas dengan baik dan tepat waktu",
    "selalu menyelesaikan pekerjaan dengan baik dan tepat pada waktunya",
    "demikian surat keterangan ini dibuat untuk dapat dipergunakan sebagaimana mestinya",
    "demikian referensi ini saya buat dengan sebenarnya agar dapat dipergunakan sebagaimana mestinya",
    "saya sangat merekomendasikan yang bersangkutan untuk posisi tersebut",
    "semoga yang bersangkutan dapat diterima dan bekerja dengan baik",
    "a pleasure to work with and an asset to any team",
    "works well both independently and as part of a team",
    "i would not hesitate to recommend this candidate for the position",
    "please do not hesitate to contact me if you have any questions",
)


def alike(one: Iterable[str], other: Iterable[str], known: Iterable[str] = ()) -> int:
    """Return how much of the shorter text, in percent, stands in the other one; 0 where it says nothing.

    Both are given part by part: a passage never reaches from one part into the next. `known` are words that
    neither wrote on their own.

    >>> alike(["Ia jujur."], ["Ia jujur."])
    0
    """
    common = sorted({_plain(phrase) for phrase in (*_STOCK, *known)}, key=len, reverse=True)
    phrases = [phrase for phrase in common if len(phrase.split()) >= _WORDS]
    first, second = _shingles(one, phrases), _shingles(other, phrases)
    shared = len(first & second)
    if shared < LEAST_SHARED:
        return 0
    share = 100 * shared // min(len(first), len(second))
    return share if share >= ALIKE_FROM else 0


def _plain(text: str) -> str:
    """Return the words alone, each with a space on either side."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} "


def _shingles(texts: Iterable[str], phrases: Sequence[str]) -> set[tuple[str, ...]]:
    return {shingle for text in texts for shingle in _shingles_in(_plain(text), phrases)}


def _shingles_in(plain: str, phrases: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the shingles of what is left between the phrases that stand in every reference."""
    for phrase in phrases:
        plain = plain.replace(phrase, " | ")
    for passage in plain.split("|"):
        words = passage.split()
        yield from (tuple(words[place : place + _WORDS]) for place in range(len(words) - _WORDS + 1))
