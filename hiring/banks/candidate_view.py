"""A task as its candidate may see it: without key, look-fors, examples, or what lies ahead."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.banks.answers import answer_problems
from hiring.banks.branching import Reached, longest_way, step, walk
from hiring.banks.rules import Kind
from hiring.banks.tasks import (
    AnswerValue,
    Branching,
    ChooseOne,
    LongText,
    Material,
    MostLeast,
    Option,
    Part,
    RateEach,
    Table,
    Task,
)
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A situation the candidate has come to, and what was chosen in it, if anything yet.

    An option's key is the whole step, as a path names it: "N1-A".
    """

    key: str
    number: int
    meanwhile: Localised | None
    situation: Localised
    options: tuple[Option, ...]
    chosen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryForCandidate:
    """A branching part as far as the candidate has come. `at_most` is the longest way through."""

    key: str
    title: Localised
    prompt: Localised
    scenes: tuple[Scene, ...]
    finished: bool
    at_most: int
    kind: Kind = Kind.BRANCHING


PartForCandidate = LongText | Table | ChooseOne | MostLeast | RateEach | StoryForCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForCandidate:
    """What the candidate's page is drawn from."""

    code: str
    title: Localised
    minutes: int
    practice: bool
    materials: tuple[Material, ...]
    instructions: Localised
    parts: tuple[PartForCandidate, ...]


def candidate_view(task: Task, answers: Mapping[str, AnswerValue] | None = None) -> TaskForCandidate:
    """Return the task for its candidate, stories as far as `answers` (by part) have gone."""
    given = answers or {}
    return TaskForCandidate(
        code=task.code,
        title=task.title,
        minutes=task.minutes,
        practice=task.practice,
        materials=task.materials,
        instructions=task.instructions,
        parts=tuple(_part_for_candidate(part, given.get(part.key, {})) for part in task.parts),
    )


def _part_for_candidate(part: Part, value: AnswerValue) -> PartForCandidate:
    return _story_for_candidate(part, value) if isinstance(part, Branching) else part


def _story_for_candidate(part: Branching, value: AnswerValue) -> StoryForCandidate:
    path = () if answer_problems(part, value) else tuple(value.get("path", ()))
    passed, ahead = walk(part, path)
    reached = [*zip(passed, path, strict=True), *([(ahead, None)] if ahead else [])]
    return StoryForCandidate(
        key=part.key,
        title=part.title,
        prompt=part.prompt,
        scenes=tuple(_scene(n, place, chosen) for n, (place, chosen) in enumerate(reached, 1)),
        finished=ahead is None,
        at_most=longest_way(part),
    )


def _scene(number: int, reached: Reached, chosen: str | None) -> Scene:
    node = reached.node
    return Scene(
        key=node.key,
        number=number,
        meanwhile=reached.meanwhile,
        situation=node.situation,
        options=tuple(Option(key=step(node, o.key), text=o.text) for o in node.options),
        chosen=chosen,
    )
