"""Points for the closed parts of a task, counted with its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hiring.banks.answer_kind import PartScore
from hiring.banks.answers import answer_problems
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue
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


def _part_score(part: Part, key: Key, value: AnswerValue) -> PartScore | None:
    """Return the score of a part, or None when the key does not speak of it."""
    kind = kind_of(part)
    if kind.key_section is None or part.key not in key.section(kind.key_section.name):
        return None
    keyed = key.section(kind.key_section.name)[part.key]
    return kind.score(part, keyed, {} if answer_problems(part, value) else value)
