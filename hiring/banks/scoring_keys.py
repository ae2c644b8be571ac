"""Points and levels for the closed parts of a task, counted with its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks.answer_kind import PartScore
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue
from hiring.banks.rules import LEVELS
from hiring.banks.tasks import Key, Part, Task


@dataclass(frozen=True, slots=True)
class KeyedScore:
    """The points of the closed parts together, and each part by itself.

    `points` counts the parts that were answered, and is None when none was.
    """

    points: Decimal | None
    of: Decimal
    by_part: Mapping[str, PartScore]

    @property
    def missing(self) -> tuple[str, ...]:
        """The closed parts without an answer."""
        return tuple(key for key, score in self.by_part.items() if score.points is None)


def keyed_points(task: Task, answers: Mapping[str, AnswerValue]) -> KeyedScore:
    """Return what the key gives for `answers` (by key of the part).

    A malformed answer counts as none.
    """
    scores = {
        part.key: score
        for part in task.parts
        if task.key is not None
        and (score := _part_score(part, task.key, answers.get(part.key, {}))) is not None
    }
    given = [score.points for score in scores.values() if score.points is not None]
    return KeyedScore(
        points=sum(given, Decimal(0)) if given else None,
        of=sum((score.of for score in scores.values()), Decimal(0)),
        by_part=scores,
    )


@dataclass(frozen=True, slots=True)
class KeyedPart:
    """What one closed part says about the one competency it measures."""

    part: str
    competency: str
    level: Fraction
    answered: bool


def keyed_parts(task: Task, answers: Mapping[str, AnswerValue]) -> tuple[KeyedPart, ...]:
    """Return the level of every closed part that names a competency; without an answer it is the lowest."""
    key = task.key
    if key is None:
        return ()
    scores = keyed_points(task, answers).by_part
    measured = [part for part in task.parts if part.key in scores and part.key in key.measures]
    return tuple(_keyed_part(part, key, scores[part.key]) for part in measured)


def level_of(points: Decimal, by_chance: Fraction, most: Decimal) -> Fraction:
    """Return the level that points are worth.

    1 for what blind choosing earns on average, or less; 5 for the most possible; a straight
    line between. One from the fewest points to the most would give a blind chooser the
    middle of the scale.

    >>> [str(level_of(Decimal(points), Fraction(0), Decimal(2))) for points in (-2, 0, 1, 2)]
    ['1', '1', '3', '5']
    """
    lowest, highest = min(LEVELS), max(LEVELS)
    share = (Fraction(points) - by_chance) / (Fraction(most) - by_chance)
    return lowest + (highest - lowest) * max(Fraction(0), share)


def key_tells(part: Part, keyed: object) -> bool:
    """Say whether choosing well earns more than choosing blindly; otherwise a key measures nothing."""
    kind = kind_of(part)
    return kind.points_by_chance(part, keyed) < kind.score(part, keyed, {}).of


def _keyed_part(part: Part, key: Key, score: PartScore) -> KeyedPart:
    level = Fraction(min(LEVELS))
    if score.points is not None:
        by_chance = kind_of(part).points_by_chance(part, _entry(part, key))
        level = level_of(score.points, by_chance, score.of)
    return KeyedPart(part.key, key.measures[part.key], level, answered=score.points is not None)


def _part_score(part: Part, key: Key, value: AnswerValue) -> PartScore | None:
    """Return the score of a part, or None when the key does not speak of it."""
    keyed = _entry(part, key)
    if keyed is None:
        return None
    return kind_of(part).score(part, keyed, {} if answer_problems(part, value) else value)


def _entry(part: Part, key: Key) -> Any:
    """Return what the key holds to score a part with, or None."""
    section = kind_of(part).key_section
    return None if section is None or not section.scored else key.section(section.name).get(part.key)
