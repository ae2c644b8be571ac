"""Hash and check passwords (argon2id), with the same work for known and unknown addresses."""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
#: Each hash takes 64 MiB: more than two at once could be used to exhaust the memory.
_at_once = threading.BoundedSemaphore(2)
_nobodys_hash: list[str] = []


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Say whether `password` is right; an unknown person's (None) takes as long and is wrong."""
    if password_hash is None:
        if not _nobodys_hash:
            _nobodys_hash.append(hash_password(secrets.token_hex()))
        password_hash, known = _nobodys_hash[0], False
    else:
        known = True
    try:
        with _at_once:
            return _hasher.verify(password_hash, password) and known
    except (VerificationError, InvalidHashError):
        return False
