"""What is known of a candidate, as far as it can be found in an answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hiring.masking.words import DOUBLE, ENDINGS, TITLES, Words

#: More than anybody has, and few enough to look for each of them.
MOST_OF_EACH = 20
LONGEST = 200
#: Begins the name of a school.
_SCHOOL = re.compile(
    r"\b(?:universit\w*|univ\.?|institut\w*|politeknik|sekolah|akademi"
    r"|stikes|stmik|stie|stisip|stkip|stia|stt|uin|iain|stain"
    r"|smk|sma|smu|smp|man|mts|smkn|sman|madrasah|pesantren|pondok|college|university|school|academy|polytechnic|faculty)\b",
    re.IGNORECASE,
)
#: Begins the name of a firm or a body that employs people.
_EMPLOYER = re.compile(
    r"\b(?:PT|CV|UD|PD|Yayasan|Koperasi|Dinas|Badan|Lembaga|Perkumpulan"
    r"|Rumah Sakit|Puskesmas|Bank|Foundation)\b\.?"
    r"(?: [A-Z][\w'’&-]{0,40}){1,6}"
)
_APART = re.compile(r"[,;\n\r()|•–—]| - | di | at | dan | and ")


#: More words than a name has.
MOST_NAMES = 8
#: Shorter beginnings of a name say too little.
SHORTEST_FORM = 3
#: Words between those of a name.
JOINING = frozenset({"bin", "binti", "ibn", "van", "de", "der", "al", "el", "da", "dos"})


@dataclass(frozen=True)
class Name:
    """A name by its words."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> "Name":
        """Return the words of a name, without degrees behind it and titles in front."""
        found = [word.plain for word in Words(name.split(",", maxsplit=1)[0]).all]
        while len(found) > 1 and found[0] in TITLES and found[0] not in DOUBLE and len(found[0]) < 4:
            found.pop(0)
        return cls(tuple(word for word in found if word not in JOINING)[:MOST_NAMES])

    @cached_property
    def whole(self) -> frozenset[str]:
        return frozenset(word for word in self.words if len(word) > 1)

    @cached_property
    def initials(self) -> str:
        return "".join(word[0] for word in self.words)

    @cached_property
    def shorts(self) -> frozenset[str]:
        """Return every beginning of a word of the name, long enough to be called by."""
        return (
            frozenset(word[:end] for word in self.whole for end in range(SHORTEST_FORM, len(word)))
            - self.whole
        )

    def are_initials(self, letters: str) -> bool:
        """Say whether letters are the initials of the name, some of the later ones left out."""
        if len(letters) < 2 or not self.initials or letters[0] != self.initials[0]:
            return False
        rest = iter(self.initials)
        return all(letter in rest for letter in letters)

    def without_ending(self, said: str) -> str:
        """Return a word without an Indonesian ending, if it is one of the name then."""
        if said in self.whole or said in self.shorts:
            return said
        for ending in ENDINGS:
            bare = said.removesuffix(ending)
            if bare != said and (bare in self.whole or (bare in self.shorts and len(bare) > SHORTEST_FORM)):
                return bare
        return said


@dataclass(frozen=True, slots=True)
class Known:
    """What a candidate is called, and can be reached and recognised by."""

    name: str
    email: str = ""
    phone: str = ""
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def known_of(
    *,
    name: str,
    email: str,
    education: str = "",
    experience: str = "",
    claims: Iterable[Mapping[str, Any]] = (),
    links: Iterable[str] = (),
    phone: str = "",
) -> Known:
    """Return what is known by what a candidate stated: schools and employers stand in sentences, too."""
    employers = [str(claim.get("organisation", "")) for claim in claims]
    return Known(
        name=name[:LONGEST],
        email=email[:LONGEST],
        phone=phone,
        employers=_few([*employers, *employers_in(experience)]),
        schools=_few(schools_in(education)),
        links=_few(links),
    )


def schools_in(education: str) -> tuple[str, ...]:
    """Return the schools that a sentence about an education names.

    >>> schools_in("S1 Sosiologi, Universitas Tirta Agung, 2016; SMA Negeri 9")
    ('Universitas Tirta Agung', 'SMA Negeri 9')
    """
    return _few(_from_its_name(piece) for piece in _APART.split(education[:4000]) if _SCHOOL.search(piece))


def employers_in(experience: str) -> tuple[str, ...]:
    """Return the firms and bodies that a text about experience names.

    >>> employers_in("Tiga tahun bekerja di PT Bumi Rawa Lestari, lalu sendiri.")
    ('PT Bumi Rawa Lestari',)
    """
    return _few(found[0] for found in _EMPLOYER.finditer(experience[:20000]))


_YEAR = re.compile(r"\s*\b(?:19|20)\d\d\b.*$", re.DOTALL)


def _from_its_name(piece: str) -> str:
    """Return a piece without the year behind, and without the subject before, where the name begins later."""
    whole = _YEAR.sub("", piece.strip())
    found = _SCHOOL.search(whole)
    if found is None:
        return ""
    english = found[0].lower() in {"college", "university", "school", "academy", "polytechnic", "faculty"}
    return whole if english else whole[found.start() :]


def _few(names: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(name.strip()[:LONGEST] for name in names)
    return tuple(name for name in kept if name)[:MOST_OF_EACH]
