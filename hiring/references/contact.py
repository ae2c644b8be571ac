"""An address or number that is not to be written to, known by a keyed hash: the address is not kept. Pure."""

import hashlib
import hmac
from enum import StrEnum

from hiring.persons import mailbox_of


class RefusalCause(StrEnum):
    """How somebody said that they are not to be contacted again."""

    DECLINING = "declining"
    """Ticked beside declining a request."""
    PAGE = "page"
    """On the page behind the link of a mail, at any time."""


def contact_hash(secret_key: str, address: str) -> str:
    """Return what stands for every spelling of `address` that reaches one mailbox; or for a number.

    Without the key of the installation nobody can try addresses out; with another key nothing is known again.

    >>> contact_hash("key", "Rina+kerja@surel.example") == contact_hash("key", "rina@surel.example")
    True
    """
    known_as = mailbox_of(address) if "@" in address else address
    message = f"contact:{known_as}".encode()
    return hmac.new(secret_key.encode(), message, hashlib.sha256).hexdigest()
