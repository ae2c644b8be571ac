"""Rated options as a report shows them."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class RatedOption:
    letter: str
    text: str
    value: int | None


@dataclass(frozen=True, slots=True)
class RatingsAnswer:
    """Each option rated on a scale whose ends are named."""

    lowest: int
    highest: int
    lowest_label: str
    highest_label: str
    options: tuple[RatedOption, ...]
    kind: Literal["ratings"] = "ratings"
    folder: ClassVar[str] = "kinds/rate_each"
