"""Hash and check passwords (argon2id), with the same work for known and unknown addresses.

Both take long on purpose: done before `begin_writing()`, nobody waits for them.
"""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hiring.accounts.rules import SHORTEST_PASSWORD
from hiring.errors import HiringError
from hiring.i18n import N_

#: Dear on purpose, for whoever guesses; tests, which hash all day long, put a cheap one here.
HASHER = PasswordHasher()
#: Each hash takes 64 MiB: more than two at once could be used to exhaust the memory.
_at_once = threading.BoundedSemaphore(2)
_nobodys_hash: list[str] = []


class WeakPassword(HiringError):
    """Too short to be the only lock on the door."""

    status = 422
    sentence = N_("A password has at least %(length)s characters; a short sentence is best.")


def hash_password(password: str) -> str:
    """Return what is kept of a new password. Raises WeakPassword."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(length=SHORTEST_PASSWORD)
    with _at_once:
        return HASHER.hash(password)


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
            return HASHER.verify(password_hash, password) and known
    except (VerificationError, InvalidHashError):
        return False
