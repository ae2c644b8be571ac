"""A text as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class TextAnswer:
    text: str
    kind: Literal["text"] = "text"
    folder: ClassVar[str] = "kinds/long_text"
