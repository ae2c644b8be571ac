"""Whether a report is one of ours, still in force, and unchanged: by its code or by its bytes."""

import hashlib
from typing import BinaryIO

#: Larger files are not reports of ours.
LARGEST_FILE = 15 * 1024 * 1024
_PIECE = 256 * 1024


def verify_url(site: str, code: str) -> str:
    """Return the address printed on a report, where whoever holds it can check it."""
    return f"{site}/verify/{code}"


def fingerprint_of(source: BinaryIO) -> str | None:
    """Return the SHA-256 of a file, or None when it is larger than any report of ours."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > LARGEST_FILE:
            return None
        digest.update(piece)
    return digest.hexdigest()
