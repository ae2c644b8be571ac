"""Rows that entries of the trail seal: what was decided is bound to the entry that tells of it.

An entry holds a salted hash of such a row; the salt stands beside the entry and goes with an erasure.
`hiring audit verify` reads the rows again and compares.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True)
class Bound:
    """A row as an entry seals it. `content` is plain JSON; None takes an earlier seal back."""

    kind: str
    row_id: int
    content: Any


@dataclass(frozen=True, slots=True)
class Binding:
    """One kind of row that entries seal, and how it is read again."""

    kind: str
    changed: str
    """English source text that says which entry (%(number)s) seals something that is no longer so."""
    unsealed: str
    """The same, where a row (%(row)s) claims to be sealed and no entry seals it."""
    read: Callable[[Session, Collection[int]], Mapping[int, Any]]
    """Return what of these rows is sealed, by their number; without those that are not sealed now."""
    sealed_since: Callable[[datetime | None], Select[int, int]]
    """Return the statement for `id` and `application_id` of all rows sealed after a moment, or ever."""
    erasable: bool
    """Whether erasure may take the salt: not where the content is nobody's, such as a level."""


BINDINGS: ExtensionPoint[Binding] = ExtensionPoint("rows that entries seal")


@dataclass(frozen=True, slots=True)
class HashedRow:
    """A row as it stands: which it is, whose, and whether its text still has the hash beside it."""

    row_id: int
    application_id: int
    holds: bool


@dataclass(frozen=True, slots=True)
class HashedRows:
    """One kind of row that holds a text and the hash that was made of it when it was written."""

    changed: str
    """English source text that says which row (%(row)s) holds a text that its hash is not of."""
    read: Callable[[Session], Iterator[HashedRow]]
    """Yield all of them, a piece at a time. Raises `fingerprints.UnknownHashRule`."""


HASHED_ROWS: ExtensionPoint[HashedRows] = ExtensionPoint("rows that hold a text and its hash")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong, for people: title of the opening, code of the candidate."""

    opening: Localised
    code: str


#: Each returns the place of an application, by its number, where it knows it.
PLACES: ExtensionPoint[Callable[[Session, int], Place | None]] = ExtensionPoint("where something is wrong")


def name_of_row(kind: str, row_id: int) -> str:
    """Return the name under which an entry commits to a row."""
    return f"{kind}:{row_id}"
