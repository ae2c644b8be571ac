"""A procedure to write, as its author asks for it."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import PartOfTask


@dataclass(frozen=True, slots=True, kw_only=True)
class SopSteps(PartOfTask):
    """A procedure to write: so many steps at least and at most, and rules where they are asked for."""

    kind: Literal["sop_steps"]
    least_steps: int = 1
    max_steps: int
    rules: bool = True
    """Whether rules are asked for, too: what to do, and what never to do."""
    rated: bool = True
