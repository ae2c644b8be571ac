"""A talk as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """What the other side said, and the reply. `sent` is False where time ended before it was sent."""

    line: str
    reply: str
    sent: bool


@dataclass(frozen=True, slots=True)
class SpokenTerm:
    """What was written down as agreed on one term, or that it was left open."""

    name: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class TalkAnswer:
    """The turns that were reached, of `count` in all."""

    speaker: str
    turns: tuple[SpokenTurn, ...]
    count: int
    terms: tuple[SpokenTerm, ...] = ()
    kind: Literal["negotiation"] = "negotiation"
    folder: ClassVar[str] = "kinds/negotiation"
