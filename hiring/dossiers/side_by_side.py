"""Ratings as a page shows them: task by task, both raters beside each other. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.dossiers.values import TaskRating


@dataclass(frozen=True, slots=True)
class RatedTask:
    """What every rater gave for one competency in one task."""

    code: str
    title: str
    ratings: tuple[TaskRating, ...]
    apart: int
    """How many levels lie between the lowest and the highest; no evidence is not a level."""


def by_task(ratings: Iterable[TaskRating]) -> tuple[RatedTask, ...]:
    """Return the ratings task by task, in the order in which the tasks first appear."""
    found: dict[tuple[str, str], list[TaskRating]] = {}
    for rating in ratings:  # two banks may use one code
        found.setdefault((rating.task_code, rating.task_title), []).append(rating)
    return tuple(
        RatedTask(code, title, tuple(given), _apart(given)) for (code, title), given in found.items()
    )


def _apart(ratings: list[TaskRating]) -> int:
    levels = [rating.level for rating in ratings if rating.level is not None]
    return max(levels) - min(levels) if levels else 0
