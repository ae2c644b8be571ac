"""Units of national competence standards that speak of the competencies of a rubric."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.dossiers.assembly.language import Language
from hiring.dossiers.beside_tasks import CompetencyUnit
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True)
class UnitOfStandard:
    """A unit with the standard in which it stands."""

    code: str
    title: Localised
    standard: Localised


def units(found: Sequence[UnitOfStandard], language: Language) -> tuple[CompetencyUnit, ...]:
    """Return the units in the language of the dossier."""
    return tuple(
        CompetencyUnit(each.code, language.text(each.title), language.text(each.standard)) for each in found
    )
