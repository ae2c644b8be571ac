"""The most and the least effective option as a report shows them."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from hiring.banks.choosing import OptionInReport


@dataclass(frozen=True, slots=True)
class MostLeastAnswer:
    most: OptionInReport | None
    least: OptionInReport | None
    kind: Literal["most_least"] = "most_least"
    folder: ClassVar[str] = "kinds/most_least"
