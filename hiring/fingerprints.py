"""Name a value by its content: the same value has the same name everywhere. Pure."""

import hashlib
import json


def canonical_hash(value: object) -> str:
    """Return the SHA-256 of `value` (plain JSON) in its one canonical spelling."""
    spelled = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def mark_of(value: object) -> str:
    """Return a short mark that differs when `value` differs: it shows that a form has grown old."""
    return canonical_hash(value)[:20]
