"""A table to fill in, as its author lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimit(Exact):
    """How much the cells of a column may add up to."""

    column: str
    most: float
    by: str | None = None
    """Rows that begin with the same word in this column, such as a day, are added up by themselves."""
    only: Mapping[str, str] = field(default_factory=dict)
    """Only rows count whose cell in the column holds this word, such as a name."""
    without: Mapping[str, str] = field(default_factory=dict)
    """Rows do not count whose cell in the column holds this word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedNumbers(Exact):
    """Numbers that rows should list, such as those of comments, and numbers that belong in no row."""

    column: str
    belong: tuple[int, ...]
    stray: tuple[int, ...] = ()
    counted_in: str | None = None
    """The column in which each row says how many it lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKey(Exact):
    """What reviewers read beside a filled table. It earns no points.

    Rows are named as they begin in Indonesian, in the first column of text.
    """

    right: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    """The figure of a column in a row to fill in or to correct; null where none can be worked out."""
    unchanged: tuple[str, ...] = ()
    """Rows whose figures are right as they are found."""
    limits: tuple[TableLimit, ...] = ()
    numbers: ListedNumbers | None = None
