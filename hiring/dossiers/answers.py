"""What the candidate answered, one frozen value per kind of answer, as the annex shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_FIGURE = re.compile(r"[-+−]?\s*(?:Rp\s*)?\d[\d.,\s]*%?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as the candidate saw it: its letter and its words."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class TextAnswer:
    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class TableAnswer:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"

    @property
    def figures(self) -> tuple[bool, ...]:
        """Say of each column whether it holds figures only, and so stands to the right."""
        return tuple(self._holds_figures(index) for index in range(len(self.columns)))

    def _holds_figures(self, index: int) -> bool:
        filled = [row[index].strip() for row in self.rows if index < len(row) and row[index].strip()]
        return bool(filled) and all(_FIGURE.fullmatch(cell) for cell in filled)


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    choice: Option
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class MostLeastAnswer:
    most: Option | None
    least: Option | None
    kind: Literal["most_least"] = "most_least"


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


@dataclass(frozen=True, slots=True)
class PathStep:
    situation: str
    choice: Option


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The way through a branching scenario: what was met, what was chosen."""

    steps: tuple[PathStep, ...]
    kind: Literal["path"] = "path"


AnswerValue = TextAnswer | TableAnswer | ChoiceAnswer | MostLeastAnswer | RatingsAnswer | PathAnswer


@dataclass(frozen=True, slots=True)
class PartAnswer:
    label: str
    """The letter of the part, empty when the task has one part only."""
    prompt: str
    value: AnswerValue | None
    """None: the candidate left this part open."""
    words: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    code: str
    title: str
    parts: tuple[PartAnswer, ...]
