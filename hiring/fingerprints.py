"""Name a value by its content: the same value has the same name everywhere. Pure."""

import hashlib
import json


def canonical_json(value: object, *, ascii_only: bool = False) -> str:
    """Return `value` (plain JSON) in its one canonical spelling.

    `ascii_only` writes every other character as an escape: what was first hashed so stays so.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)


def canonical_hash(value: object, *, ascii_only: bool = False) -> str:
    """Return the SHA-256 of `value` (plain JSON) in its canonical spelling."""
    return hashlib.sha256(canonical_json(value, ascii_only=ascii_only).encode()).hexdigest()


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8: what `sha256sum` says of a file that holds it, and no more."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_groups(sha256: str) -> str:
    """Return a hash in groups of eight, to be read aloud and compared; mail filters mistrust the long word.

    >>> in_groups("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))


def mark_of(value: object) -> str:
    """Return a short mark that differs when `value` differs: it shows that a form has grown old."""
    return canonical_hash(value)[:20]
