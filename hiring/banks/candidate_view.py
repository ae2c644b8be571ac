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
    instructions: Localised
    parts: tuple[PartOfTask, ...]


def practised(task: Task, kinds: Collection[str]) -> Task:
    """Return a practice task with the kinds of answer that are wanted; with all where it has none of them."""
    wanted = tuple(part for part in task.parts if part.kind in kinds)
    return replace(task, parts=wanted or task.parts)


def candidate_view(task: Task, answers: Mapping[str, AnswerValue] | None = None) -> TaskForCandidate:
    """Return the task for its candidate, stories as far as `answers` (by part) have gone."""
    given = answers or {}
    return TaskForCandidate(
        code=task.code,
        title=task.title,
        minutes=task.minutes,
        practice=task.practice,
        aids=task.aids,
        materials=task.materials,
        instructions=task.instructions,
        parts=tuple(kind_of(part).for_candidate(part, given.get(part.key, {})) for part in task.parts),
    )
