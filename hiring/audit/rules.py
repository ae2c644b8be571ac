"""How entries are sealed into a chain, and how a break is found."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hiring.fingerprints import canonical_hash
from hiring.i18n import N_

#: What the first entry follows.
GENESIS = hashlib.sha256(b"hiring audit trail").hexdigest()


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as the chain sees it."""

    id: int
    event: str
    details: dict[str, Any]
    actor: str
    opening_id: int | None
    application_id: int | None
    at: datetime
    previous: str
    seal: str


def seal_of(
    *,
    id: int,
    event: str,
    details: dict[str, Any],
    actor: str,
    opening_id: int | None,
    application_id: int | None,
    at: datetime,
    previous: str,
) -> str:
    """Return the SHA-256 over everything an entry says and the seal before it."""
    content = [previous, id, event, details, actor, opening_id, application_id, at.isoformat()]
    return canonical_hash(content)


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how it shows; `sentence` is for people, in source text."""

    sentence: str
    entry_id: int

    def __str__(self) -> str:
        return self.sentence % {"number": self.entry_id}


MISSING = N_("entry %(number)s is missing")
OUT_OF_LINE = N_("entry %(number)s does not follow the entry before it")
CHANGED = N_("entry %(number)s was changed")
CUT_OFF = N_("the entries after entry %(number)s are missing")
ADDED = N_("entry %(number)s was put in from outside")


def first_break(entries: Iterable[SealedEntry], *, head_id: int, head: str) -> Break | None:
    """Return the first place where the chain does not hold, or None.

    `head` is the seal the entry `head_id` should have: it shows entries cut off
    at the end. Entries after it came while the chain was being read.
    """
    previous, expected_id = GENESIS, 1
    for entry in entries:
        if entry.id != expected_id:
            return Break(MISSING, expected_id)
        if entry.previous != previous:
            return Break(OUT_OF_LINE, entry.id)
        content = {name: getattr(entry, name) for name in _SEALED}
        if seal_of(**content) != entry.seal:
            return Break(CHANGED, entry.id)
        if entry.id == head_id and entry.seal != head:
            return Break(CUT_OFF, entry.id)
        previous, expected_id = entry.seal, expected_id + 1
    return Break(CUT_OFF, expected_id - 1) if expected_id <= head_id else None


_SEALED = ("id", "event", "details", "actor", "opening_id", "application_id", "at", "previous")
