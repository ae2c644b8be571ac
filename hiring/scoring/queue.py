"""A reviewer's queue as the page shows it: openings, their tasks, and what is left in each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised
from hiring.scoring.queries.blind import QueuedReview
from hiring.scoring.rules import OPEN, QueuePlace, ReviewState, rated_competencies, review_minutes


@dataclass(frozen=True, slots=True)
class QueuedTask:
    """All of a reviewer's answers to one task."""

    item_id: int
    title: Localised
    minutes_each: int
    reviews: tuple[QueuedReview, ...]

    @property
    def open(self) -> tuple[QueuedReview, ...]:
        return tuple(each for each in self.reviews if each.state in OPEN)

    @property
    def drafts(self) -> int:
        return sum(each.state == ReviewState.DRAFT for each in self.reviews)

    @property
    def locked(self) -> int:
        return len(self.reviews) - len(self.open)

    @property
    def minutes(self) -> int:
        """About how long the open ones take together."""
        return len(self.open) * self.minutes_each

    @property
    def next(self) -> QueuedReview | None:
        return next(iter(self.open), None)

    def number_of(self, public_id: str) -> int:
        """Return which of the task's answers this is, counted from 1 in the reviewer's own order."""
        return 1 + [each.place.public_id for each in self.reviews].index(public_id)


@dataclass(frozen=True, slots=True)
class QueuedOpening:
    title: Localised
    tasks: tuple[QueuedTask, ...]

    @property
    def open(self) -> int:
        return sum(len(task.open) for task in self.tasks)

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)


def grouped(
    reviews: Sequence[QueuedReview], tasks: Mapping[int, Task], rubrics: Mapping[int, Sequence[str]]
) -> tuple[QueuedOpening, ...]:
    """Return the reviews by opening and task; they must come in the order of work."""
    openings = []
    for opening_id, of_opening in groupby(reviews, lambda each: each.place.opening_id):
        queued = [
            _queued_task(item_id, tuple(of_task), tasks[item_id], rubrics[opening_id])
            for item_id, of_task in groupby(of_opening, lambda each: each.place.item_id)
        ]
        openings.append(QueuedOpening(queued[0].reviews[0].opening_title, tuple(queued)))
    return tuple(openings)


def task_of_place(openings: Sequence[QueuedOpening], here: QueuePlace) -> QueuedTask | None:
    """Return the task in the queue to which this place belongs."""
    return next(
        (
            task
            for opening in openings
            for task in opening.tasks
            if any(each.place == here for each in task.reviews)
        ),
        None,
    )


def _queued_task(
    item_id: int, reviews: tuple[QueuedReview, ...], task: Task, rubric: Sequence[str]
) -> QueuedTask:
    minutes = review_minutes(task, len(rated_competencies(task, rubric)))
    return QueuedTask(item_id, reviews[0].task_title, minutes, reviews)
