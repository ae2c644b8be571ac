"""Options to choose from: what several kinds of answer need to check, find and show them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from hiring.banks import messages as expect
from hiring.banks.parts import Option
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


class HasKey(Protocol):
    """Whatever can be chosen."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class OptionInReport:
    """A choice as the candidate saw it: its letter and its words."""

    letter: str
    text: str


def option_called(options: Sequence[Option], key: str | None) -> Option | None:
    """Return the option with `key`."""
    return next((option for option in options if option.key == key), None)


def in_line(option: Option, locale: str) -> str:
    """Return an option as one line of plain text."""
    return f"{option.key}) {option.text.text(locale)}"


def in_report(options: Sequence[Option], key: str | None, locale: str) -> OptionInReport | None:
    found = option_called(options, key)
    return OptionInReport(found.key, found.text.text(locale)) if found else None


def given(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form has sent, without what was not chosen."""
    return {key: content for key, content in value.items() if content is not None}


class CanBePlaced(Protocol):
    """Whatever can be given a place, as far as it has one."""

    @property
    def place(self) -> int | None: ...


Placed = TypeVar("Placed", bound=CanBePlaced)


def in_each_place(things: Iterable[Placed], count: int) -> list[list[Placed]]:
    """Return for each place up to `count` the things that have it: one, none or several."""
    things = list(things)
    return [[each for each in things if each.place == place] for place in range(1, count + 1)]


def places_twice(here: Iterable[Sequence[object]]) -> list[int]:
    """Return the places that several things have, of the things in each place."""
    return [place for place, each in enumerate(here, 1) if len(each) > 1]


def number_in(text: str | None) -> int | None:
    """Return the small whole number that a field holds, if any."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None


def option_remarks(options: Sequence[HasKey], path: Path) -> Iterator[Problem]:
    yield from checks.at_least(2, options, "options", path)
    yield from key_remarks([each.key for each in options], path, "option")


def key_remarks(keys: Iterable[str], path: Path, what: str) -> Iterator[Problem]:
    """Yield what is wrong with the keys of the items of the list at `path`."""
    placed = [(key, (*path, n, "key")) for n, key in enumerate(keys)]
    yield from checks.once(placed, what)
    for key, where in placed:
        yield from checks.formed(key, checks.OPTION_KEY, where, expect.OPTION_KEY)


def every_choice_remarks(choices: Sequence[str], keyed: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """Yield a remark for each entry of a key that is no choice, and one if a choice has none."""
    for choice in keyed:
        yield from checks.known_as_key(choice, choices, (*path, choice), expect.KNOWN_OPTION)
    if missing := [choice for choice in choices if choice not in keyed]:
        yield Problem(path, expect.say(expect.EVERY_OPTION, missing=", ".join(missing)), on_key=True)
