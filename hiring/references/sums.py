"""What referees observed, summed up per competency. Pure: answers in, figures out.

Figures of referees stand beside the scores of the assessment and are never part of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: Referees whose means lie this far apart are pointed out: read the comments, do not average away.
DISAGREEMENT_FROM = Decimal("1.5")
HIGHEST = 5
#: What a single referee observed is no mean: the words are read instead.
LEAST_FOR_A_MEAN = 2


@dataclass(frozen=True, slots=True)
class Observation:
    """One answer on the frequency scale; `level` is None for "not observed"."""

    competency: str
    level: int | None
    reversed: bool = False

    @property
    def points(self) -> int | None:
        """Return the level, turned round where often is bad."""
        if self.level is None:
            return None
        return 6 - self.level if self.reversed else self.level


@dataclass(frozen=True, slots=True)
class Seen:
    """What one referee observed of one competency."""

    competency: str
    mean: Decimal | None
    n_items: int
    not_observed: int


@dataclass(frozen=True, slots=True)
class CompetencySum:
    """What all referees observed of one competency. `lowest` and `highest` are means of referees.

    All three are None where fewer than two referees observed it.
    """

    competency: str
    mean: Decimal | None
    n_items: int
    n_referees: int
    not_observed: int
    lowest: Decimal | None
    highest: Decimal | None
    disagree: bool


def seen_by_one(observations: Sequence[Observation], competencies: Sequence[str]) -> tuple[Seen, ...]:
    """Return the mean of the observed items of each competency, from one referee."""
    return tuple(
        _seen(code, [each for each in observations if each.competency == code]) for code in competencies
    )


def summed_up(
    referees: Sequence[Sequence[Observation]],
    competencies: Sequence[str],
    disagreement_from: Decimal = DISAGREEMENT_FROM,
) -> tuple[CompetencySum, ...]:
    """Return, per competency, the mean over the means of the referees who observed it."""
    return tuple(_sum(code, referees, disagreement_from) for code in competencies)


def is_lenient(observations: Sequence[Observation]) -> bool:
    """Say whether one referee saw nothing but the best, or ticked 5 whatever was asked."""
    observed = [each for each in observations if each.level is not None]
    return bool(observed) and (
        all(each.points == HIGHEST for each in observed) or all(each.level == HIGHEST for each in observed)
    )


def observations_in(
    answers: Mapping[str, Mapping[str, object]], items: Mapping[str, tuple[str, bool]]
) -> tuple[Observation, ...]:
    """Return the frequency answers among `answers`; `items` is code -> (competency, reversed)."""
    found = ((code, answers[code].get("value")) for code in items if code in answers)
    return tuple(
        Observation(items[code][0], value if isinstance(value, int) else None, items[code][1])
        for code, value in found
    )


def _seen(code: str, observations: Sequence[Observation]) -> Seen:
    points = [each.points for each in observations if each.points is not None]
    return Seen(code, _rounded(_mean(points)), len(points), len(observations) - len(points))


def _sum(code: str, referees: Sequence[Sequence[Observation]], disagreement_from: Decimal) -> CompetencySum:
    own = [[each for each in referee if each.competency == code] for referee in referees]
    points = [[each.points for each in answers if each.points is not None] for answers in own]
    means = [mean for each in points if (mean := _mean(each)) is not None]
    shown = means if len(means) >= LEAST_FOR_A_MEAN else []
    lowest, highest = min(shown, default=None), max(shown, default=None)
    return CompetencySum(
        competency=code,
        mean=_rounded(sum(shown, Decimal()) / len(shown) if shown else None),
        n_items=sum(len(each) for each in points),
        n_referees=len(means),
        not_observed=sum(len(answers) for answers in own) - sum(len(each) for each in points),
        lowest=_rounded(lowest),
        highest=_rounded(highest),
        disagree=lowest is not None and highest is not None and highest - lowest >= disagreement_from,
    )


def _mean(points: Sequence[int]) -> Decimal | None:
    return Decimal(sum(points)) / len(points) if points else None


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
