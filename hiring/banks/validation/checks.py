"""Remarks that every document may need: empty texts, doubled keys, numbers out of bounds."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from hiring.banks import messages as expect
from hiring.banks.parts import AnswerInBoth, WordLimits
from hiring.banks.placeholders import placeholders
from hiring.banks.problems import Path, Problem
from hiring.banks.rules import LEVELS
from hiring.i18n.localised import Localised

TASK_CODE = re.compile(r"[A-Z][0-9]{2}")
COMPETENCY_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
SMALL_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OPTION_KEY = re.compile(r"[A-Za-z0-9]{1,20}|[a-z][a-z0-9_]{0,39}")


def text_remarks(value: object, path: Path = ()) -> Iterator[Problem]:
    """Yield a remark for every empty text, and for {placeholders} that only one language has.

    Example answers are left alone: a candidate may well leave a cell empty.
    """
    if isinstance(value, AnswerInBoth | Enum):
        return
    if isinstance(value, Localised):
        yield from _localised_remarks(value, path)
    elif isinstance(value, str):
        if not value.strip():
            yield Problem(path, expect.SOME_TEXT)
    else:
        for step, content in contents(value):
            yield from text_remarks(content, (*path, step))


def contents(value: object) -> Iterator[tuple[str | int, object]]:
    """Yield what a mapping, a list or a shape holds, each with the step that leads to it."""
    if isinstance(value, Mapping):
        yield from ((str(key), content) for key, content in value.items())
    elif isinstance(value, list | tuple):
        yield from enumerate(value)
    elif is_dataclass(value):
        yield from ((each.name, getattr(value, each.name)) for each in fields(value))


def _localised_remarks(text: Localised, path: Path) -> Iterator[Problem]:
    if not text.id.strip():
        yield Problem((*path, "id"), expect.INDONESIAN_TEXT)
    if not text.en.strip():
        yield Problem((*path, "en"), expect.ENGLISH_TEXT)
    indonesian, english = set(placeholders(text.id)), set(placeholders(text.en))
    if text.id.strip() and text.en.strip() and indonesian != english:
        names = {"id": ", ".join(sorted(indonesian)) or "-", "en": ", ".join(sorted(english)) or "-"}
        yield Problem(path, expect.say(expect.SAME_PLACEHOLDERS, **names))


def once(keys: Iterable[tuple[str, Path]], what: str) -> Iterator[Problem]:
    """Yield a remark for each key that already stood before."""
    seen: set[str] = set()
    for key, path in keys:
        if key in seen:
            yield Problem(path, expect.say(expect.USED_ONCE, what=what, key=key))
        seen.add(key)


def formed(key: str, pattern: re.Pattern[str], path: Path, expected: str) -> Iterator[Problem]:
    if key.strip() and not pattern.fullmatch(key):
        yield Problem(path, expected)


def is_day(written: str) -> bool:
    """Say whether `written` is a day of the calendar, as 2027-12-31."""
    if _DAY.fullmatch(written) is None:
        return False
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def between(number: float, lowest: float, highest: float, path: Path) -> Iterator[Problem]:
    if not lowest <= number <= highest:
        yield Problem(path, expect.say(expect.BETWEEN, lowest=lowest, highest=highest))


def word_limits(words: WordLimits, path: Path) -> Iterator[Problem]:
    if words.min is not None and words.min < 1:
        yield Problem((*path, "min"), expect.say(expect.NOT_LESS, least=1))
    if words.max is not None and words.max < 1:
        yield Problem((*path, "max"), expect.say(expect.NOT_LESS, least=1))
    if words.min is not None and words.max is not None and words.min > words.max:
        yield Problem((*path, "min"), expect.MIN_BELOW_MAX)


def at_least(least: int, items: Collection[object], what: str, path: Path) -> Iterator[Problem]:
    if len(items) < least:
        yield Problem(path, expect.say(expect.AT_LEAST, least=least, what=what), on_key=True)


def every_level(texts: Mapping[int, Localised], path: Path) -> Iterator[Problem]:
    """Yield remarks unless there is a text for each level, and for no other."""
    yield from only_levels(texts, path)
    if missing := [str(level) for level in LEVELS if level not in texts]:
        yield Problem(path, expect.say(expect.EVERY_LEVEL, missing=", ".join(missing)), on_key=True)


def only_levels(texts: Mapping[int, Localised], path: Path) -> Iterator[Problem]:
    for level in texts:
        if level not in LEVELS:
            yield Problem((*path, str(level)), expect.A_LEVEL, on_key=True)


def known(key: str, keys: Sequence[str], path: Path, expected: str) -> Iterator[Problem]:
    """Yield a remark that lists `keys` unless `key` is one of them."""
    if key not in keys:
        yield Problem(path, expect.say(expected, known=", ".join(keys), key=key))


def known_as_key(key: str, keys: Sequence[str], path: Path, expected: str) -> Iterator[Problem]:
    """Do the same where `key` is itself the key of a mapping."""
    if key not in keys:
        yield Problem(path, expect.say(expected, known=", ".join(keys), key=key), on_key=True)


def competency_known(code: str | None, codes: Collection[str] | None, path: Path) -> Iterator[Problem]:
    """Yield a remark for a code that the rubric lacks; without a rubric nothing can be said."""
    if code is not None and code.strip() and codes is not None and code not in codes:
        yield Problem(path, expect.say(expect.KNOWN_COMPETENCY, code=code))
