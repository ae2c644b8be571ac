"""A table to fill in, as its author lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from hiring.banks.parts import PartOfTask
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


class ColumnKind(StrEnum):
    """What belongs into the cells of a column."""

    TEXT = "text"
    AMOUNT = "amount"
    """Money: shown to the right, read with or without `Rp` and with dots or commas."""
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Exact):
    """A column of a table. Where `sum` is true the sum of its cells is shown below."""

    key: str
    title: Localised
    kind: ColumnKind
    sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart(PartOfTask):
    """A table to correct or fill in: fixed columns, rows to start from, rows to add."""

    kind: Literal["table"]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Localised], ...] = ()
    max_rows: int
    rated: bool = True
