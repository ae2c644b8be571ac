"""What stands behind the scores: errors, further readings, how reviewers were prepared, changed rules."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Combined = Literal["mean", "median"]
Calibrated = Literal["reached", "waved_through", "missed", "to_rate"]


class NoErrorReason(StrEnum):
    """Why a score stands without its error: none of it makes the score a worse one."""

    NOT_COMPUTED = "not_computed"
    NEWER_SCORE = "newer_score"
    """The score has changed since the newest computing."""
    TOO_FEW = "too_few"
    MEDIAN = "median"
    """Medians count; only reports of an earlier version, which computed no errors of medians, say so."""


@dataclass(frozen=True, slots=True)
class ScoreExactness:
    """The standard error of a score, and within which ends it might as well lie (95%)."""

    error: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    missing: NoErrorReason | None = None
    """Why there is no error."""


@dataclass(frozen=True, slots=True)
class DossierStanding:
    """What the computing that stood then says of the candidate among all who are compared."""

    run: int
    """Its number within the opening."""
    computed_at: str
    method: Literal["bayes", "reml"] | None
    candidates: int
    bands: int
    top: int
    """How many positions there were."""
    band: int | None
    """1 is the highest; None where nothing can be said."""
    in_band: int
    """How many candidates the band holds."""
    p_top: Decimal | None
    """The probability of truly being among the best `top`."""
    why_not: str = ""
    """Why no error can be said, in the language of the dossier."""
    older: bool = False
    """Scores of the opening have changed since, and are being computed anew."""


@dataclass(frozen=True, slots=True)
class IndependentLevel:
    """What one reviewer gave, without knowing what others gave."""

    rater: str
    level: int | None
    further: bool = False
    """It was given because two others differed."""


@dataclass(frozen=True, slots=True)
class FurtherReading:
    """That a competency of an answer was read once more, and what came of it."""

    competency: str
    task_title: str
    why: Literal["apart", "cut"]
    levels: tuple[IndependentLevel, ...]
    combined: Combined
    counted: Decimal | None
    """What entered the score for this task."""
    waived: bool = False
    """HR let the scores stand without it."""


@dataclass(frozen=True, slots=True)
class CalibratedOnTask:
    """How near to an expert a reviewer had come in one task."""

    rater: str
    task_title: str
    state: Calibrated
    reason: str = ""
    """Why HR let the reviewer mark all the same; the reviewer's name is replaced by the letter."""


@dataclass(frozen=True, slots=True)
class PanelCalibration:
    """How the reviewers of this candidate were prepared."""

    within: int
    """So many levels from the expert were near enough."""
    tasks: tuple[CalibratedOnTask, ...]


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """One rule of scoring before and after, in words."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class RulesChangedOnce:
    """That rules of scoring were changed after scores could be seen: by two people, with a reason."""

    at: str
    rules: tuple[ChangedRule, ...]
    reason: str
    """Of whoever proposed it and of whoever agreed; empty where it was taken out since."""
    proposed_by: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class BehindScores:
    """Everything that stands behind the scores of one candidate."""

    standing: DossierStanding | None = None
    """None where nothing has been computed."""
    further_readings: tuple[FurtherReading, ...] = ()
    calibration: PanelCalibration | None = None
    """None where the opening asks for none, or no task has answers for it."""
    rule_changes: tuple[RulesChangedOnce, ...] = ()
