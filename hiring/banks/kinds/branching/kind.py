"""What is to be known of a story that goes on according to the steps taken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind, BestChoice, KeySection, PartScore
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.branching.checks import all_steps, is_walkable, story_remarks
from hiring.banks.kinds.branching.report import PathAnswer, PathStep
from hiring.banks.kinds.branching.shape import Branching, Milestone, StoryForCandidate
from hiring.banks.kinds.branching.walking import (
    BrokenPath,
    Reached,
    longest_way,
    mean_points,
    most_points,
    step,
    walk,
)
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.problems import Path, Problem
from hiring.i18n import N_
from hiring.i18n.localised import Localised

BROKEN_PATH = AnswerProblem("its path does not follow the story", N_("A choice cannot be undone or skipped."))
CHOOSE_FIRST = N_("Please choose one of the options first.")


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A situation that was passed, what had happened before it, and what was chosen in it."""

    meanwhile: Localised | None
    situation: Localised
    letter: str
    choice: Localised


def steps_taken(part: Branching, value: AnswerValue) -> list[StepTaken]:
    """Return the way through a story as far as it went; nothing for a path that is not of it."""
    taken = []
    path = _path_in(part, value)
    for reached, one in zip(walk(part, path)[0], path, strict=True):
        letter = one.removeprefix(f"{reached.node.key}-")
        chosen = next(option for option in reached.node.options if option.key == letter)
        taken.append(StepTaken(reached.meanwhile, reached.node.situation, letter, chosen.text))
    return taken


class BranchingKind(AnswerKind[Branching]):
    name = "branching"
    part = Branching
    report = PathAnswer
    key_section = KeySection("points", Mapping[str, int])
    needs_key = True
    by_steps = keeps_steps = True
    in_templates = {"option_called": choosing.option_called, "steps_taken": steps_taken}

    def remarks(self, part: Branching, path: Path) -> Iterator[Problem]:
        return story_remarks(part, path)

    def can_be_answered(self, part: Branching) -> bool:
        return is_walkable(part)

    def problems(self, part: Branching, value: AnswerValue) -> Iterator[AnswerProblem]:
        path = value.get("path", ())
        if not value.keys() <= {"path"} or not isinstance(path, list | tuple):
            yield WRONG_SHAPE
            return
        try:
            walk(part, path)
        except BrokenPath:
            yield BROKEN_PATH

    def answered(self, part: Branching, value: AnswerValue) -> bool:
        return walk(part, value.get("path", ()))[1] is None

    def kept(self, part: Branching, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        return {"path": list(value.get("path", ()))}

    def in_form(self, part: Branching, form: Mapping[str, str]) -> dict[str, Any]:
        return choosing.given({"step": form.get(f"part.{part.key}")})

    def missing_for_step(self, part: Branching, form: Mapping[str, str]) -> str | None:
        return None if self.in_form(part, form) else CHOOSE_FIRST

    def after_step(self, sent: AnswerValue, before: AnswerValue) -> dict[str, Any]:
        return {"path": [*before.get("path", ()), *([sent["step"]] if sent.get("step") else [])]}

    def steps_in_form(self, part: Branching, values_of: Callable[[str], Sequence[str]]) -> dict[str, Any]:
        return {"path": list(values_of(f"path.{part.key}"))}

    def step_problem(self, before: AnswerValue, value: AnswerValue) -> AnswerProblem | None:
        passed = list(before.get("path", ()))
        return None if list(value["path"][: len(passed)]) == passed else BROKEN_PATH

    def key_remarks(self, part: Branching, keyed: Mapping[str, int], path: Path) -> Iterator[Problem]:
        return choosing.every_choice_remarks(all_steps(part), keyed, path)

    def score(self, part: Branching, keyed: Mapping[str, int], value: AnswerValue) -> PartScore:
        """A story that was left half-way counts as far as it went."""
        path = value.get("path", ())
        points = Decimal(sum(keyed.get(taken, 0) for taken in path)) if path else None
        return PartScore(points, Decimal(most_points(part, keyed)))

    def points_by_chance(self, part: Branching, keyed: Mapping[str, int]) -> Fraction:
        return mean_points(part, keyed)

    def for_candidate(self, part: Branching, value: AnswerValue) -> StoryForCandidate:
        path = _path_in(part, value)
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

    def best_choices(self, part: Branching, keyed: Mapping[str, int]) -> Iterator[BestChoice]:
        for n, node in enumerate(part.nodes):
            points = {each.key: keyed.get(f"{node.key}-{each.key}", 0) for each in node.options}
            best = {option for option, worth in points.items() if worth == max(points.values())}
            yield BestChoice(("nodes", n, "options"), node.options, best)

    def in_words(self, part: Branching, value: AnswerValue, locale: str) -> str:
        steps = steps_taken(part, value)
        return "\n".join(f"{each.letter}) {each.choice.text(locale)}" for each in steps)

    def for_report(self, part: Branching, value: AnswerValue, locale: str) -> PathAnswer | None:
        steps = tuple(
            PathStep(
                situation="\n\n".join(
                    text.text(locale) for text in (each.meanwhile, each.situation) if text is not None
                ),
                choice=choosing.OptionInReport(each.letter, each.choice.text(locale)),
            )
            for each in steps_taken(part, value)
        )
        return PathAnswer(steps) if steps else None


def _path_in(part: Branching, value: AnswerValue) -> tuple[str, ...]:
    """Return the path of an answer; an answer that is not of this story has gone nowhere."""
    return () if any(BranchingKind().problems(part, value)) else tuple(value.get("path", ()))


def _scene(number: int, reached: Reached, chosen: str | None) -> Milestone:
    node = reached.node
    return Milestone(
        key=node.key,
        number=number,
        meanwhile=reached.meanwhile,
        situation=node.situation,
        options=tuple(Option(key=step(node, each.key), text=each.text) for each in node.options),
        chosen=chosen,
    )
