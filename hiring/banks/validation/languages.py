"""Whether both languages of a bank say the same: the same figures, and not the very same words."""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum

from hiring.banks import messages as expect
from hiring.banks.parts import AnswerInBoth
from hiring.banks.problems import Path, Problem
from hiring.banks.validation.checks import contents
from hiring.i18n.localised import Localised

#: A figure with its separators, which each language writes in its own way: 12.000 and 12,000.
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_SEPARATORS = str.maketrans("", "", ".,:")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words are hardly the same in both languages: a name, a code or an address may be.
_FEW_WORDS = 5


def language_advice(value: object, path: Path = ()) -> Iterator[Problem]:
    """Yield, for every text of a document, figures that only one language gives, and texts left untranslated.

    Example answers are left alone: each is what a candidate of its language wrote.
    """
    if isinstance(value, AnswerInBoth | Enum | str):
        return
    if isinstance(value, Localised):
        yield from _advice_on_text(value, path)
        return
    for step, content in contents(value):
        yield from language_advice(content, (*path, step))


def _advice_on_text(text: Localised, path: Path) -> Iterator[Problem]:
    if text.id == text.en:
        if len(_WORD.findall(text.id)) >= _FEW_WORDS:
            yield Problem((*path, "en"), expect.OWN_LANGUAGE)
        return
    indonesian, english = figures_in(text.id), figures_in(text.en)
    if indonesian != english:
        only = {"id": _listed(indonesian - english), "en": _listed(english - indonesian)}
        yield Problem(path, expect.say(expect.SAME_FIGURES, **only))


def figures_in(text: str) -> Counter[str]:
    """Return the figures in `text`, without what separates their digits.

    >>> sorted(figures_in("12.000 kali, pukul 19.30"))
    ['12000', '1930']
    """
    return Counter(figure.translate(_SEPARATORS) for figure in _FIGURE.findall(text))


def _listed(figures: Counter[str]) -> str:
    return ", ".join(sorted(figures.elements())) or "-"
