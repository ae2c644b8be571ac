"""Which units of national competence standards speak of the competencies of a bank's rubric."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceStandard(Exact):
    """A standard, and where its units were read."""

    key: str
    title: Localised
    source: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardUnit(Exact):
    """One unit of competence of a standard."""

    code: str
    standard: str
    title: Localised
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceStandards(Exact):
    """All units, in the order in which they are shown."""

    standards: tuple[CompetenceStandard, ...]
    units: tuple[StandardUnit, ...]

    def by_competency(self) -> Mapping[str, list[StandardUnit]]:
        """Return the units that speak of each competency, by its code."""
        found: dict[str, list[StandardUnit]] = {}
        for unit in self.units:
            for code in unit.competencies:
                found.setdefault(code, []).append(unit)
        return found
