"""Secret links in mails: made when the mail is written, so that only their hash lies in the database."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

#: Stands where the secret would be, on pages that must not give it away.
MASK = "••••••••"


def link_token(secret_key: str, purpose: str, row_id: int, generation: int) -> str:
    """Return the secret of a link, the same each time it is asked for.

    A mail is written when it is sent, perhaps twice after a crash: both copies
    must carry the same link, and nothing but its hash may lie in the database.
    A new `generation` makes a new link; the old one's hash is overwritten.
    """
    message = f"{purpose}:{row_id}:{generation}".encode()
    digest = hmac.new(secret_key.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def address_of(link: Mapping[str, Any], *, base_url: str, secret_key: str | None) -> str:
    """Return the whole address a `SecretLink` stands for; masked when no `secret_key` is given."""
    token = MASK
    if secret_key is not None:
        token = link_token(secret_key, link["purpose"], link["row_id"], link["generation"])
    return base_url + str(link["path"]).replace("{token}", token)
