"""A task as its author wrote it: material, parts to answer, look-fors, key and examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from hiring.banks.rules import ColumnKind, Exact, ExemplarLevel, Kind, MeasureWeight, Method
from hiring.i18n.localised import Localised

#: An answer as it is sent and kept; its keys depend on the kind of the part.
AnswerValue = Mapping[str, Any]


class ToldApartByKind:
    """Tells pydantic that `kind` says which of several shapes is meant."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        # Imported here: pydantic takes a quarter of a second, which the command line need not pay.
        from pydantic import Discriminator

        return Discriminator("kind").__get_pydantic_core_schema__(source, handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Exact):
    """A competency the task gives evidence for."""

    competency: str
    weight: MeasureWeight


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Exact):
    """One document the candidate reads. `text` is Markdown and may hold tables."""

    key: str
    title: Localised
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Exact):
    """How many words are asked for; the candidate is told, not stopped."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Exact):
    """One of several things to choose from or to rate."""

    key: str
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfTask(Exact):
    """What every kind of part has. `prompt` is Markdown; `title` names the part in lists."""

    key: str
    title: Localised
    prompt: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(PartOfTask):
    """A text to write."""

    kind: Literal[Kind.LONG_TEXT]
    words: Words = field(default_factory=Words)
    rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Exact):
    """A column of a table. Where `sum` is true the sum of its cells is shown below."""

    key: str
    title: Localised
    kind: ColumnKind
    sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(PartOfTask):
    """A table to correct or fill in: fixed columns, rows to start from, rows to add."""

    kind: Literal[Kind.TABLE]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Localised], ...] = ()
    max_rows: int
    rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOne(PartOfTask):
    """One option to choose."""

    kind: Literal[Kind.CHOOSE_ONE]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MostLeast(PartOfTask):
    """The most and the least effective option to choose."""

    kind: Literal[Kind.MOST_LEAST]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScale(Exact):
    """The whole numbers an option may be rated with, and words for some of them."""

    lowest: int = 1
    highest: int = 7
    labels: Mapping[int, Localised]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateEach(PartOfTask):
    """Every option to rate on one scale."""

    kind: Literal[Kind.RATE_EACH]
    options: tuple[Option, ...]
    scale: RatingScale


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchOption(Exact):
    """A step one may take: where it leads, and what has happened when one gets there.

    Without `goes_to` the story ends here.
    """

    key: str
    text: Localised
    goes_to: str | None = None
    meanwhile: Localised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Exact):
    """A situation in a story, and the steps one may take in it."""

    key: str
    situation: Localised
    options: tuple[BranchOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching(PartOfTask):
    """A story that goes on according to the steps taken. It begins with the first node."""

    kind: Literal[Kind.BRANCHING]
    nodes: tuple[Node, ...]


Part = Annotated[LongText | Table | ChooseOne | MostLeast | RateEach | Branching, ToldApartByKind()]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFors(Exact):
    """What a good answer shows for one competency; `levels` says so per level, where known."""

    competency: str
    points: tuple[Localised, ...]
    levels: Mapping[int, Localised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestAndWorst(Exact):
    """The keyed answer of a most-and-least part."""

    most: str
    least: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Exact):
    """What the closed parts are scored with, by key of the part. Never shown to a candidate.

    `points` belongs to choose_one (option: points) and branching ("N1-A": points).
    """

    version: str
    provisional: bool
    notes: Localised | None = None
    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    most_least: Mapping[str, BestAndWorst] = field(default_factory=dict)
    ratings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    reasons: Mapping[str, Localised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInBoth(Exact):
    """An example answer as an Indonesian and as an English candidate would send it."""

    id: AnswerValue
    en: AnswerValue

    def value(self, locale: str) -> AnswerValue:
        return self.en if locale.lower().startswith("en") else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar(Exact):
    """An example answer of known quality, by key of the part."""

    level: ExemplarLevel
    score: str
    parts: Mapping[str, AnswerInBoth]
    note: Localised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Exact):
    """One thing to do. A practice task is neither rated nor scored."""

    code: str
    title: Localised
    minutes: int
    practice: bool = False
    method: Method
    measures: tuple[Measure, ...] = ()
    materials: tuple[Material, ...]
    instructions: Localised
    parts: tuple[Part, ...]
    look_fors: tuple[LookFors, ...] = ()
    traps: tuple[Localised, ...] = ()
    key: Key | None = None
    exemplars: tuple[Exemplar, ...] = ()

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)
