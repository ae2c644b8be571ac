"""Points for the closed parts of a task, counted with its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hiring.banks.answers import answer_problems
from hiring.banks.branching import most_points
from hiring.banks.rules import Kind
from hiring.banks.tasks import (
    AnswerValue,
    BestAndWorst,
    Branching,
    ChooseOne,
    Key,
    MostLeast,
    Part,
    RateEach,
    Task,
)

#: Kinds whose parts are scored with a key; the others are rated by people.
CLOSED_KINDS = frozenset({Kind.CHOOSE_ONE, Kind.MOST_LEAST, Kind.RATE_EACH, Kind.BRANCHING})


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of one part. `points` is None when it was not answered: that is not zero."""

    points: Decimal | None
    of: Decimal


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

    A malformed answer counts as none. A story that was left half-way counts as far as it went.
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


def _part_score(part: Part, key: Key, value: AnswerValue) -> PartScore | None:
    """Return the score of a part, or None when the key does not speak of it."""
    sent = {} if answer_problems(part, value) else value
    match part:
        case ChooseOne() if part.key in key.points:
            return _choice_score(key.points[part.key], sent)
        case MostLeast() if part.key in key.most_least:
            return _most_least_score(key.most_least[part.key], sent)
        case RateEach() if part.key in key.ratings:
            return _rating_score(part, key.ratings[part.key], sent)
        case Branching() if part.key in key.points:
            return _path_score(part, key.points[part.key], sent)
        case _:
            return None


def _choice_score(points: Mapping[str, int], sent: AnswerValue) -> PartScore:
    choice = sent.get("choice")
    given = None if choice is None else Decimal(points.get(choice, 0))
    return PartScore(given, Decimal(max(points.values())))


def _most_least_score(best: BestAndWorst, sent: AnswerValue) -> PartScore:
    """One for each choice that agrees with the key, minus one for each that turns it round."""
    most, least = sent.get("most"), sent.get("least")
    if most is None and least is None:
        return PartScore(None, Decimal(2))
    agreeing = (most == best.most) + (least == best.least)
    swapped = (most == best.least) + (least == best.most)
    return PartScore(Decimal(agreeing - swapped), Decimal(2))


def _rating_score(part: RateEach, key: Mapping[str, float], sent: AnswerValue) -> PartScore:
    """The D1 percent score: 100 less the distance to the key, as a share of the largest one.

    Every option must be rated; the mean of a few would favour whoever skips the hard ones.
    """
    ratings = sent.get("ratings", {})
    if any(ratings.get(option) is None for option in key):
        return PartScore(None, Decimal(100))
    expected = {option: Decimal(str(value)) for option, value in key.items()}
    lowest, highest = Decimal(part.scale.lowest), Decimal(part.scale.highest)
    distance = sum(abs(ratings[option] - value) for option, value in expected.items())
    largest = sum(max(value - lowest, highest - value) for value in expected.values())
    percent = 100 * (1 - Decimal(distance) / largest)
    return PartScore(percent.quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(100))


def _path_score(part: Branching, points: Mapping[str, int], sent: AnswerValue) -> PartScore:
    path = sent.get("path", ())
    given = Decimal(sum(points.get(taken, 0) for taken in path)) if path else None
    return PartScore(given, Decimal(most_points(part, points)))
