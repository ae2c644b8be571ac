"""The severities of reviewers as places in a picture, some reviewers at a time: a dot and a line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.quality.rules import RaterFigures

#: The picture spans at least so many levels to either side.
_LEAST_SPAN = 0.5
#: Errors to either side of the dot that 95 of 100 intervals take.
_TIMES = 1.96
_STEPS = (0.25, 0.5, 1.0, 2.0)
_MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One reviewer; places go from 0 (left) to 1 (right)."""

    name: str
    severity: float
    error: float | None
    place: float
    left: float
    right: float
    differs: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """The reviewers of a page whose severity is known, the most severe first, and the marks of the scale."""

    dots: Sequence[Dot]
    marks: Sequence[tuple[float, float]]
    """(severity, place)"""


def severity_dots(
    raters: Sequence[RaterFigures], names: Mapping[int, str], everybody: Sequence[RaterFigures] = ()
) -> Dots | None:
    """Return the picture of some reviewers; None where no severity is known.

    Its scale is that of `everybody`, so that the pictures of all pages can be compared.

    >>> dots = severity_dots([RaterFigures(1, 20, 0.3, 0.1, False)], {1: "Ana"})
    >>> [round(each, 2) for each in (dots.dots[0].place, dots.dots[0].left, dots.dots[0].right)]
    [0.8, 0.6, 1.0]
    """
    known = sorted(
        (one for one in raters if one.severity is not None),
        key=lambda one: (-(one.severity or 0.0), names.get(one.reviewer, "")),
    )
    if not known:
        return None
    span = max(_LEAST_SPAN, *(_farthest(one) for one in (*known, *everybody)))

    def place(value: float) -> float:
        return (value + span) / (2 * span)

    dots = []
    for one in known:
        value, half = one.severity or 0.0, _TIMES * (one.error or 0.0)
        ends = place(value - half), place(value + half)
        dots.append(
            Dot(names.get(one.reviewer, ""), value, one.error, place(value), *ends, bool(one.differs))
        )
    return Dots(dots, [(mark, place(mark)) for mark in _marks(span)])


def _farthest(one: RaterFigures) -> float:
    return abs(one.severity or 0.0) + _TIMES * (one.error or 0.0)


def _marks(span: float) -> list[float]:
    step = next((each for each in _STEPS if span / each < _MOST_MARKS + 1), _STEPS[-1])
    many = int(span / step + 1e-9)
    return [step * number for number in range(-many, many + 1)]
