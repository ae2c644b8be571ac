"""The rubric a bank brings along: competencies, their weights, and an anchor for each level."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricCompetency(Exact):
    """What is measured. One outside the scored rubric may have anchors for some levels only."""

    code: str
    name: Localised
    definition: Localised
    anchors: Mapping[int, Localised]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedRubricCompetency(RubricCompetency):
    """A competency of the scored rubric: its share of the total in percent, all anchors."""

    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoEvidence(Exact):
    """What banks of an earlier version called the answer below the levels. Read, and used nowhere."""

    label: Localised
    meaning: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Exact):
    """The names of the five levels, and what holds for all of them."""

    levels: Mapping[int, Localised]
    never_scored: Localised
    each_level_includes: Localised
    no_evidence: NoEvidence | None = None
    """Only in banks of an earlier version: what reviewers choose from is the product's own now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricText(Exact):
    """The rubric as its author wrote it; publishing makes a frozen version of it."""

    title: Localised
    scale: Scale
    competencies: tuple[WeightedRubricCompetency, ...]
    other_competencies: tuple[RubricCompetency, ...] = ()

    @property
    def everyone(self) -> tuple[RubricCompetency, ...]:
        """All competencies, scored or not."""
        return (*self.competencies, *self.other_competencies)

    def competency(self, code: str) -> RubricCompetency | None:
        """Return the competency with `code`, scored or not."""
        return next((each for each in self.everyone if each.code == code), None)
