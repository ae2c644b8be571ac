"""Scored candidates side by side: how the table is ordered, and what its figures do not say. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hiring.decisions.rules import DecisionFilter, Outcome, Told
from hiring.scoring.scores import Missing

TOTAL, NAME = "total", "name"


@dataclass(frozen=True, slots=True)
class Figure:
    """One candidate's score in one competency, with what it rests on."""

    score: Decimal | None
    missing: Missing | None
    n_ratings: int
    differs: bool
    not_answered: int = 0
    """Tasks left empty, each of which counts as level 1."""
    excused: int = 0
    """Tasks that leave the mean."""
    provisional: int = 0
    """Tasks that count by a key which no panel of experts has confirmed."""


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """One candidate whose answers are all scored."""

    application_id: int
    public_id: str
    code: str
    name: str
    total: Decimal | None
    n_ratings: int
    weight_covered: Decimal | None
    figures: Mapping[str, Figure]
    fewer_ratings: bool = False
    """HR let the scores stand with fewer ratings than planned."""
    outcome: Outcome | None = None
    awaits_letter: bool = False
    told: Told | None = None
    """The last letter about a decision, which may tell another one than stands."""

    @property
    def has_excused(self) -> bool:
        """Say whether something leaves the means: the total is marked then."""
        return any(figure.excused for figure in self.figures.values())

    @property
    def has_provisional(self) -> bool:
        """Say whether the total rests on a provisional key."""
        return any(figure.provisional for figure in self.figures.values())

    @property
    def answered_nothing(self) -> bool:
        missing = {figure.missing for figure in self.figures.values()} - {Missing.NO_TASK}
        return missing == {Missing.NO_ANSWER}

    @property
    def covers_all(self) -> bool:
        return self.weight_covered == 100


@dataclass(frozen=True, slots=True)
class Order:
    """What the table is ordered by: the total, the name, or the code of a competency."""

    column: str = TOTAL
    descending: bool = True

    def by(self, column: str) -> "Order":
        """Return what a click on the heading of `column` asks for: the same one turns the order round."""
        if column == self.column:
            return replace(self, descending=not self.descending)
        return Order(column, descending=column != NAME)

    def state_of(self, column: str) -> str | None:
        """Return the value of `aria-sort` for a heading."""
        if column != self.column:
            return None
        return "descending" if self.descending else "ascending"

    def address_values(self) -> dict[str, str]:
        """Return the values for an address of this order; the usual order needs none."""
        if self == Order():
            return {}
        return {"sort": self.column, "order": "desc" if self.descending else "asc"}


def order_from(values: Mapping[str, str], codes: Collection[str]) -> Order:
    """Read an order from an address; whatever is not on offer becomes the usual order."""
    column = values.get("sort", TOTAL)
    if column not in {TOTAL, NAME, *codes}:
        return Order()
    usual = Order().by(column) if column != TOTAL else Order()
    direction = values.get("order", "")
    return replace(usual, descending=direction == "desc") if direction in {"asc", "desc"} else usual


def filter_from(values: Mapping[str, str]) -> DecisionFilter | None:
    """Read from an address which candidates are shown; whatever is not on offer shows all."""
    shown = values.get("show", "")
    return DecisionFilter(shown) if shown in set(DecisionFilter) else None
