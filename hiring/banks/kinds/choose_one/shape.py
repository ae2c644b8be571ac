"""One option to choose, as its author offers it."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOne(PartOfTask):
    """One option to choose."""

    kind: Literal["choose_one"]
    options: tuple[Option, ...]
