"""A text to write, as its author asks for it."""

from dataclasses import dataclass, field
from typing import Literal

from hiring.banks.parts import PartOfTask, WordLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(PartOfTask):
    """A text to write."""

    kind: Literal["long_text"]
    words: WordLimits = field(default_factory=WordLimits)
    rated: bool = True
