"""What a statistic answers: a number with its uncertainty and its source, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

Interval = tuple[float, float]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and how far it may be trusted. `float(estimate)` is its value.

    `value` is finite, in the unit of the ratings unless `method` says otherwise. `interval` is (low, high)
    at 95% unless `method` says otherwise, or None where none is known or it would be a sham. `n` is what
    the figure rests on (units, persons, judges: see `method`), None for a plain formula. `se` is the
    standard error where one is known.
    """

    value: float
    interval: Interval | None
    n: int | None
    method: str
    source: str
    se: float | None = None

    def __float__(self) -> float:
        return self.value


@dataclass(frozen=True, slots=True)
class Undefined:
    """No figure, and why not. False in a condition, so that `if estimate:` asks whether there is one.

    `reason` completes "not defined, because ...". `sentence` is the same before its `values` are filled in,
    as translators know it.
    """

    reason: str
    sentence: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def because(cls, sentence: str, **values: object) -> Self:
        """Return the refusal for one of the sentences in `reasons`, filled in with `values`."""
        return cls(sentence % values, sentence, values)

    def __bool__(self) -> bool:
        return False


Answer = Estimate | Undefined


def defined_or(answer: Estimate | Undefined, otherwise: _Value) -> float | _Value:
    """Return the value of `answer`, or `otherwise` where it is not defined."""
    return answer.value if isinstance(answer, Estimate) else otherwise
