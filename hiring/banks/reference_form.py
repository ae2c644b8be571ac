"""The structured form that a referee answers about a candidate."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.banks.parts import Option
from hiring.banks.placeholders import placeholders
from hiring.banks.rules import Exact, ReferenceKind
from hiring.i18n.localised import Localised

#: Items that mean something to the software: may the candidate see the answers, and who is the referee.
MAY_CANDIDATE_SEE, RELATIONSHIP = "R0b", "R0d"
MAY_SEE_ANSWERS = ("yes", "summary_only", "no")
#: The sections that pages and reports know, and the kinds of item each of them shows: anything
#: else would be asked and answered, and read by nobody.
SECTION_KINDS: Mapping[str, tuple[ReferenceKind, ...]] = {
    "R0": (ReferenceKind.CONSENT, ReferenceKind.CHOICE, ReferenceKind.TEXT, ReferenceKind.PERIOD),
    "RV": (ReferenceKind.CHOICE, ReferenceKind.TEXT),
    "R": (ReferenceKind.FREQUENCY,),
    "RX": (ReferenceKind.CHOICE, ReferenceKind.TEXT, ReferenceKind.PERCENTILE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Exact):
    """A text beside a choice; needed where one of the options `required_for` is chosen."""

    label: Localised
    required_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet(Exact):
    """One of several things a percentile item asks about."""

    key: str
    text: Localised
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceItem(Exact):
    """One question. A text with {placeholders} is shown with what the candidate states.

    `reversed` turns the frequency round for scoring: 6 - x.
    """

    code: str
    kind: ReferenceKind
    text: Localised
    competency: str | None = None
    reversed: bool = False
    required: bool = True
    options: tuple[Option, ...] = ()
    comment: Comment | None = None
    facets: tuple[Facet, ...] = ()
    min_words: int = 0

    @property
    def claims(self) -> tuple[str, ...]:
        """What must be known of the candidate's own statements to ask this."""
        return placeholders(self.text.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSection(Exact):
    """Items that belong together. `key` is one of `SECTION_KINDS`."""

    key: str
    title: Localised
    intro: Localised | None = None
    items: tuple[ReferenceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyScale(Exact):
    """How often something was observed; for some answers an example must be told."""

    question: Localised
    labels: Mapping[int, Localised]
    not_observed: Localised
    example_required_for: tuple[int, ...]
    example_label: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders(Exact):
    """When a referee who has not answered is reminded, counted in days from the request."""

    after_days: tuple[int, ...]
    note: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceScoring(Exact):
    """How references are counted, and from which difference on comments must be read."""

    note: Localised
    beside_not_inside: Localised
    disagreement_from: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceForm(Exact):
    """The whole form, with what HR and the people who decide must know about it."""

    title: Localised
    referees_wanted: int
    whom_to_ask: Localised
    minutes_from: int
    minutes_to: int
    opened_to_deciders: Localised
    scale: FrequencyScale
    sections: tuple[ReferenceSection, ...]
    do_not_ask: tuple[Localised, ...]
    scoring: ReferenceScoring
    reminders: Reminders

    def item(self, code: str) -> ReferenceItem | None:
        """Return the item with `code`."""
        items = (item for section in self.sections for item in section.items)
        return next((item for item in items if item.code == code), None)
