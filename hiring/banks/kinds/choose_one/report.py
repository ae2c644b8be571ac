"""A choice as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from hiring.banks.choosing import OptionInReport


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    choice: OptionInReport
    kind: Literal["choice"] = "choice"
    folder: ClassVar[str] = "kinds/choose_one"
