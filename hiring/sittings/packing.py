"""Many revisions that grew out of each other, in few bytes. Pure.

A pack is the xz of one JSON object: for each column of the rows what they said, in order; hashes
and operations stand one behind the other without dashes and quotes, as nothing else of them can be
spared. What a text has in common with the one before costs next to nothing, so that compressing them
together is as good as keeping differences, and any tool for xz can read it. Earlier packs hold a line
for each row instead, take a sixth more and stay as they are.
"""

import json
import lzma
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from hiring.sittings.normalising import ANSWERS

#: The window holds several of the longest answers. The usual one is eight times as large, takes eight
#: times the memory and saves nothing here; lower presets leave hashes a fifth longer. Letters are not
#: aligned as numbers are, hence no bits of context and position.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1024**2, "lc": 0, "pb": 0}]


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
        """Say whether the answer is still the one its hash names, by the rule that made the hash."""
        return ANSWERS.is_of(self.sha256, self.value)


#: Of a hash that rule 1 has made.
_DIGITS = 64
_COLUMNS = [each.name for each in fields(Revision)]


def pack(revisions: Iterable[Revision]) -> bytes:
    """Return the revisions of one part as one pack."""
    rows = [asdict(each).values() for each in revisions]
    columns: dict[str, Any] = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=False))
    if rows:
        columns["saved_at"] = [each.isoformat() for each in columns["saved_at"]]
        columns["sha256"] = _one_behind_the_other(columns["sha256"])
        columns["operation_id"] = _joined(columns["operation_id"])
    plain = json.dumps(columns, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return lzma.compress(plain.encode(), filters=_FILTERS)


def unpack(packed: bytes) -> list[Revision]:
    """Return what is in a pack. Raises ValueError where it is damaged."""
    try:
        return [_from_row(row) for row in rows_in(lzma.decompress(packed).decode())]
    except (lzma.LZMAError, EOFError, TypeError, KeyError) as error:
        raise ValueError(f"a pack is damaged: {error}") from error


def rows_in(written: str) -> list[dict[str, Any]]:
    """Return the rows of a pack: one line holds them by column, as packs do now, or each line one."""
    lines = [json.loads(line) for line in written.split("\n")]
    if not isinstance(lines[0]["id"], list):
        return lines
    [columns] = lines
    if isinstance(columns["sha256"], str):
        columns["sha256"] = textwrap.wrap(columns["sha256"], _DIGITS)
    if isinstance(columns["operation_id"], str):
        columns["operation_id"] = [str(UUID(each)) for each in textwrap.wrap(columns["operation_id"], 32)]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _one_behind_the_other(hashes: list[str]) -> list[str] | str:
    """Return hashes one behind the other, if all are of rule 1: those of later rules are of other lengths."""
    is_first = all(len(each) == _DIGITS and ":" not in each for each in hashes)
    return "".join(hashes) if is_first else hashes


def _joined(operations: list[str]) -> list[str] | str:
    """Return operations one behind the other, if all are UUIDs in the usual spelling."""
    try:
        short = [UUID(each).hex for each in operations]
    except ValueError:
        return operations
    return "".join(short) if [str(UUID(each)) for each in short] == operations else operations


def _from_row(row: dict[str, Any]) -> Revision:
    return Revision(**row | {"saved_at": datetime.fromisoformat(row["saved_at"])})
