"""How entries are sealed into a chain, and how a break is found."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hiring.fingerprints import canonical_hash, canonical_json
from hiring.i18n import N_

#: What the first entry follows.
GENESIS = hashlib.sha256(b"hiring audit trail").hexdigest()

#: By which rule entries are sealed now. Those of version 1 have no key, and hold what they say themselves.
VERSION = 2

#: By which rule entries commit to what stands elsewhere. Commitments of rule 1 carry no number.
COMMITMENT_RULE = 2

#: Under which name an entry commits to its personal fields.
PERSONAL = "personal"

#: How what an entry `erases` begins, where it is the words of one other entry.
OF_ENTRY = "entry:"

#: The entry that ends the chain of version 1.
CHAIN_BEGUN = "audit.chain_begun"


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
    version: int = 1
    key_mark: str | None = None
    commitments: dict[str, Any] | None = None
    erases: str | None = None


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
    """Return the seal of version 1: the SHA-256 over everything an entry says and the seal before it."""
    content = [previous, id, event, details, actor, opening_id, application_id, at.isoformat()]
    return canonical_hash(content)


def keyed_seal_of(
    key: bytes,
    *,
    key_mark: str | None,
    commitments: dict[str, Any] | None,
    erases: str | None,
    id: int,
    event: str,
    details: dict[str, Any],
    actor: str,
    opening_id: int | None,
    application_id: int | None,
    at: datetime,
    previous: str,
) -> str:
    """Return the seal of version 2: the HMAC-SHA256 under `key` over all that, and what it binds."""
    said = [previous, id, event, details, actor, opening_id, application_id, at.isoformat()]
    content = canonical_json([2, key_mark, commitments, erases, *said])
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def commitment_to(salt: str, content: object) -> str:
    """Return what fixes `content` (plain JSON) without telling it to who does not know `salt`.

    It begins with the number of the rule by which it was made: "2:" and a SHA-256.
    """
    return f"{COMMITMENT_RULE}:{canonical_hash([COMMITMENT_RULE, salt, content])}"


def is_commitment_to(commitment: str, salt: str, content: object) -> bool:
    """Say whether a commitment fixes this: without a number it is of rule 1; of another it fixes nothing.

    >>> is_commitment_to(commitment_to("ab12", "Sari"), "ab12", "Sari")
    True
    """
    rule, _, hashed = commitment.rpartition(":")
    made = {"": [salt, content], str(COMMITMENT_RULE): [COMMITMENT_RULE, salt, content]}
    return rule in made and canonical_hash(made[rule]) == hashed


def about_application(application_id: int) -> str:
    """Return how an application is named where it is said whose something is."""
    return f"application:{application_id}"


def about_staff(user_id: int) -> str:
    """Return how a member of staff is named where it is said whose something is."""
    return f"staff:{user_id}"


def about_referee(request_id: int) -> str:
    """Return how the referee of one request is named where it is said whose something is."""
    return f"referee:{request_id}"


def about_hold(hold_id: int) -> str:
    """Return how a hold on a whole opening is named where it is said whose something is."""
    return f"hold:{hold_id}"


def about_entry(entry_id: int) -> str:
    """Return how the words of one entry are named where it is said that they go."""
    return f"{OF_ENTRY}{entry_id}"


def about(details: Mapping[str, Any]) -> str | None:
    """Return whose personal fields stand beside an entry; None where it names nobody and no hold."""
    if details.get("application_id"):
        return about_application(details["application_id"])
    if details.get("hold_id"):
        return about_hold(details["hold_id"])
    return about_staff(details["user_id"]) if details.get("user_id") else None


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how it shows; `sentence` is for people, in source text."""

    sentence: str
    entry_id: int
    place: Mapping[str, object] = field(default_factory=dict)
    """What else `sentence` names."""

    def __str__(self) -> str:
        return self.sentence % {"number": self.entry_id, **self.place}


MISSING = N_("entry %(number)s is missing")
OUT_OF_LINE = N_("entry %(number)s does not follow the entry before it")
CHANGED = N_("entry %(number)s was changed")
CUT_OFF = N_("the entries after entry %(number)s are missing")
ADDED = N_("entry %(number)s was put in from outside")
OTHER_KEY = N_("entry %(number)s is sealed with a key that the settings do not name (%(mark)s)")
WITHOUT_KEY = N_("entry %(number)s has no seal with a key, though entries before it have one")


class Walk:
    """Goes along the chain, entry by entry. `keys` are known by their marks.

    `is_forgotten` says of an entry of version 1 whether its names were erased: its seal no longer fits.
    """

    def __init__(
        self, keys: Mapping[str, bytes], is_forgotten: Callable[[SealedEntry], bool] = lambda _: False
    ) -> None:
        self._keys, self._is_forgotten = keys, is_forgotten
        self._previous, self._version = GENESIS, 1
        self.expected_id = 1

    def break_at(self, entry: SealedEntry) -> Break | None:
        """Return what is wrong with the next entry, or None where it follows and holds."""
        if entry.id != self.expected_id:
            return Break(MISSING, self.expected_id)
        if entry.previous != self._previous:
            return Break(OUT_OF_LINE, entry.id)
        if found := self._ill_sealed(entry):
            return found
        self._previous, self._version, self.expected_id = entry.seal, entry.version, entry.id + 1
        return None

    def _ill_sealed(self, entry: SealedEntry) -> Break | None:
        said = {name: getattr(entry, name) for name in _SAID}
        if entry.version < self._version:
            return Break(WITHOUT_KEY, entry.id)
        if entry.version == 1:
            holds = seal_of(**said) == entry.seal or self._is_forgotten(entry)
            return None if holds else Break(CHANGED, entry.id)
        if self._version == 1 and entry.id > 1 and entry.event != CHAIN_BEGUN:
            return Break(OUT_OF_LINE, entry.id)
        key = self._keys.get(entry.key_mark or "")
        if key is None:
            return Break(OTHER_KEY, entry.id, {"mark": entry.key_mark or "-"})
        bound = {name: getattr(entry, name) for name in _BOUND}
        return None if keyed_seal_of(key, **said, **bound) == entry.seal else Break(CHANGED, entry.id)


_SAID = ("id", "event", "details", "actor", "opening_id", "application_id", "at", "previous")
_BOUND = ("key_mark", "commitments", "erases")
