"""What a candidate may send for a part of a task, and whether it answers the part.

Each kind has one shape, whatever sends it:

    long_text    {"text": "..."}
    table        {"rows": [{"item": "...", "amount": "..."}]}
    choose_one   {"choice": "A"}
    most_least   {"most": "C", "least": "A"}
    rate_each    {"ratings": {"A": 6}}
    branching    {"path": ["N1-A", "N2-C"]}

What is not chosen yet is left out or null, so that a half-done answer can be kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from hiring.banks.branching import BrokenPath, walk
from hiring.banks.rules import LONGEST_ANSWER
from hiring.banks.tables import starting_rows
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
from hiring.i18n import LOCALES

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: From the first letter or digit of a run to its end: one match for each run that has any.
_WORD = re.compile(r"[^\W_]\S*")


class AnswerProblem(StrEnum):
    """Why an answer cannot be kept as it was sent."""

    WRONG_SHAPE = "wrong_shape"
    TOO_LONG = "too_long"
    UNSTORABLE_CHARACTER = "unstorable_character"
    """A null character or half of a pair: no database keeps it, and no keyboard writes it."""
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_OPTION = "unknown_option"
    SAME_OPTION_TWICE = "same_option_twice"
    OFF_THE_SCALE = "off_the_scale"
    BROKEN_PATH = "broken_path"


def normalised(text: str) -> str:
    """Return `text` with every line end as one "\\n": browsers send two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def word_count(text: str) -> int:
    r"""Return how many words `text` has: runs without white space that hold a letter or digit.

    A page counts the same while one writes: `text.split(/\s+/)`, keeping runs with `/[\p{L}\p{N}]/u`.

    >>> word_count("Rp 75.000.000 - termasuk cadangan")
    4
    """
    return len(_WORD.findall(text))


def answer_problems(part: Part, value: object) -> tuple[AnswerProblem, ...]:
    """Return what is wrong with the shape of an answer; an unfinished answer is not wrong."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        return (AnswerProblem.WRONG_SHAPE,)
    return tuple(dict.fromkeys(_problems(part, value)))


def answered(part: Part, value: object) -> bool:
    """Say whether the part is answered in full: nothing left to choose, something written."""
    if not isinstance(value, Mapping) or answer_problems(part, value):
        return False
    match part:
        case LongText():
            return bool(str(value.get("text", "")).strip())
        case Table():
            return _touched(part, value)
        case Branching():
            return walk(part, value.get("path", ()))[1] is None
        case ChooseOne():
            chosen = [value.get("choice")]
        case MostLeast():
            chosen = [value.get("most"), value.get("least")]
        case RateEach():
            chosen = [value.get("ratings", {}).get(option.key) for option in part.options]
    return None not in chosen


def _problems(part: Part, value: AnswerValue) -> Iterator[AnswerProblem]:
    match part:
        case LongText():
            yield from _text_problems(value)
        case Table():
            yield from _table_problems(part, value)
        case ChooseOne():
            yield from _choice_problems(part.options, value, ("choice",))
        case MostLeast():
            yield from _choice_problems(part.options, value, ("most", "least"))
            if value.get("most") is not None and value.get("most") == value.get("least"):
                yield AnswerProblem.SAME_OPTION_TWICE
        case RateEach():
            yield from _rating_problems(part, value)
        case Branching():
            yield from _path_problems(part, value)


def _text_problems(value: AnswerValue) -> Iterator[AnswerProblem]:
    text = value.get("text")
    if value.keys() != {"text"} or not isinstance(text, str):
        yield AnswerProblem.WRONG_SHAPE
    else:
        yield from _written_problems([text])


def _written_problems(texts: Sequence[str]) -> Iterator[AnswerProblem]:
    if sum(len(normalised(text)) for text in texts) > LONGEST_ANSWER:
        yield AnswerProblem.TOO_LONG
    if any(_UNSTORABLE.search(text) for text in texts):
        yield AnswerProblem.UNSTORABLE_CHARACTER


def _table_problems(part: Table, value: AnswerValue) -> Iterator[AnswerProblem]:
    rows = value.get("rows")
    columns = {column.key for column in part.columns}
    if value.keys() != {"rows"} or not isinstance(rows, list | tuple):
        yield AnswerProblem.WRONG_SHAPE
        return
    if len(rows) > part.max_rows:
        yield AnswerProblem.TOO_MANY_ROWS
    if not all(isinstance(row, Mapping) and row.keys() <= columns for row in rows):
        yield AnswerProblem.WRONG_SHAPE
        return
    cells = [cell for row in rows for cell in row.values()]
    if not all(isinstance(cell, str) for cell in cells):
        yield AnswerProblem.WRONG_SHAPE
        return
    yield from _written_problems(cells)


def _choice_problems(
    options: Sequence[Option], value: AnswerValue, names: Sequence[str]
) -> Iterator[AnswerProblem]:
    if not value.keys() <= set(names):
        yield AnswerProblem.WRONG_SHAPE
    known = {option.key for option in options}
    for chosen in (value.get(name) for name in names):
        if chosen is not None and not isinstance(chosen, str):
            yield AnswerProblem.WRONG_SHAPE
        elif chosen is not None and chosen not in known:
            yield AnswerProblem.UNKNOWN_OPTION


def _rating_problems(part: RateEach, value: AnswerValue) -> Iterator[AnswerProblem]:
    ratings = value.get("ratings", {})
    if not value.keys() <= {"ratings"} or not isinstance(ratings, Mapping):
        yield AnswerProblem.WRONG_SHAPE
        return
    known = {option.key for option in part.options}
    for option, rating in ratings.items():
        if option not in known:
            yield AnswerProblem.UNKNOWN_OPTION
        if rating is None:
            continue
        if not isinstance(rating, int) or isinstance(rating, bool):
            yield AnswerProblem.WRONG_SHAPE
        elif not part.scale.lowest <= rating <= part.scale.highest:
            yield AnswerProblem.OFF_THE_SCALE


def _path_problems(part: Branching, value: AnswerValue) -> Iterator[AnswerProblem]:
    path = value.get("path", ())
    if not value.keys() <= {"path"} or not isinstance(path, list | tuple):
        yield AnswerProblem.WRONG_SHAPE
        return
    try:
        walk(part, path)
    except BrokenPath:
        yield AnswerProblem.BROKEN_PATH


def _touched(part: Table, value: AnswerValue) -> bool:
    """Say whether the table holds something other than what the candidate found in it."""
    rows = _filled(value.get("rows", ()))
    return bool(rows) and rows not in [_filled(starting_rows(part, locale)) for locale in LOCALES]


def _filled(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the rows without their empty cells, and without the rows that then are empty."""
    bare = ({key: cell.strip() for key, cell in row.items() if cell.strip()} for row in rows)
    return [row for row in bare if row]
