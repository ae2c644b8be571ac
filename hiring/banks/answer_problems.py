"""Why an answer cannot be kept as it was sent, and the checks that several kinds share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hiring.banks.answer_texts import is_storable
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.rules import LONGEST_ANSWER
from hiring.i18n import N_
from hiring.text import unix_lines


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """One reason, as the candidate reads it and as the author of an example answer does."""

    to_author: str
    sentence: str = N_("This answer could not be understood and is not saved.")


WRONG_SHAPE = AnswerProblem("its keys or values are not those of this kind of part")
TOO_LONG = AnswerProblem(
    "it is too long",
    N_(
        "This answer is longer than 100,000 characters and is not saved. "
        "Your text stays here: please shorten it."
    ),
)
#: A null character or half of a pair: no database keeps it, and no keyboard writes it.
UNSTORABLE_CHARACTER = AnswerProblem("it holds a character that cannot be kept")
UNKNOWN_OPTION = AnswerProblem(
    "it chooses an option that is not offered", N_("This option is not offered. Please choose again.")
)
NO_SUCH_PLACE = AnswerProblem(
    "a place is not one of the list", N_("This place is not on the list. Please choose again.")
)


def written_problems(texts: Sequence[str]) -> Iterator[AnswerProblem]:
    """Yield what is wrong with all that was written in one answer."""
    if sum(len(unix_lines(text)) for text in texts) > LONGEST_ANSWER:
        yield TOO_LONG
    if not all(is_storable(text) for text in texts):
        yield UNSTORABLE_CHARACTER


def choice_problems(
    options: Sequence[Option], value: AnswerValue, names: Sequence[str]
) -> Iterator[AnswerProblem]:
    """Yield what is wrong with an answer that holds the key of an option under each of `names`."""
    if not value.keys() <= set(names):
        yield WRONG_SHAPE
    yield from chosen_problems([value.get(name) for name in names], options)


def chosen_problems(chosen: Iterable[object], offered: Sequence[Option]) -> Iterator[AnswerProblem]:
    """Yield what is wrong with keys of options that were chosen; None is a choice not made yet."""
    known = {option.key for option in offered}
    for key in chosen:
        if key is not None and not isinstance(key, str):
            yield WRONG_SHAPE
        elif key is not None and key not in known:
            yield UNKNOWN_OPTION


def step_problems(
    chosen: Iterable[object], most: int, beyond: AnswerProblem = NO_SUCH_PLACE
) -> Iterator[AnswerProblem]:
    """Yield what is wrong with whole numbers from 1 to `most`; None is a choice not made yet."""
    for step in chosen:
        if step is not None and (not isinstance(step, int) or isinstance(step, bool)):
            yield WRONG_SHAPE
        elif step is not None and not 1 <= step <= most:
            yield beyond
