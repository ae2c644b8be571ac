"""A task as its candidate may see it: without key, look-fors, examples, or what lies ahead."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.rules import AidsRule
from hiring.banks.tasks import Material, Task
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForCandidate:
    """What the candidate's page is drawn from."""

    code: str
    title: Localised
    minutes: int
    practice: bool
    aids: AidsRule | None
    materials: tuple[Material, ...]
    next_material_in: int | None
    """Seconds until more material comes; None when none does."""
    instructions: Localised
    parts: tuple[PartOfTask, ...]


def practised(task: Task, kinds: Collection[str]) -> Task:
    """Return a practice task with the kinds of answer that are wanted; with all where it has none of them."""
    wanted = tuple(part for part in task.parts if part.kind in kinds)
    return replace(task, parts=wanted or task.parts)


def candidate_view(
    task: Task, answers: Mapping[str, AnswerValue] | None = None, *, seconds: int | None = None
) -> TaskForCandidate:
    """Return the task for its candidate, stories as far as `answers` (by part) have gone.

    `seconds` is how long it has been open: material that comes later is not there yet. None shows all.
    """
    given = answers or {}
    waits = {each.key: _waits(each, seconds) for each in task.materials}
    return TaskForCandidate(
        code=task.code,
        title=task.title,
        minutes=task.minutes,
        practice=task.practice,
        aids=task.aids,
        materials=tuple(each for each in task.materials if not waits[each.key]),
        next_material_in=min(filter(None, waits.values()), default=None),
        instructions=task.instructions,
        parts=tuple(kind_of(part).for_candidate(part, given.get(part.key, {})) for part in task.parts),
    )


def _waits(material: Material, seconds: int | None) -> int:
    """Return in how many seconds material comes; 0 for what is there."""
    if material.after_minutes is None or seconds is None:
        return 0
    return max(0, material.after_minutes * 60 - seconds)
