"""Secret links and session tokens: made from the installation's secret, kept only as hashes."""

import hashlib
import secrets

from hiring.mail.links import link_token

__all__ = ["link_token", "new_token", "token_hash"]


def new_token() -> str:
    """Return 256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
