"""Secret links and session tokens: made from the installation's secret, kept only as hashes."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """Return 256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def link_token(secret_key: str, purpose: str, row_id: int, generation: int) -> str:
    """Return the secret of a link, the same each time it is asked for.

    A mail is written when it is sent, perhaps twice after a crash: both copies
    must carry the same link, and nothing but its hash may lie in the database.
    A new `generation` makes a new link; the old one's hash is overwritten.
    """
    message = f"{purpose}:{row_id}:{generation}".encode()
    digest = hmac.new(secret_key.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
