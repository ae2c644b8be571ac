"""Ranked items as a report shows them."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class RankedOption:
    letter: str
    text: str
    place: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class RankingAnswer:
    """Every item in the order given; those without a place come last."""

    options: tuple[RankedOption, ...]
    kind: Literal["ranking"] = "ranking"
    folder: ClassVar[str] = "kinds/rank_with_reasons"
