"""Items to put in order, as their author offers them."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask


@dataclass(frozen=True, slots=True, kw_only=True)
class RankWithReasons(PartOfTask):
    """Items to put in order. `reasons` is how many of the first ones need a reason."""

    kind: Literal["rank_with_reasons"]
    options: tuple[Option, ...]
    reasons: int = 1
    rated: bool = True
