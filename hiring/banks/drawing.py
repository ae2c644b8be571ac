"""What a page needs to draw one part of a task, or the answer to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hiring.banks.answers import answer_problems, word_count
from hiring.banks.branching import walk
from hiring.banks.tables import starting_rows, table_sums
from hiring.banks.tasks import (
    AnswerValue,
    Branching,
    ChooseOne,
    LongText,
    MostLeast,
    Option,
    Part,
    RateEach,
    Table,
)
from hiring.i18n.localised import Localised

#: Empty rows below a table that is filled in without a script.
SPARE_ROWS = 3


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A situation that was passed, what had happened before it, and what was chosen in it."""

    meanwhile: Localised | None
    situation: Localised
    letter: str
    choice: Localised


def rows_to_fill(part: Table, value: Mapping[str, Any], locale: str) -> list[dict[str, str]]:
    """Return the rows as last kept, or as found at first, and some empty ones below."""
    kept: Sequence[Mapping[str, str]] = value.get("rows") or starting_rows(part, locale)
    filled = [{column.key: str(row.get(column.key, "")) for column in part.columns} for row in kept]
    room = min(SPARE_ROWS, part.max_rows - len(filled))
    return filled + [{column.key: "" for column in part.columns} for _ in range(room)]


def steps_taken(part: Branching, value: AnswerValue) -> list[StepTaken]:
    """Return the way through a story as far as it went; nothing for a path that is not of it."""
    if answer_problems(part, value):
        return []
    path = tuple(value.get("path", ()))
    taken = []
    for reached, step in zip(walk(part, path)[0], path, strict=True):
        letter = step.removeprefix(f"{reached.node.key}-")
        chosen = next(option for option in reached.node.options if option.key == letter)
        taken.append(StepTaken(reached.meanwhile, reached.node.situation, letter, chosen.text))
    return taken


def option_called(options: Sequence[Option], key: str | None) -> Option | None:
    """Return the option with `key`."""
    return next((option for option in options if option.key == key), None)


def answer_in_words(part: Part, value: AnswerValue, locale: str) -> str:
    """Return an answer as plain text, to be read or copied; empty when there is none."""
    match part:
        case LongText():
            return str(value.get("text", ""))
        case Table():
            rows = ([str(row.get(c.key, "")) for c in part.columns] for row in value.get("rows", ()))
            return "\n".join(" | ".join(row) for row in rows)
        case ChooseOne():
            chosen = option_called(part.options, value.get("choice"))
            return _line(chosen, locale)
        case MostLeast():
            named = (("+", value.get("most")), ("-", value.get("least")))
            found = ((sign, option_called(part.options, key)) for sign, key in named)
            return "\n".join(f"{sign} {_line(option, locale)}" for sign, option in found if option)
        case RateEach():
            ratings = value.get("ratings", {})
            rated = (option for option in part.options if ratings.get(option.key) is not None)
            return "\n".join(f"{ratings[option.key]}: {_line(option, locale)}" for option in rated)
        case Branching():
            steps = steps_taken(part, value)
            return "\n".join(f"{step.letter}) {step.choice.text(locale)}" for step in steps)


def _line(option: Option | None, locale: str) -> str:
    return "" if option is None else f"{option.key}) {option.text.text(locale)}"


#: What the templates in components/parts call by name.
IN_TEMPLATES = {
    "option_called": option_called,
    "rows_to_fill": rows_to_fill,
    "steps_taken": steps_taken,
    "table_sums": table_sums,
    "word_count": word_count,
}
