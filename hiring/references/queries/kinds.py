"""What referees observed, by the side from which they saw the work."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind
from hiring.references.models import ReferenceRequest
from hiring.references.sums import CompetencySum


@dataclass(frozen=True, slots=True)
class KindOfReferees:
    """What the referees who stood on one side of the work observed: figures, and nobody's name.

    Without figures where only one of them answered: that one is read in words.
    """

    kind: RefereeKind
    n_referees: int
    sums: tuple[CompetencySum, ...] = ()

    @property
    def name(self) -> str:
        return REFEREE_KIND_NAMES[self.kind]

    def sum_of(self, competency: str) -> CompetencySum | None:
        return next((each for each in self.sums if each.competency == competency), None)


def competencies_asked(requests: Iterable[ReferenceRequest]) -> list[str]:
    """Return the competencies of which the forms of answered requests ask, in their order, each once."""
    forms = (from_json(ReferenceForm, each.form_item.content) for each in requests if each.form_item)
    items = (item for form in forms for section in form.sections for item in section.items)
    return list(dict.fromkeys(item.competency for item in items if item.competency))
