"""How near a reviewer comes to an expert, and when that is near enough to mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiring.banks.tasks import Task
from hiring.i18n import N_

#: So many calibration answers are rated at least, where the task has as many.
FEWEST_RATED = 2
SHORTEST_REASON, LONGEST_REASON = 10, 2_000

Levels = Mapping[str, int]
"""Competency -> level."""


class CalibrationState(StrEnum):
    """How far a reviewer is with one task."""

    NOTHING_TO_RATE = "nothing_to_rate"
    """The task has no calibration answers for what is rated in it."""
    TO_RATE = "to_rate"
    REACHED = "reached"
    MISSED = "missed"
    """Every calibration answer is rated, the last one not near enough: HR has to say what is done."""
    WAVED_THROUGH = "waved_through"

    @property
    def may_mark(self) -> bool:
        return self in {self.NOTHING_TO_RATE, self.REACHED, self.WAVED_THROUGH}


CALIBRATION_STATE_NAMES = {
    CalibrationState.NOTHING_TO_RATE: N_("No calibration answers"),
    CalibrationState.TO_RATE: N_("Still to rate"),
    CalibrationState.REACHED: N_("Near enough to the expert"),
    CalibrationState.MISSED: N_("Not near enough"),
    CalibrationState.WAVED_THROUGH: N_("Allowed by HR"),
}


def expert_levels(task: Task, competencies: Sequence[str]) -> list[Levels]:
    """Return the expert's levels for each calibration answer, for what is rated here."""
    return [levels_for(each.levels, competencies) for each in task.calibration]


def levels_for(levels: Levels, competencies: Sequence[str]) -> Levels:
    """Return the levels of what is rated here; another opening with the task may rate less of it."""
    return {code: levels[code] for code in competencies if code in levels}


@dataclass(frozen=True, slots=True)
class Missed:
    """One competency in which a reviewer is further from the expert than the opening allows."""

    competency: str
    given: int
    expert: int


def missed_in(expert: Levels, given: Levels, within: int) -> list[Missed]:
    """Return in what a rating lies further from the expert than `within` levels, in the order of `given`.

    >>> missed_in({"COMW": 4, "NETW": 2}, {"COMW": 2, "NETW": 3}, 1)
    [Missed(competency='COMW', given=2, expert=4)]
    """
    return [
        Missed(code, level, expert[code])
        for code, level in given.items()
        if abs(level - expert[code]) > within
    ]


def state_of(expert: Sequence[Levels], given: Sequence[Levels], within: int) -> CalibrationState:
    """Return how far somebody is who gave `given` for the first of the answers that the expert rated.

    Whoever has rated the first two, or the one there is, with nothing missed in the last, is near
    enough; whoever missed something rates the next, as long as there is one.

    >>> expert, right, wrong = [{"COMW": 4}] * 3, {"COMW": 5}, {"COMW": 1}
    >>> [str(state_of(expert, given, 1)) for given in ([right], [wrong, right], [right, wrong])]
    ['to_rate', 'reached', 'to_rate']
    """
    if not expert:
        return CalibrationState.NOTHING_TO_RATE
    rated = len(given)
    if rated >= min(FEWEST_RATED, len(expert)) and not missed_in(expert[rated - 1], given[-1], within):
        return CalibrationState.REACHED
    return CalibrationState.MISSED if rated >= len(expert) else CalibrationState.TO_RATE


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near somebody came over everything rated: shares of all ratings, and the mean difference."""

    ratings: int
    same: int
    """As many at the expert's very level."""
    next_to: int
    """As many one level beside it."""
    difference: float
    """Mean of given minus expert: above 0 is more lenient than the expert."""


def nearness(pairs: Sequence[tuple[int, int]]) -> Nearness | None:
    """Return how near ratings (given, expert) lie together; None where there are none.

    >>> nearness([(4, 4), (3, 4), (5, 3)])
    Nearness(ratings=3, same=1, next_to=1, difference=0.3333333333333333)
    """
    if not pairs:
        return None
    apart = [given - expert for given, expert in pairs]
    return Nearness(
        len(apart), apart.count(0), sum(abs(each) == 1 for each in apart), sum(apart) / len(apart)
    )
