"""A sheet to choose from, as its author writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from hiring.banks.parts import Option, PartOfTask, WordLimits
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


class SheetColumnKind(StrEnum):
    """What the cells of a column hold, and so how they are written."""

    NUMBER = "number"
    PERCENT = "percent"
    """A number of hundredths: 4.2 is shown as 4.2%."""
    AMOUNT = "amount"
    """Rupiah."""
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn(Exact):
    """One thing that the sheet says of every row."""

    key: str
    title: Localised
    kind: SheetColumnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(Option):
    """One of those to choose from; `text` is the name. Every column has a cell in one of both."""

    figures: Mapping[str, float] = field(default_factory=dict)
    texts: Mapping[str, Localised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist(PartOfTask):
    """A sheet from which so many are chosen, with the warning signs that may be ticked in every row."""

    kind: Literal["shortlist"]
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    signs: tuple[Option, ...]
    choose: int
    words: WordLimits | None = None
    """How many words are asked for in each reason."""
    rated: bool = True
