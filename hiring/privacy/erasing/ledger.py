"""What was erased, kept outside the database: a backup that is restored knows nothing of it.

One line of JSON each, with random ids and keyed hashes only:
`{"what": "application", "public_id": "...", "at": "..."}`.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

#: In the instance folder.
LEDGER = "erasures.jsonl"
#: Somebody is not to be contacted, or may be again: a backup that is restored must not forget it.
CONTACT_REFUSED, CONTACT_ALLOWED = "contact_refused", "contact_allowed"
OF_CONTACT = frozenset({CONTACT_REFUSED, CONTACT_ALLOWED})


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line: `at` is an ISO moment."""

    what: str
    """`application`, `referee`, `reason`, `minutes`, `change_note`, or one of `OF_CONTACT`."""
    public_id: str
    """Of a reason the seal of its entry, of minutes the operation, of a note that of its version.

    Of a wish not to be contacted its own, its cause and the keyed hash of the address, with colons between.
    """
    at: str


def note_erasure(file: Path, what: str, public_id: str, at: datetime) -> None:
    """Append one line for good, unless it is there already. Raises OSError."""
    if any((each.what, each.public_id) == (what, public_id) for each in erasures_in(file)):
        return
    line = json.dumps(asdict(Erasure(what, public_id, at.isoformat()))) + "\n"
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(number, line.encode())
        os.fsync(number)
    finally:
        os.close(number)


def erasures_in(file: Path) -> list[Erasure]:
    """Return what the file names, oldest first; nothing where there is none.

    A line that a power cut left half written is passed over: its work is done again. Raises OSError.
    """
    if not file.exists():
        return []
    return [found for line in file.read_text("utf-8").splitlines() if (found := _read(line))]


def _read(line: str) -> Erasure | None:
    try:
        return Erasure(**json.loads(line))
    except (ValueError, TypeError):
        return None
