"""What is to be known of a procedure that is written as steps."""

from collections.abc import Iterator, Mapping
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, written_problems
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.sop_steps.report import ProcedureAnswer, StepOfProcedure
from hiring.banks.kinds.sop_steps.shape import SopSteps
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks
from hiring.i18n import N_

TOO_MANY_STEPS = AnswerProblem(
    "it has more steps than max_steps",
    N_("This procedure has too many steps and is not saved. Please remove some."),
)
#: What is written of each step.
FIELDS = ("what", "who", "approves")
#: The two texts of rules.
RULES = ("do", "avoid")
_MOST_STEPS = 20
#: Empty steps below those that are written, where no script adds one.
_SPARE_STEPS = 3


def steps_to_write(part: SopSteps, value: AnswerValue) -> list[Mapping[str, str]]:
    """Return the steps as last kept, and some empty ones below."""
    kept: list[Mapping[str, str]] = list(value.get("steps", ()))
    wanted = min(max(part.least_steps, len(kept) + _SPARE_STEPS), part.max_steps)
    return kept + [{}] * (wanted - len(kept))


def rule_lines(text: str) -> list[str]:
    """Return the rules in a text, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class SopStepsKind(AnswerKind[SopSteps]):
    name = "sop_steps"
    part = SopSteps
    report = ProcedureAnswer
    in_templates = {"steps_to_write": steps_to_write, "rule_lines": rule_lines}

    def remarks(self, part: SopSteps, path: Path) -> Iterator[Problem]:
        yield from checks.between(part.max_steps, 1, _MOST_STEPS, (*path, "max_steps"))
        yield from checks.between(part.least_steps, 1, max(part.max_steps, 1), (*path, "least_steps"))

    def problems(self, part: SopSteps, value: AnswerValue) -> Iterator[AnswerProblem]:
        steps, rules = value.get("steps", ()), [value.get(name, "") for name in RULES]
        if not value.keys() <= {"steps", *RULES} or not isinstance(steps, list | tuple):
            yield WRONG_SHAPE
            return
        if len(steps) > part.max_steps:
            yield TOO_MANY_STEPS
        if not all(isinstance(step, Mapping) and step.keys() <= set(FIELDS) for step in steps):
            yield WRONG_SHAPE
            return
        texts = [*rules, *(text for step in steps for text in step.values())]
        if not all(isinstance(text, str) for text in texts) or (any(rules) and not part.rules):
            yield WRONG_SHAPE
            return
        yield from written_problems(texts)

    def answered(self, part: SopSteps, value: AnswerValue) -> bool:
        """Say whether there are steps enough, each with deed and person, and rules of both sorts."""
        steps = [step for step in value.get("steps", ()) if _is_written(step)]
        return (
            len(steps) >= part.least_steps
            and all(step.get(name, "").strip() for step in steps for name in ("what", "who"))
            and (not part.rules or all(value.get(name, "").strip() for name in RULES))
        )

    def gives_evidence(self, part: SopSteps, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: SopSteps, value: AnswerValue) -> bool:
        written = any(_is_written(step) for step in value.get("steps", ()))
        return not written and not any(value.get(name, "").strip() for name in RULES)

    def kept(self, part: SopSteps, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        """Leave out empty steps, and rules that were not written."""
        steps = (
            {name: cleaner.text(step.get(name, "")) for name in FIELDS} for step in value.get("steps", ())
        )
        rules = {name: cleaner.text(value.get(name, "")) for name in RULES}
        return {
            "steps": [step for step in steps if _is_written(step)],
            **{name: text for name, text in rules.items() if text.strip()},
        }

    def in_form(self, part: SopSteps, form: Mapping[str, str]) -> dict[str, Any]:
        """Return the steps in the order of their places: one that was given a new place stands there."""
        rows = []
        for number in range(1, part.max_steps + 1):
            field = f"part.{part.key}.{number}"
            place = choosing.number_in(form.get(f"{field}.place")) or number
            step = {name: form.get(f"{field}.{name}", "") for name in FIELDS}
            # Who moves up goes before the one that stood there, who moves down behind it.
            side = (place < number) - (place > number)
            rows.append((place, -side, number, step))
        rules = {name: form.get(f"part.{part.key}.{name}", "") for name in RULES}
        steps = [step for *_, step in sorted(rows, key=lambda row: row[:3]) if _is_written(step)]
        return {"steps": steps, **{name: text for name, text in rules.items() if text}}

    def rated(self, part: SopSteps) -> bool:
        return part.rated

    def words_to_quote(self, part: SopSteps, value: AnswerValue) -> str:
        steps = [step.get(name, "") for step in value.get("steps", ()) for name in FIELDS]
        return "\n".join(text for text in (*steps, *(value.get(name, "") for name in RULES)) if text)

    def in_words(self, part: SopSteps, value: AnswerValue, locale: str) -> str:
        steps = (
            f"{number}. " + " | ".join(step.get(name, "") for name in FIELDS)
            for number, step in enumerate(value.get("steps", ()), 1)
        )
        rules = (
            f"{sign} {rule}"
            for sign, name in (("+", "do"), ("-", "avoid"))
            for rule in rule_lines(value.get(name, ""))
        )
        return "\n".join((*steps, *rules))

    def for_report(self, part: SopSteps, value: AnswerValue, locale: str) -> ProcedureAnswer:
        steps = (StepOfProcedure(*(step.get(name, "") for name in FIELDS)) for step in value.get("steps", ()))
        return ProcedureAnswer(tuple(steps), *(value.get(name, "") for name in RULES))


def _is_written(step: Mapping[str, str]) -> bool:
    return any(text.strip() for text in step.values())
