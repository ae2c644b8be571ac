"""What is known of one application, before it is put into the words of one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.decisions.queries import GivenDecision
from hiring.dossiers.assembly.behind_scores import FoundBehind
from hiring.dossiers.assembly.interviews import Interviewed
from hiring.dossiers.assembly.sources import Sources
from hiring.dossiers.assembly.standards import UnitOfStandard
from hiring.openings.models import Application
from hiring.references.models import ReferenceRequest
from hiring.references.queries import References
from hiring.scoring.queries import RatingsOfSitting, ScoresOfApplication, SittingOfApplication
from hiring.scoring.queries.tasks import Criterion


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a dossier is put together from."""

    application: Application
    criteria: tuple[Criterion, ...]
    sitting: SittingOfApplication | None
    rated: RatingsOfSitting | None
    """None before hand-in."""
    scored: ScoresOfApplication | None
    """None before the scoring is settled."""
    requests: Sequence[ReferenceRequest]
    references: References | None
    """None before the scores are locked."""
    decisions: Sequence[GivenDecision]
    """The one that stands comes first."""
    sources: Sources
    standards: Mapping[str, Sequence[UnitOfStandard]]
    """The units of competence standards that speak of each competency, by its code."""
    interviewed: Interviewed | None
    """None where the candidate has no total after tasks and interviews."""
    interviews_planned: bool
    behind: FoundBehind | None = None
    """What stands behind the scores; None before they do."""

    @property
    def settled(self) -> bool:
        return self.sitting is not None and self.sitting.settled
