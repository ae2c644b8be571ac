"""The way through a story as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from hiring.banks.choosing import OptionInReport


@dataclass(frozen=True, slots=True)
class PathStep:
    situation: str
    choice: OptionInReport


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The way through a branching scenario: what was met, what was chosen."""

    steps: tuple[PathStep, ...]
    kind: Literal["path"] = "path"
    folder: ClassVar[str] = "kinds/branching"
