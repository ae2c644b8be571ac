"""A reviewer's queue as the page shows it: openings, their tasks, and what is left in each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised
from hiring.scoring.queries.queue import OpeningInQueue, TaskInQueue
from hiring.scoring.rules import rated_competencies, review_minutes


@dataclass(frozen=True, slots=True)
class QueuedTask:
    """All of a reviewer's answers to one task, counted."""

    public_id: str
    title: Localised
    minutes_each: int
    open: int
    drafts: int
    locked: int
    next: str | None
    """The answer to begin with."""

    @property
    def all(self) -> int:
        return self.open + self.locked

    @property
    def minutes(self) -> int:
        """About how long the open ones take together."""
        return self.open * self.minutes_each


@dataclass(frozen=True, slots=True)
class QueuedOpening:
    public_id: str
    title: Localised
    tasks: tuple[QueuedTask, ...]

    @property
    def open(self) -> int:
        return sum(task.open for task in self.tasks)

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)


def grouped(
    openings: Sequence[OpeningInQueue],
    tasks: Sequence[TaskInQueue],
    content: Mapping[int, Task],
    rubrics: Mapping[int, Sequence[str]],
) -> tuple[QueuedOpening, ...]:
    """Return the openings with their tasks, both in the order they come in."""
    return tuple(
        QueuedOpening(
            opening.public_id,
            opening.title,
            tuple(
                _queued_task(each, content[each.item_id], rubrics[opening.id])
                for each in tasks
                if each.opening_id == opening.id
            ),
        )
        for opening in openings
    )


def _queued_task(counted: TaskInQueue, task: Task, rubric: Sequence[str]) -> QueuedTask:
    return QueuedTask(
        counted.public_id,
        counted.title,
        review_minutes(task, len(rated_competencies(task, rubric))),
        counted.open,
        counted.drafts,
        counted.locked,
        counted.next,
    )
