"""Where the marks of the map stand: interest to the right, influence upwards, each from 1 to 5."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

#: The steps of both scales.
STEPS = (1, 2, 3, 4, 5)
#: The side of a field, the room left of them, and how far marks of one field stand apart.
FIELD, LEFT, APART = 66, 34, 21
_IN_A_ROW = 3


class HasPlace(Protocol):
    """An actor, as far as influence and interest are given."""

    @property
    def letter(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def influence(self) -> int | None: ...
    @property
    def interest(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class MarkOnMap:
    """A letter on the map, and the middle of it."""

    letter: str
    x: int
    y: int


def marks_of(actors: Iterable[HasPlace]) -> list[MarkOnMap]:
    """Return a mark for each actor with both values; several in one field stand beside each other."""
    before: Counter[tuple[int, int]] = Counter()
    marks = []
    for actor in actors:
        if actor.influence is None or actor.interest is None:
            continue
        row, column = divmod(before[actor.interest, actor.influence], _IN_A_ROW)
        before[actor.interest, actor.influence] += 1
        x = LEFT + FIELD * (actor.interest - 1) + 12 + APART * column
        y = FIELD * (5 - actor.influence) + 12 + APART * row
        marks.append(MarkOnMap(actor.letter, x, y))
    return marks
