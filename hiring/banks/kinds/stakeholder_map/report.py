"""A map of actors as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from hiring.banks.kinds.stakeholder_map.picture import MarkOnMap, marks_of


@dataclass(frozen=True, slots=True)
class MappedActor:
    letter: str
    name: str
    influence: int | None
    interest: int | None
    evidence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class MapAnswer:
    actors: tuple[MappedActor, ...]
    kind: Literal["stakeholder_map"] = "stakeholder_map"
    folder: ClassVar[str] = "kinds/stakeholder_map"

    @property
    def marks(self) -> list[MarkOnMap]:
        return marks_of(self.actors)
