"""Actors to map, as their author names them."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderMap(PartOfTask):
    """Actors to map: those whom the author names, and up to `more` whom the candidate adds."""

    kind: Literal["stakeholder_map"]
    actors: tuple[Option, ...] = ()
    more: int = 0
    rated: bool = True
