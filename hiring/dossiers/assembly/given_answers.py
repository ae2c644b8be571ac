"""What a candidate answered, as the values that page, PDF and API draw."""

import re
from collections.abc import Iterator, Sequence

from hiring.banks.kinds import kind_of
from hiring.banks.parts import PartOfTask
from hiring.dossiers.answers import PartAnswer, TaskAnswer
from hiring.dossiers.assembly.language import Language
from hiring.scoring.queries.ratings import AnsweredPart, TaskOfApplication
from hiring.sittings.normalising import untouched
from hiring.text import letter_of

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
    kind, answer, value = kind_of(given.part), given.answer, None
    if answer is not None and not untouched(given.part, answer.value):
        value = kind.for_report(given.part, answer.value, language.locale)
    counted = kind.words_asked(given.part) is not None
    return PartAnswer(
        label=label,
        prompt=_prompt(given.part, language),
        value=value,
        words=answer.words if answer is not None and value is not None and counted else None,
        sha256=given.hash_told if value is not None else None,
    )


def _prompt(part: PartOfTask, language: Language) -> str:
    """Return the prompt as one line of plain words, or the name of the part where it is more than that."""
    prompt = language.text(part.prompt).strip()
    if len(prompt) > LONGEST_PROMPT or _LOOKS_LIKE_MARKDOWN.search(prompt):
        return language.text(part.title)
    return " ".join(prompt.split())
