"""What HR asks of the table of candidates: which stage, which words, in which order. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from hiring.openings.rules import Stage
from hiring.web.paging import searched_text


class ProgressOrder(StrEnum):
    """What the table can be ordered by: each has an index, so that every page costs the same."""

    NAME = "name"
    SINCE = "since"
    """Since when somebody stands at the stage; the stages themselves filter the table."""
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One view of the table, as it stands in the address."""

    stage: Stage | None = None
    search: str = ""
    column: ProgressOrder = ProgressOrder.NAME
    descending: bool = False

    def address_values(self, **changes: Any) -> dict[str, str]:
        """Return the values for an address of this view with `changes`; defaults are left out."""
        view = replace(self, **changes)
        values = {
            "stage": view.stage.value if view.stage else "",
            "q": view.search,
            "sort": "" if view.column is ProgressOrder.NAME else view.column.value,
            "order": "desc" if view.descending else "",
        }
        return {name: value for name, value in values.items() if value}

    def sorted_by(self, column: ProgressOrder) -> "Wanted":
        """Return the view a click on a heading leads to: the same column turns the order round."""
        turned = column is self.column and not self.descending
        return replace(self, column=column, descending=turned)


def wanted(values: Mapping[str, str]) -> Wanted:
    """Read a view from an address; whatever is not on the lists is left at its default."""
    stage, column = values.get("stage", ""), values.get("sort", "")
    return Wanted(
        stage=Stage(stage) if stage in set(Stage) else None,
        search=searched_text(values.get("q")),
        column=ProgressOrder(column) if column in set(ProgressOrder) else ProgressOrder.NAME,
        descending=values.get("order") == "desc",
    )


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One candidate in HR's table."""

    id: int
    public_id: str
    code: str
    name: str
    email: str
    stage: Stage
    stage_at: datetime
    invited_at: datetime
    started_at: datetime | None
    handed_in_at: datetime | None
    reminded_at: datetime | None
    seconds_used: int
    seen_at: datetime | None
    """Last sign of life in any browser; None = the link was never opened."""


@dataclass(frozen=True, slots=True)
class StageCounts:
    """How many applications stand at each stage, and how many have come how far."""

    at: Mapping[Stage, int]

    @property
    def invited(self) -> int:
        return sum(self.at.values())

    def reached(self, *stages: Stage) -> int:
        return sum(self.at.get(stage, 0) for stage in stages)

    @property
    def started(self) -> int:
        """Began to work and did not leave."""
        return self.reached(Stage.SITTING) + self.handed_in

    @property
    def handed_in(self) -> int:
        return self.reached(Stage.HANDED_IN, Stage.SCORING) + self.scored

    @property
    def scored(self) -> int:
        return self.reached(Stage.SCORED, Stage.DECIDED)

    @property
    def unfinished(self) -> int:
        """Still have something to do before the opening closes."""
        return self.reached(Stage.INVITED, Stage.CONSENTED, Stage.SITTING)
