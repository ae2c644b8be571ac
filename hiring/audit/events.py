"""What happened, under a name that is kept for good; every capability's `events.py` adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

from hiring.audit.former_names import FORMER_NAMES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event and how it is told to people."""

    name: str
    """As it stands in the trail, e.g. `sitting.handed_in`: a class may be renamed, this may not."""
    sentence: str
    """English source text with %(placeholders)s of the event's fields, and %(actor)s for who did it."""
    words: Mapping[str, Mapping[Any, str]]
    """By field: the words for the codes that the field may hold."""
    fields: frozenset[str]


_KINDS: dict[str, EventKind] = {}
_NAMES: dict[type, str] = {}


@dataclass_transform(frozen_default=True)
def event(name: str, sentence: str, **words: Mapping[Any, str]) -> Callable[[type[T]], type[T]]:
    """Make a class an event: a frozen dataclass of plain values with a sentence for its readers.

    Mark the sentence with `N_` so that it reaches the catalogues. A field that
    holds codes gets their names by keyword: `@event("user.added", N_("..."), roles=ROLE_NAMES)`.
    A name that was released is not given to anything else, nor changed.
    """
    if name in _KINDS:
        raise ValueError(f"two events are called {name!r}")

    def make(cls: type[T]) -> type[T]:
        made = dataclass(frozen=True)(cls)
        _KINDS[name] = EventKind(name, sentence, words, frozenset(cls.__annotations__))
        _NAMES[made] = name
        return made

    return make


def name_of(event: type) -> str:
    """Return the name under which a kind of event stands in the trail. Raises TypeError for other classes."""
    if event not in _NAMES:
        raise TypeError(f"{event.__name__} is no event")
    return _NAMES[event]


def present_name(name: str) -> str:
    """Return what is now called as an entry names it."""
    return FORMER_NAMES.get(name, name)


def kind_named(name: str) -> EventKind | None:
    """Return the kind of event that an entry names, now or formerly; None where this version knows none."""
    return _KINDS.get(present_name(name))


def kinds() -> Mapping[str, EventKind]:
    """Return every kind of event by its name."""
    return _KINDS
