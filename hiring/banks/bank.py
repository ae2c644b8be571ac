"""A whole question bank as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.banks.coverage import Coverage
from hiring.banks.interview_guide import InterviewGuide
from hiring.banks.reference_form import ReferenceForm
from hiring.banks.rubric import RubricText
from hiring.banks.rules import Exact
from hiring.banks.standards import CompetenceStandards
from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedSection(Exact):
    """A section as the author suggests it; `tasks` are codes of the bank."""

    title: Localised
    minutes: int
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAssessment(Exact):
    """The assessment that a bank brings along as a draft."""

    title: Localised
    sections: tuple[SuggestedSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricWeights(Exact):
    """A rubric made of the bank's competencies: their shares of the total, in percent, by code."""

    title: Localised
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTemplate(Exact):
    """Another role that the bank's tasks measure: what counts how much, and an assessment as a draft."""

    key: str
    rubric: RubricWeights
    assessment: SuggestedAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutBank(Exact):
    """What the bank is, and its tasks in the order in which they are listed."""

    code: str
    title: Localised
    summary: Localised
    origin: Localised
    rules_for_all_tasks: Localised
    tasks: tuple[str, ...]
    assessment: SuggestedAssessment | None = None
    templates: tuple[RoleTemplate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices(Exact):
    """What a candidate is told and states; {placeholders} are filled where they are shown."""

    candidate: Localised
    voluntary_group_data: Localised
    honesty: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDocument(Exact):
    """Everything in a bank's folder, read and found sound."""

    about: AboutBank
    rubric: RubricText
    tasks: tuple[Task, ...]
    references: ReferenceForm
    interview: InterviewGuide
    notices: Notices
    coverage: Coverage | None = None
    standards: CompetenceStandards | None = None

    def task(self, code: str) -> Task | None:
        """Return the task with `code`."""
        return next((task for task in self.tasks if task.code == code), None)
