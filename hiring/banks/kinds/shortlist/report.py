"""A shortlist as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One of the sheet, with its place on the shortlist if it has one."""

    name: str
    place: int | None
    signs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShortlistAnswer:
    """Every row of the sheet, those chosen first and in their order."""

    rows: tuple[ListedRow, ...]
    kind: Literal["shortlist"] = "shortlist"
    folder: ClassVar[str] = "kinds/shortlist"
