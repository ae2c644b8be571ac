"""A written procedure as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class StepOfProcedure:
    what: str
    who: str
    approves: str


@dataclass(frozen=True, slots=True)
class ProcedureAnswer:
    """The steps in their order, and the rules, one a line."""

    steps: tuple[StepOfProcedure, ...]
    do: str
    avoid: str
    kind: Literal["procedure"] = "procedure"
    folder: ClassVar[str] = "kinds/sop_steps"
