"""Scored candidates side by side: how the table is ordered, and what its figures do not say. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from hiring.decisions.rules import DecisionFilter, Outcome, Told
from hiring.i18n import N_
from hiring.interviews.rules import SMALLEST_PANEL, InterviewState
from hiring.interviews.scores import JoinedScore
from hiring.scoring.scores import Missing
from hiring.standings.rules import PlacedCandidate, ScoreStanding

#: `BAND` orders by what the scores and their errors say together: see `hiring.standings`.
TOTAL, NAME, BAND = "total", "name", "band"


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
    placed: PlacedCandidate | None = None
    """What the newest computing says of the candidate."""

    @property
    def band(self) -> int | None:
        return None if self.placed is None else self.placed.band

    def standing(self, name: str) -> ScoreStanding | None:
        """Return what is known of the score of a competency or of the total; None for a newer score."""
        found = None if self.placed is None else self.placed.figures.get(name)
        figure = self.figures.get(name)
        score = self.total if name == TOTAL else figure.score if figure else None
        return found if found is not None and score is not None and found.is_of(score) else None

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


class ShortlistView(StrEnum):
    """By which of the two totals candidates stand beside each other: never by both in one list."""

    TASKS = "tasks"
    INTERVIEWS = "interviews"


SHORTLIST_VIEW_NAMES = {
    ShortlistView.TASKS: N_("After tasks"),
    ShortlistView.INTERVIEWS: N_("After tasks and interviews"),
}


class NotMeasuredBy(StrEnum):
    """Why a scored candidate has no total after tasks and interviews: none of it is a low one."""

    NOT_INVITED = "not_invited"
    CALLED_OFF = "called_off"
    MISSED = "missed"
    NOT_LOCKED = "not_locked"
    ONE_CARD = "one_card"
    NO_FIRST_TOTAL = "no_first_total"
    PENDING = "pending"


NOT_MEASURED_BY_NAMES = {
    NotMeasuredBy.NOT_INVITED: N_("not invited to an interview"),
    NotMeasuredBy.CALLED_OFF: N_("the interview was called off"),
    NotMeasuredBy.MISSED: N_("did not come to the interview"),
    NotMeasuredBy.NOT_LOCKED: N_("not every interviewer has locked the card"),
    NotMeasuredBy.ONE_CARD: N_("fewer than two interviewers have locked a card"),
    NotMeasuredBy.NO_FIRST_TOTAL: N_("no total after tasks"),
    NotMeasuredBy.PENDING: N_("the total is being calculated"),
}


def why_not_measured(
    state: str | None, *, locked: int, still_open: int, has_first_total: bool
) -> NotMeasuredBy:
    """Say why somebody has no second total; `state` None: there is no interview.

    >>> why_not_measured("arranged", locked=1, still_open=1, has_first_total=True)
    <NotMeasuredBy.NOT_LOCKED: 'not_locked'>
    """
    if state is None:
        return NotMeasuredBy.NOT_INVITED
    if state in {InterviewState.CALLED_OFF, InterviewState.MISSED}:
        return NotMeasuredBy(state)
    if still_open:
        return NotMeasuredBy.NOT_LOCKED
    if locked < SMALLEST_PANEL:
        return NotMeasuredBy.ONE_CARD
    return NotMeasuredBy.PENDING if has_first_total else NotMeasuredBy.NO_FIRST_TOTAL


@dataclass(frozen=True, slots=True)
class InterviewedRow:
    """One candidate with a total after tasks and interviews."""

    application_id: int
    public_id: str
    code: str
    name: str
    total: Decimal
    after_tasks: Decimal | None
    weight_covered: Decimal
    n_interviewers: int
    figures: Mapping[str, JoinedScore]
    outcome: Outcome | None = None
    awaits_letter: bool = False
    told: Told | None = None

    @property
    def covers_all(self) -> bool:
        return self.weight_covered == 100


@dataclass(frozen=True, slots=True)
class NotInterviewed:
    """A scored candidate who is not in the list after tasks and interviews, and why."""

    public_id: str
    code: str
    name: str
    why: NotMeasuredBy


@dataclass(frozen=True, slots=True)
class Order:
    """What the table is ordered by: the total, the name, or the code of a competency."""

    column: str = TOTAL
    descending: bool = True

    def by(self, column: str) -> "Order":
        """Return what a click on the heading of `column` asks for: the same one turns the order round."""
        if column == self.column:
            return replace(self, descending=not self.descending)
        return Order(column, descending=column not in {NAME, BAND})

    def state_of(self, column: str) -> str | None:
        """Return the value of `aria-sort` for a heading."""
        if column != self.column:
            return None
        return "descending" if self.descending else "ascending"

    def address_values(self) -> dict[str, str]:
        """Return the values for an address of this order; what is usual may be another one soon."""
        return {"sort": self.column, "order": "desc" if self.descending else "asc"}


def order_from(values: Mapping[str, str], codes: Collection[str], *, in_bands: bool = False) -> Order:
    """Read an order from an address; whatever is not on offer becomes the usual order.

    That is by bands where there are some (`in_bands`), and by the total else.
    """
    usual = Order(BAND, descending=False) if in_bands else Order()
    column = values.get("sort", usual.column)
    if column not in {TOTAL, NAME, *codes} and not (column == BAND and in_bands):
        return usual
    if column != usual.column:
        usual = replace(usual, column=column, descending=column != NAME)
    direction = values.get("order", "")
    return replace(usual, descending=direction == "desc") if direction in {"asc", "desc"} else usual


def filter_from(values: Mapping[str, str]) -> DecisionFilter | None:
    """Read from an address which candidates are shown; whatever is not on offer shows all."""
    shown = values.get("show", "")
    return DecisionFilter(shown) if shown in set(DecisionFilter) else None


def view_from(values: Mapping[str, str]) -> ShortlistView:
    """Read from an address which of the two lists is shown; whatever is not on offer is the first."""
    view = values.get("view", "")
    return ShortlistView(view) if view in set(ShortlistView) else ShortlistView.TASKS
