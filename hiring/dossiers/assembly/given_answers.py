"""What a candidate answered, as the values that page, PDF and API draw."""

import re
from collections.abc import Iterator, Sequence

from hiring.banks.drawing import option_called, steps_taken
from hiring.banks.tasks import AnswerValue as SentValue
from hiring.banks.tasks import (
    Branching,
    ChooseOne,
    LongText,
    MostLeast,
    Part,
    RateEach,
    RatingScale,
    Table,
)
from hiring.banks.tasks import Option as OptionOfPart
from hiring.dossiers.answers import (
    AnswerValue,
    ChoiceAnswer,
    MostLeastAnswer,
    Option,
    PartAnswer,
    PathAnswer,
    PathStep,
    RatedOption,
    RatingsAnswer,
    TableAnswer,
    TaskAnswer,
    TextAnswer,
)
from hiring.dossiers.assembly.language import Language
from hiring.scoring.queries.ratings import AnsweredPart, TaskOfApplication
from hiring.scoring.rules import letter_of
from hiring.sittings.values import untouched

#: A longer prompt stands with its task; the answer is then introduced by the name of its part.
LONGEST_PROMPT = 200
_LOOKS_LIKE_MARKDOWN = re.compile(r"\n\s*\n|[*_`#|>]|\[[^\]]*\]\(")


def task_answers(tasks: Sequence[TaskOfApplication], language: Language) -> tuple[TaskAnswer, ...]:
    """Return every answer of every task, in the order of the assessment."""
    return tuple(
        TaskAnswer(each.task.code, language.text(each.task.title), tuple(_parts(each, language)))
        for each in tasks
    )


def _parts(task: TaskOfApplication, language: Language) -> Iterator[PartAnswer]:
    for place, each in enumerate(task.parts):
        yield _part(letter_of(place).lower() if len(task.parts) > 1 else "", each, language)


def _part(label: str, given: AnsweredPart, language: Language) -> PartAnswer:
    answer, value = given.answer, None
    if answer is not None and not untouched(given.part, answer.value):
        value = answer_value(given.part, answer.value, language)
    counted = isinstance(given.part, LongText) and value is not None
    return PartAnswer(
        label=label,
        prompt=_prompt(given.part, language),
        value=value,
        words=answer.words if answer is not None and counted else None,
        sha256=answer.sha256 if answer is not None and value is not None else None,
    )


def answer_value(part: Part, value: SentValue, language: Language) -> AnswerValue | None:
    """Return one kept answer as it is drawn; None when it holds nothing that was offered."""
    match part:
        case LongText():
            return TextAnswer(str(value.get("text", "")))
        case Table():
            return _table(part, value, language)
        case ChooseOne():
            chosen = _option(part.options, value.get("choice"), language)
            return ChoiceAnswer(chosen) if chosen else None
        case MostLeast():
            most, least = (_option(part.options, value.get(pole), language) for pole in ("most", "least"))
            return MostLeastAnswer(most, least) if most or least else None
        case RateEach():
            return _ratings(part, value, language)
        case Branching():
            return _path(part, value, language)


def _table(part: Table, value: SentValue, language: Language) -> TableAnswer:
    return TableAnswer(
        columns=tuple(language.text(column.title) for column in part.columns),
        rows=tuple(
            tuple(str(row.get(column.key, "")) for column in part.columns) for row in value.get("rows", ())
        ),
    )


def _option(options: Sequence[OptionOfPart], key: str | None, language: Language) -> Option | None:
    found = option_called(options, key)
    return Option(found.key, language.text(found.text)) if found else None


def _ratings(part: RateEach, value: SentValue, language: Language) -> RatingsAnswer:
    given = value.get("ratings") or {}
    return RatingsAnswer(
        lowest=part.scale.lowest,
        highest=part.scale.highest,
        lowest_label=_end_of(part.scale, part.scale.lowest, language),
        highest_label=_end_of(part.scale, part.scale.highest, language),
        options=tuple(
            RatedOption(option.key, language.text(option.text), given.get(option.key))
            for option in part.options
        ),
    )


def _end_of(scale: RatingScale, step: int, language: Language) -> str:
    label = scale.labels.get(step)
    return language.text(label) if label else str(step)


def _path(part: Branching, value: SentValue, language: Language) -> PathAnswer | None:
    steps = tuple(
        PathStep(
            situation="\n\n".join(
                language.text(text) for text in (step.meanwhile, step.situation) if text is not None
            ),
            choice=Option(step.letter, language.text(step.choice)),
        )
        for step in steps_taken(part, value)
    )
    return PathAnswer(steps) if steps else None


def _prompt(part: Part, language: Language) -> str:
    """Return the prompt as one line of plain words, or the name of the part where it is more than that."""
    prompt = language.text(part.prompt).strip()
    if len(prompt) > LONGEST_PROMPT or _LOOKS_LIKE_MARKDOWN.search(prompt):
        return language.text(part.title)
    return " ".join(prompt.split())
