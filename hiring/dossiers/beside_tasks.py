"""What a dossier shows beside tasks: interviews, referees by relation, units of competence standards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class CompetencyUnit:
    """A unit of a national competence standard that speaks of a competency."""

    code: str
    title: str
    standard: str


@dataclass(frozen=True, slots=True)
class SeenByReferee:
    code: str
    name: str
    value: Decimal | None
    n_items: int
    not_observed: int


@dataclass(frozen=True, slots=True)
class RelationMeans:
    """What the referees of one relation to the candidate observed; no means where one of them answered."""

    relation: str
    n_referees: int
    competencies: tuple[SeenByReferee, ...] = ()

    def mean_of(self, code: str) -> Decimal | None:
        return next((one.value for one in self.competencies if one.code == code), None)


@dataclass(frozen=True, slots=True)
class InterviewerNote:
    """What one interviewer put down for one question, alone."""

    interviewer: str
    """A number, the same for one interviewer throughout the report. Never a name."""
    asked: bool
    level: int | None
    """None where nothing was shown, where the question takes no level, or where it was not asked."""
    not_shown: bool
    """Asked, and nothing of the competency came: counts as level 1, which is never told with its anchor."""
    notes: str
    language: Language | None = None
    """In which the interviewer works; None: not known."""


@dataclass(frozen=True, slots=True)
class AskedInInterview:
    """A question with what every interviewer gave for it."""

    number: int
    question: str
    competency: str | None
    """Its name; None: the question is noted and not rated."""
    given: tuple[InterviewerNote, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """What the interviewers agreed on afterwards, beside what each gave; it counts in nothing."""

    level: int | None
    """None: they came to no common one."""
    reason: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class InterviewerFigure:
    interviewer: str
    mean: Decimal


@dataclass(frozen=True, slots=True)
class JoinedCompetency:
    """A competency after tasks and interviews, and what it is made of."""

    name: str
    score: Decimal | None
    by_tasks: Decimal | None
    by_interviews: Decimal | None
    share: int | None
    """Per cent that the interviews gave; None where neither of the two measured it."""
    interviewers: tuple[InterviewerFigure, ...] = ()
    consensus: AgreedLevel | None = None

    def mean_of(self, interviewer: str) -> Decimal | None:
        return next((one.mean for one in self.interviewers if one.interviewer == interviewer), None)


@dataclass(frozen=True, slots=True)
class DossierInterview:
    """The interview, and the second total; both only where the candidate was measured by interview."""

    held_at: str
    interviewers: tuple[str, ...]
    total: Decimal | None
    weight_covered: Decimal
    competencies: tuple[JoinedCompetency, ...]
    questions: tuple[AskedInInterview, ...]

    @property
    def agreed(self) -> tuple[JoinedCompetency, ...]:
        """The competencies on which the interviewers recorded a common level afterwards."""
        return tuple(one for one in self.competencies if one.consensus is not None)
