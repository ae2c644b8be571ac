"""How long it takes to read a task and to write what it asks for, and the minutes that it needs."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from hiring.banks.answer_texts import word_count
from hiring.banks.candidate_view import candidate_view
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerInBoth
from hiring.banks.rules import ExemplarLevel
from hiring.banks.tasks import Part, Task
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised

#: Words in a minute: read with attention, and written on a phone while one looks for them.
_READ, _WRITTEN = 200, 20
#: Thinking takes a third of what reading and writing take, and of all that a fourth is to spare:
#: 3/5 of the minutes remain for reading and writing.
_SHARE = 0.6


def working_minutes(task: Task) -> float:
    """Return how many minutes reading and writing take, in the language that takes longer."""
    return max(_minutes_in(task, locale) for locale in LOCALES)


def minutes_needed(task: Task) -> int:
    """Return the fewest minutes that leave time to think and some to spare."""
    return math.ceil(round(working_minutes(task) / _SHARE, 6))


def _minutes_in(task: Task, locale: str) -> float:
    strong = _strong_answer(task)
    shown = candidate_view(task, {key: answer.value(locale) for key, answer in strong.items()})
    read = sum(word_count(text.text(locale)) for text in _texts(shown))
    written = sum(_words_to_write(part, strong.get(part.key), locale) for part in task.parts)
    return read / _READ + written / _WRITTEN


def _strong_answer(task: Task) -> Mapping[str, AnswerInBoth]:
    """Return the strong example, by part: what it passes through is what a candidate comes to read."""
    strong = (each.parts for each in task.exemplars if each.level is ExemplarLevel.STRONG)
    return next(strong, {})


def _words_to_write(part: Part, strong: AnswerInBoth | None, locale: str) -> int:
    """Return as many words as are asked for at most, or as the strong example has, whichever is more."""
    kind = kind_of(part)
    asked = kind.words_asked(part)
    most = (asked.max or 0) if asked else 0
    return most if strong is None else max(most, word_count(kind.words_to_quote(part, strong.value(locale))))


def _texts(value: object) -> Iterator[Localised]:
    """Yield every text in a value."""
    if isinstance(value, Localised):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
