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


def mark_of(value: object) -> str:
    """Return a short mark that differs when `value` differs: it shows that a form has grown old."""
    return canonical_hash(value)[:20]
