"""The head of the chain, written down outside the database once a day: one line each.

    2026-11-29T00:00:04+00:00 1234 4f0c...

Whoever has the database alone can neither cut off the end of the trail nor write it anew so that it
still fits these lines; a copy that somebody received by mail is out of the reach of the server, too.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hiring.settings import Settings

_PARTS = 3
_SEAL = 64


class NoHeads(Exception):
    """A file holds something else; the text is one sentence that names the line."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the trail at a moment, and its seal."""

    at: datetime
    entry_id: int
    seal: str

    def __str__(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.entry_id} {self.seal}"


def read_heads(path: Path) -> list[Head]:
    """Return the heads in a file, or in a mail that was saved: lines that are none are passed over.

    Raises NoHeads where there is none at all.
    """
    try:
        written = path.read_bytes()
    except OSError as error:
        raise NoHeads(f"{path} cannot be read: {error.strerror}.") from error
    lines = [*written.decode("utf-8", "replace").splitlines(), *_lines_of_a_mail(written)]
    heads = list(dict.fromkeys(head for line in lines if (head := _head_in(line))))
    if not heads:
        raise NoHeads(f"{path} holds no head of the audit trail.")
    return heads


def _lines_of_a_mail(written: bytes) -> list[str]:
    """Return the text of a mail that was saved: on its way a long line may have been broken."""
    from email import message_from_bytes  # a mail is read seldom, and its parser loads slowly
    from email.policy import default

    body = message_from_bytes(written, policy=default).get_body(("plain",))
    return str(body.get_content()).splitlines() if body is not None else []


def heads_beside(settings: Settings) -> list[Head]:
    """Return the heads that this installation has written, or none where it has not yet."""
    try:
        return read_heads(settings.audit_heads_file)
    except NoHeads:
        return []


def _head_in(line: str) -> Head | None:
    parts = line.split()
    if len(parts) != _PARTS or not parts[1].isdigit() or len(parts[2]) != _SEAL:
        return None
    try:
        at = datetime.fromisoformat(parts[0])
    except ValueError:
        return None
    return Head(at, int(parts[1]), parts[2]) if at.tzinfo else None


def add_head(path: Path, head: Head) -> None:
    """Add a line to the file, and return once it has reached the disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{head}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def newest(heads: Iterable[Head]) -> Head | None:
    """Return the head that was written last."""
    return max(heads, key=lambda head: head.at, default=None)
