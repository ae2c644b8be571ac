"""How a score was made, in general: what could be handed to the candidate, without any figure or name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiring.dossiers.behind_scores import Combined
from hiring.dossiers.values import CompetencyResult, Dossier, DossierOpening, Level, ReportLocale, Weight


@dataclass(frozen=True, slots=True)
class HowMeasured:
    """One competency: how it weighs, which tasks measured it, and against what."""

    name: str
    definition: str
    weight: Decimal
    tasks: tuple[str, ...]
    levels: tuple[Level, ...]
    """The highest first."""


@dataclass(frozen=True, slots=True)
class HowMade:
    """Everything that explains the scores of an opening, and nothing that anybody gave or got."""

    organisation: str
    opening: DossierOpening
    candidate_code: str
    locale: ReportLocale
    competencies: tuple[HowMeasured, ...]
    raters_per_answer: int
    by_cells: bool
    combined: Combined
    third_reading: bool
    calibrated: bool
    keyed: bool
    provisional_keys: bool
    """Keys that no panel has confirmed count, too."""
    interviews: bool

    @property
    def weights(self) -> tuple[Weight, ...]:
        return tuple(Weight(one.name, one.weight) for one in self.competencies)


def how_made(dossier: Dossier) -> HowMade:
    """Return of a dossier what explains its scores: no level, no reason, no answer, nobody's name."""
    policy = dossier.provenance.policy
    return HowMade(
        organisation=dossier.organisation,
        opening=dossier.opening,
        candidate_code=dossier.candidate.code,
        locale=dossier.locale,
        competencies=tuple(_measured(one) for one in dossier.competencies),
        raters_per_answer=policy.raters_per_answer,
        by_cells=policy.by_cells,
        combined=policy.levels_combined,
        third_reading=policy.third_reading,
        calibrated=dossier.behind is not None and dossier.behind.calibration is not None,
        keyed=bool(dossier.keyed_tasks),
        provisional_keys=policy.provisional_keys,
        interviews=dossier.interviews_planned,
    )


def _measured(result: CompetencyResult) -> HowMeasured:
    titles = [rating.task_title for rating in result.ratings] + [cell.task_title for cell in result.unrated]
    return HowMeasured(
        result.name,
        result.definition,
        result.weight,
        tuple(dict.fromkeys(titles)),
        tuple(sorted(result.levels, key=lambda level: -level.number)),
    )
