"""Many revisions that grew out of each other, in few bytes. Pure.

A pack is the xz of lines, one for each revision, in order: all that its row said, as JSON. What
a text has in common with the one before costs next to nothing, so that compressing them together is as
good as keeping differences, and any tool for xz can read it.
"""

import json
import lzma
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hiring.sittings.normalising import fingerprint

#: The window holds several of the longest answers. The usual one is eight times as large, takes eight
#: times the memory and saves nothing here; lower presets leave hashes a fifth longer.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1024**2}]


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of one part: what was written when, by which operation."""

    id: int
    """Of its row, which may be gone."""
    revision: int
    operation_id: str
    value: dict[str, Any]
    sha256: str
    words: int
    saved_at: datetime
    superseded: bool

    @property
    def sound(self) -> bool:
        """Say whether the answer is still the one its hash names."""
        return fingerprint(self.value) == self.sha256


def pack(revisions: Iterable[Revision]) -> bytes:
    """Return the revisions of one part as one pack."""
    return lzma.compress("\n".join(map(_as_line, revisions)).encode(), filters=_FILTERS)


def unpack(packed: bytes) -> list[Revision]:
    """Return what is in a pack. Raises ValueError where it is damaged."""
    try:
        lines = lzma.decompress(packed).decode().split("\n")
        return [_from_line(line) for line in lines]
    except (lzma.LZMAError, EOFError, TypeError, KeyError) as error:
        raise ValueError(f"a pack is damaged: {error}") from error


def _as_line(revision: Revision) -> str:
    plain = asdict(revision) | {"saved_at": revision.saved_at.isoformat()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _from_line(line: str) -> Revision:
    plain = json.loads(line)
    return Revision(**plain | {"saved_at": datetime.fromisoformat(plain["saved_at"])})
