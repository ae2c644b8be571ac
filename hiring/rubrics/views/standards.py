"""Units of national competence standards beside the competencies of a rubric, told by whoever knows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.i18n.localised import Localised
from hiring.rubrics.models import RubricVersion


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit of a standard, and the codes of the competencies of which it speaks."""

    code: str
    title: Localised
    competencies: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownStandard:
    """A standard with its units, and where they were read."""

    title: Localised
    source: Localised
    units: Sequence[ShownUnit]


#: Given a session and what a rubric came with (`Rubric.bank_code`): the standards that speak of it.
STANDARDS: ExtensionPoint[Callable[[Session, str], Sequence[ShownStandard]]] = ExtensionPoint(
    "standards that speak of a rubric"
)


def standards_shown(session: Session, version: RubricVersion) -> list[ShownStandard]:
    """Return the standards with those units that speak of a competency of this version."""
    code = version.rubric.bank_code
    if code is None:
        return []
    wanted = {competency.code for competency in version.competencies}
    told = [standard for tell in STANDARDS.here() for standard in tell(session, code)]
    kept = [
        ShownStandard(each.title, each.source, [u for u in each.units if wanted & set(u.competencies)])
        for each in told
    ]
    return [each for each in kept if each.units]
