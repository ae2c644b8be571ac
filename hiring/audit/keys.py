"""The key that seals the trail: it stands outside the database, in the settings or beside the secret key.

Whoever can write the database, and nothing else, can make no seal.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from hiring.settings import Settings

_KEPT = "keys of the trail"


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A key, and the mark by which entries say that it sealed them."""

    mark: str
    """Eight hexadecimal digits that tell nothing of the key."""
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealingKeys:
    """The key that seals, and all that may have sealed before, by their marks."""

    current: SealingKey
    by_mark: Mapping[str, bytes] = field(repr=False)


class NoSealingKey(Exception):
    """A database was opened to write the trail, and nobody said with which key: a fault of the program."""


def key_of(text: str) -> SealingKey:
    """Return the key that is made of a secret text: of `secret_key`, or of one for the trail alone."""
    secret = hmac.new(text.encode(), b"hiring: seals of the audit trail", hashlib.sha256).digest()
    return SealingKey(hmac.new(secret, b"which key is this", hashlib.sha256).hexdigest()[:8], secret)


def keys_of(settings: Settings) -> SealingKeys:
    """Return the keys that the settings name; the one made of `secret_key` may always have sealed."""
    former = (settings.secret_key, *settings.audit_former_keys)
    return keys_from(settings.audit_key or settings.secret_key, *former)


def keys_from(current: str, *former: str) -> SealingKeys:
    """Return the key made of `current`, which seals, with those that sealed before."""
    keys = [key_of(text) for text in (current, *former)]
    return SealingKeys(keys[0], {key.mark: key.secret for key in keys})


def seal_with(engine: Engine, keys: SealingKeys) -> None:
    """Have whoever works on this database seal with these keys."""
    engine.update_execution_options(**{_KEPT: keys})


def keys_behind(session: Session) -> SealingKeys:
    """Return the keys of this session's database. Raises NoSealingKey."""
    keys: SealingKeys | None = session.get_bind().get_execution_options().get(_KEPT)
    if keys is None:
        raise NoSealingKey("call seal_with() for this engine")
    return keys
