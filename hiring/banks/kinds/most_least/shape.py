"""The most and the least effective of several options, as their author offers them; and their key."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask
from hiring.banks.rules import Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class MostLeast(PartOfTask):
    """The most and the least effective option to choose."""

    kind: Literal["most_least"]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BestAndWorst(Exact):
    """The keyed answer of a most-and-least part."""

    most: str
    least: str
