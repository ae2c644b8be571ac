"""The notice a candidate reads, filled in for one opening, and the sentence of each box below it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hiring.banks.bank import Notices
from hiring.banks.placeholders import filled
from hiring.fingerprints import HashRules, text_hash
from hiring.privacy.rules import Purpose

#: How notices were ever hashed.
NOTICES = HashRules(text_hash)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to tick, and everything the candidate reads before ticking it."""

    purpose: Purpose
    sentence: str
    text: str

    @property
    def sha256(self) -> str:
        return NOTICES.made(self.text)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as one candidate sees it, in one language."""

    version: str
    locale: str
    text: str
    boxes: tuple[Box, ...]
    kept_until: datetime
    """The day that the text names: until then data are kept."""

    @property
    def sentences(self) -> list[str]:
        """Return the notice cut for the eye; put together again it is the same text."""
        return _BETWEEN_SENTENCES.split(self.text)

    @property
    def seal(self) -> str:
        """Return a hash over the whole page, to see whether it changed while it was being read."""
        return hashlib.sha256("\n".join(box.sha256 for box in self.boxes).encode()).hexdigest()


def notice_for(
    notices: Notices,
    version: str,
    locale: str,
    *,
    values: Mapping[str, str],
    sentences: Mapping[Purpose, str],
    kept_until: datetime,
) -> Notice:
    """Fill in the notice; `sentences` are those of the boxes to show, in order."""
    text = " ".join(filled(notices.candidate.text(locale), values).split())
    boxes = tuple(
        Box(purpose, sentence, sentence if purpose is Purpose.HONESTY else f"{text}\n\n{sentence}")
        for purpose, sentence in sentences.items()
    )
    return Notice(version, locale, text, boxes, kept_until)
