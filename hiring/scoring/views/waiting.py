"""A reviewer's queue and the place of one answer in it, as several pages need it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.scoring import queries
from hiring.scoring.queue import QueuedOpening, grouped, task_of_place
from hiring.scoring.rules import QueuePlace, next_place


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an answer stands in the reviewer's queue."""

    number: int
    of: int
    minutes_left: int
    first: bool
    """Nothing of this task is locked yet: its material is shown unfolded."""
    next: str | None
    """The answer that comes after this one."""


def queue_of_reviewer(session: Session, reviewer_id: int) -> tuple[QueuedOpening, ...]:
    reviews = queries.queue_of(session, reviewer_id)
    tasks = queries.tasks_of(session, [each.place.item_id for each in reviews])
    rubrics = queries.rubric_codes(session, [each.place.opening_id for each in reviews])
    return grouped(reviews, tasks, rubrics)


def standing_of(session: Session, reviewer_id: int, place: QueuePlace) -> Standing | None:
    """Return where `place` stands, or None when it is not in the reviewer's queue any more."""
    openings = queue_of_reviewer(session, reviewer_id)
    task = task_of_place(openings, place)
    if task is None:
        return None
    still_open = [each.place for opening in openings for one in opening.tasks for each in one.open]
    onward = next_place(still_open, place)
    return Standing(
        task.number_of(place.public_id),
        len(task.reviews),
        task.minutes,
        first=task.locked == 0,
        next=onward.public_id if onward else None,
    )
