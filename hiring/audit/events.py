"""What happened, under a name that is kept for good; every capability's `events.py` defines its own.

The fields of an event are ids, codes, numbers and dates. A name, an address or anything that somebody
wrote is `Personal`: the entry only commits to it, and erasure can reach it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from types import ModuleType
from typing import Annotated, Any, TypeAlias, TypeVar, dataclass_transform, get_args

from hiring.audit.former_names import FORMER_NAMES
from hiring.capability import ExtensionPoint
from hiring.i18n import N_

T = TypeVar("T")

Words: TypeAlias = Mapping[Any, str]
"""The words for the codes that a field may hold, in source text."""

_KIND = "__event_kind__"

_PERSONAL = "personal"

Personal: TypeAlias = Annotated[str, _PERSONAL]
"""A name, an address, or a text that somebody wrote: kept beside the entry, where it can be erased.

Also `Personal | None` and `list[Personal]`.
"""


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event and how it is told to people."""

    name: str
    """As it stands in the trail, e.g. `sitting.handed_in`: a class may be renamed, this may not."""
    sentence: str
    """English source text with %(placeholders)s of the event's fields, and %(actor)s for who did it."""
    words: Mapping[str, Words | Callable[[], Words]]
    """By field; a function where they are known only in a running application."""
    fields: frozenset[str]
    personal: frozenset[str]
    """Those of the fields that are kept beside the entry."""

    def words_of(self, field: str) -> Words:
        """Return the words for the codes of a field; empty where it holds none."""
        found = self.words.get(field, {})
        return found() if callable(found) else found


EVENTS: ExtensionPoint[type] = ExtensionPoint("kinds of events")


@dataclass(frozen=True)
class OfApplication:
    """What every event says that happened to an application."""

    opening_id: int
    application_id: int


@dataclass_transform(frozen_default=True)
def event(name: str, sentence: str, **words: Words | Callable[[], Words]) -> Callable[[type[T]], type[T]]:
    """Make a class an event: a frozen dataclass of plain values with a sentence for its readers.

    Mark the sentence with `N_` so that it reaches the catalogues. A field that
    holds codes gets their names by keyword: `@event("user.added", N_("..."), roles=ROLE_NAMES)`.
    A name that was released is not given to anything else, nor changed.
    """

    def make(cls: type[T]) -> type[T]:
        cls.__doc__ = cls.__doc__ or sentence  # or it would be made of the signature, which takes long
        made = dataclass(frozen=True)(cls)
        kinds = {field.name: field.type for field in fields_of(made)}  # type: ignore[arg-type]  # made just now
        personal = frozenset(field for field, kind in kinds.items() if _is_personal(kind))
        setattr(made, _KIND, EventKind(name, sentence, words, frozenset(kinds), personal))
        return made

    return make


def _is_personal(annotation: Any) -> bool:
    named = _PERSONAL in getattr(annotation, "__metadata__", ())
    return named or any(_is_personal(each) for each in get_args(annotation))


def kind_of(event: type) -> EventKind:
    """Return what kind of event a class is. Raises TypeError for other classes."""
    kind = vars(event).get(_KIND)
    if not isinstance(kind, EventKind):
        raise TypeError(f"{event.__name__} is no event")
    return kind


def name_of(event: type) -> str:
    """Return the name under which a kind of event stands in the trail. Raises TypeError for other classes."""
    return kind_of(event).name


def events_in(room: ModuleType) -> list[type]:
    """Return all kinds of events that are defined in the `events.py` of a capability."""
    defined = (each for each in vars(room).values() if isinstance(each, type))
    return [each for each in defined if _KIND in vars(each) and each.__module__ == room.__name__]


def present_name(name: str) -> str:
    """Return what is now called as an entry names it."""
    return FORMER_NAMES.get(name, name)


def kinds() -> Mapping[str, EventKind]:
    """Return every kind of event of the application at work, by its name."""
    return {name_of(each): kind_of(each) for each in EVENTS.here()}


@event(
    "audit.chain_begun",
    N_("From here on entries are sealed with a key. The %(last)s entries before keep their earlier seals."),
)
class ChainBegun:
    last: int


@event(
    "erasure.begun",
    N_("%(actor)s had the personal data here erased: texts, names, addresses, files."),
)
class ErasureBegun:
    """From this entry on the database lets the content go, and `hiring audit verify` does not miss it."""

    opening_id: int | None
    application_id: int | None
    erases: str
    """`rules.about_application`, `about_staff`, `about_referee` or `about_hold`."""


@event(
    "audit.reason_taken_out",
    N_("%(actor)s took out a reason about the whole opening because it named a person."),
)
class ReasonTakenOut:
    """The same for a reason that is nobody's own, and that no erasure of a person reaches."""

    opening_id: int
    erases: str
    """`rules.about_entry`, or what the reason of an opening is called that stands in no entry."""
