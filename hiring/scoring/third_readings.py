"""When somebody else reads, blind, what the reviewers of an answer differ on. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.i18n import N_


class WhyThird(StrEnum):
    """Why a competency of an answer is read once more."""

    APART = "apart"
    """Two levels are at least the tolerance apart."""
    CUT = "cut"
    """One level is below the cut, another is not."""
    ASKED = "asked"
    """HR asked for it: it would settle much of who is among the best."""


WHY_THIRD_NAMES = {
    WhyThird.APART: N_("levels far apart"),
    WhyThird.CUT: N_("on two sides of the cut"),
    WhyThird.ASKED: N_("HR asked for it"),
}

#: So long somebody holds a further reading without working on it; then it goes to somebody else.
HELD_FOR = timedelta(days=3)


def why_third(levels: Sequence[int], tolerance: int, cut: int | None) -> WhyThird | None:
    """Return why these levels of one answer and competency need another reading, or None.

    >>> why_third([4, 2], 2, None), why_third([3, 2], 2, 3), why_third([3, 2], 2, None), why_third([5], 1, 3)
    (<WhyThird.APART: 'apart'>, <WhyThird.CUT: 'cut'>, None, None)
    """
    if len(levels) < 2:
        return None
    lowest, highest = min(levels), max(levels)
    if highest - lowest >= tolerance:
        return WhyThird.APART
    return WhyThird.CUT if cut is not None and lowest < cut <= highest else None


def differing(levels: Mapping[str, Sequence[int]], tolerance: int, cut: int | None) -> dict[str, WhyThird]:
    """Return the competencies of an answer that are read once more, each with why."""
    found = ((code, why_third(given, tolerance, cut)) for code, given in levels.items())
    return {code: why for code, why in found if why is not None}


def goes_on_at(allocated_at: datetime, worked_at: datetime | None) -> datetime:
    """Return when a further reading that is not locked goes to somebody else."""
    return (worked_at or allocated_at) + HELD_FOR


@dataclass(frozen=True, slots=True)
class RatedTwice:
    """How many answers by competency got this lowest and this highest level from several reviewers."""

    lowest: int
    highest: int
    number: int


@dataclass(frozen=True, slots=True)
class ExpectedLoad:
    """How many of what several reviewers have rated would be read once more under a rule."""

    tolerance: int
    cut: int | None
    number: int
    of: int


def expected_load(rated: Iterable[RatedTwice], tolerance: int, cut: int | None) -> ExpectedLoad:
    """Return the load that a rule would have meant.

    >>> expected_load([RatedTwice(2, 3, 4), RatedTwice(2, 4, 1)], 2, 3)
    ExpectedLoad(tolerance=2, cut=3, number=5, of=5)
    """
    rated = list(rated)
    going = (one.number for one in rated if why_third([one.lowest, one.highest], tolerance, cut) is not None)
    return ExpectedLoad(tolerance, cut, sum(going), sum(one.number for one in rated))
