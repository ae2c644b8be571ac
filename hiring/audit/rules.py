"""How entries are sealed into a chain, and how a break is found."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: What the first entry follows.
GENESIS = hashlib.sha256(b"hiring audit trail").hexdigest()


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as the chain sees it."""

    id: int
    fact: str
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
    fact: str,
    details: dict[str, Any],
    actor: str,
    opening_id: int | None,
    application_id: int | None,
    at: datetime,
    previous: str,
) -> str:
    """Return the SHA-256 over everything an entry says and the seal before it."""
    content = [previous, id, fact, details, actor, opening_id, application_id, at.isoformat()]
    payload = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(payload.encode()).hexdigest()


def first_break(entries: Iterable[SealedEntry], *, head: str) -> str | None:
    """Return a sentence about the first place where the chain does not hold, or None.

    `head` is the seal the chain should end with: it shows entries cut off at the end.
    """
    previous, expected_id = GENESIS, 1
    for entry in entries:
        if entry.id != expected_id:
            return f"entry {expected_id} is missing"
        if entry.previous != previous:
            return f"entry {entry.id} does not follow the entry before it"
        content = {name: getattr(entry, name) for name in _SEALED}
        if seal_of(**content) != entry.seal:
            return f"entry {entry.id} was changed"
        previous, expected_id = entry.seal, expected_id + 1
    if previous != head:
        return f"entries after {expected_id - 1} are missing"
    return None


_SEALED = ("id", "fact", "details", "actor", "opening_id", "application_id", "at", "previous")
