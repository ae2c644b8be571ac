"""Words that ask for what the work does not ask for: found in texts that people are hired by. Pure.

Which words, and where the rules come from, is said in `lawful_wording.toml`. What is found is a remark: a
person decides, for words alone do not say whether the work truly asks for it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from hiring.i18n import N_

_RULES = Path(__file__).with_suffix(".toml")


class Ground(StrEnum):
    """By what people must not be told apart in recruitment."""

    AGE = "age"
    LOOKS = "looks"
    MARITAL_STATUS = "marital_status"
    RELIGION = "religion"
    ETHNICITY = "ethnicity"
    SEX = "sex"
    DISABILITY = "disability"
    PREGNANCY = "pregnancy"


GROUND_NAMES = {
    Ground.AGE: N_("Age"),
    Ground.LOOKS: N_("Looks and body"),
    Ground.MARITAL_STATUS: N_("Marital status and family"),
    Ground.RELIGION: N_("Religion"),
    Ground.ETHNICITY: N_("Ethnicity and origin"),
    Ground.SEX: N_("Sex"),
    Ground.DISABILITY: N_("Disability and health"),
    Ground.PREGNANCY: N_("Pregnancy"),
}
#: Why each may not be asked for, with the source.
REASONS = {
    Ground.AGE: N_(
        "A requirement of age is allowed only where the nature of the work truly affects the ability to do "
        "it, and must not take opportunities of work away (circular M/6/HK.04/V/2025, point 3)."
    ),
    Ground.LOOKS: N_(
        "Employers must not discriminate on any ground (circular M/6/HK.04/V/2025, point 2); the minister "
        "named good looks, height and skin colour."
    ),
    Ground.MARITAL_STATUS: N_(
        "Employers must not discriminate on any ground (circular M/6/HK.04/V/2025, point 2); the minister "
        "named marital status."
    ),
    Ground.RELIGION: N_(
        "Everybody has the same chance of work, whatever their religion (Law 13 of 2003, article 5; circular "
        "M/6/HK.04/V/2025, point 2)."
    ),
    Ground.ETHNICITY: N_(
        "Everybody has the same chance of work, whatever their ethnicity or race (Law 13 of 2003, article 5; "
        "circular M/6/HK.04/V/2025, point 2)."
    ),
    Ground.SEX: N_(
        "Everybody has the same chance of work, whatever their sex (Law 13 of 2003, article 5; circular "
        "M/6/HK.04/V/2025, point 2)."
    ),
    Ground.DISABILITY: N_(
        "People with disabilities are recruited without discrimination, by their competence (Law 13 of 2003, "
        "article 5; circular M/6/HK.04/V/2025)."
    ),
    Ground.PREGNANCY: N_(
        "Employers must not discriminate on any ground (circular M/6/HK.04/V/2025, point 2), so not by "
        "pregnancy or plans for a family either."
    ),
}
#: What to write in its place.
INSTEAD = {
    Ground.AGE: N_("Say which experience or skill the work needs."),
    Ground.LOOKS: N_(
        "Say what the work needs, for example speaking before a group or neat clothes at events."
    ),
    Ground.MARITAL_STATUS: N_(
        "Say when and where the work takes place, for example on weekends or out of town."
    ),
    Ground.RELIGION: N_("Say what somebody must know or do, for example work with people of every religion."),
    Ground.ETHNICITY: N_("Say which language or knowledge of the area the work needs."),
    Ground.SEX: N_("Use words that hold for everybody, and say what the work needs."),
    Ground.DISABILITY: N_("Say what is to be done, and that adjustments are possible."),
    Ground.PREGNANCY: N_("Leave it out; say when and where the work takes place."),
}


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """One passage of a text, and by what it tells people apart."""

    ground: Ground
    passage: str
    start: int
    """The place of its first character in the text."""


@dataclass(frozen=True, slots=True)
class _Rule:
    ground: Ground
    finds: re.Pattern[str]
    harmless: re.Pattern[str]


@lru_cache(maxsize=64)
def findings(text: str) -> tuple[FoundPassage, ...]:
    """Return what in `text` asks for what the work does not ask for, in order of place.

    >>> [(each.ground.value, each.passage) for each in findings("Usia maksimal 27 tahun. Rajin.")]
    [('age', 'Usia maksimal 27 tahun')]
    >>> findings("Terbuka untuk semua, tanpa memandang usia.")
    ()
    """
    everywhere, rules = _rules()
    found = []
    for start, end in _sentences(text):
        sentence = _plain(text[start:end])
        for rule in rules:
            if not rule.finds.search(sentence):  # nearly all: what is harmless need not be looked for
                continue
            left = _struck_out(_struck_out(sentence, everywhere), rule.harmless)
            for match in rule.finds.finditer(left):
                passage = text[start + match.start() : start + match.end()]
                lead = len(passage) - len(passage.lstrip(_BESIDE))
                found.append(FoundPassage(rule.ground, passage.strip(_BESIDE), start + match.start() + lead))
    return tuple(sorted(found, key=lambda each: (each.start, each.ground)))


#: What may stand around a passage: white space, signs of a list, marks of Markdown.
_BESIDE = " \t\n\r\xa0*_#>•·-"
#: A sentence ends before a capital letter or a sign of a list, and always at the end of a line.
_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"(*•-])|\n+")
#: One character for one: what is found must be found again in the text.
_SPELT_PLAINLY = str.maketrans({**dict.fromkeys("*_#`>\t\xa0", " "), **dict.fromkeys("‐‑‒–—", "-"), "’": "'"})
_STRUCK_OUT = "\x1a"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _plain(sentence: str) -> str:
    return sentence.translate(_SPELT_PLAINLY)


def _struck_out(sentence: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: _STRUCK_OUT * len(match.group()), sentence)


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    """Return what is harmless everywhere, and the rule of each ground. Read late: few processes need it."""
    written = tomllib.loads(_RULES.read_text("utf-8"))
    words = written["words"]
    rules = (
        _Rule(ground, _any_of(written[ground], "finds", words), _any_of(written[ground], "harmless", words))
        for ground in Ground
    )
    return _any_of(written["everywhere"], "harmless", words), tuple(rules)


def _any_of(written: Mapping[str, Any], name: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Return one pattern for what is written under `name` in any language."""
    patterns = (each for language in written.values() for each in language.get(name, ()))
    spelt = "|".join(_spelt_out(each, words) for each in patterns)
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)", re.IGNORECASE)


def _spelt_out(pattern: str, words: Mapping[str, str]) -> str:
    """Return a pattern as it is compiled; gaps and words share no character, so no text takes long."""
    while (filled := re.sub(r"\{([a-z_]+)\}", lambda name: words[name.group(1)], pattern)) != pattern:
        pattern = filled
    pattern = pattern.replace(r"\S+", r"[^\s:]{1,40}")
    pattern = re.sub(r" ([*?])", r"[\\s:]\1", pattern)
    return pattern.replace(" ", r"[\s:]{1,4}")
