"""What the candidate answered, task by task, as the annex shows it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from hiring.banks.kinds import KINDS

if TYPE_CHECKING:
    AnswerValue = Any
else:
    #: One of the values that the kinds of answer show in a report.
    AnswerValue = reduce(or_, (kind.report for kind in KINDS))


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
