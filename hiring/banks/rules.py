"""The words of a question bank: methods, levels, and the limits of an answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from hiring.i18n import N_

#: An answer may be this long, counted in characters after line ends became "\n".
LONGEST_ANSWER = 100_000

#: A level is one of these, and every competency of the rubric has an anchor for each.
LEVELS = (1, 2, 3, 4, 5)


class Exact:
    """Marks a shape that takes no other key and guesses no type when it is read from JSON."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid", "strict": True}


class Method(StrEnum):
    """How a task measures."""

    WRITTEN = "written"
    WORK_SAMPLE = "work_sample"
    SITUATIONAL_JUDGEMENT = "situational_judgement"
    BRANCHING = "branching"


class AidsRule(StrEnum):
    """Whether a candidate may use AI aids in a task."""

    NOT_ALLOWED = "not_allowed"
    IF_DECLARED = "if_declared"
    """The task has a part in which the candidate says which aids were used, and for what."""
    PART_OF_TASK = "part_of_task"


class MeasureWeight(StrEnum):
    """How much a task says about a competency."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class ExemplarLevel(StrEnum):
    """Which quality an example answer shows."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class ReferenceKind(StrEnum):
    """How a referee answers one item."""

    CONSENT = "consent"
    CHOICE = "choice"
    TEXT = "text"
    PERIOD = "period"
    """A first and a last month, and how often the work was seen (one of the options)."""
    FREQUENCY = "frequency"
    PERCENTILE = "percentile"
    """A place from 0 to 100 for each facet."""


class QuestionType(StrEnum):
    """Whether an interview question asks for the past or puts a case."""

    PAST = "past"
    SITUATIONAL = "situational"


METHOD_NAMES = {
    Method.WRITTEN: N_("Written task"),
    Method.WORK_SAMPLE: N_("Work sample"),
    Method.SITUATIONAL_JUDGEMENT: N_("Situational judgement"),
    Method.BRANCHING: N_("Branching scenario"),
}
#: What candidates, reviewers and HR read of a task's rule.
AIDS_SENTENCES = {
    AidsRule.NOT_ALLOWED: N_("AI aids are not allowed in this task."),
    AidsRule.IF_DECLARED: N_("AI aids are allowed in this task if they are declared at its end."),
    AidsRule.PART_OF_TASK: N_("Working with AI aids is part of this task."),
}
EXEMPLAR_NAMES = {
    ExemplarLevel.WEAK: N_("Weak example"),
    ExemplarLevel.MEDIUM: N_("Medium example"),
    ExemplarLevel.STRONG: N_("Strong example"),
}
#: What candidates state, where a coverage names it.
FACT_NAMES = {
    "education": N_("Education"),
    "experience": N_("Experience"),
    "posts": N_("Jobs or roles held"),
}


def template_code(bank_code: str, key: str) -> str:
    """Return the code under which the rubric of a role template is known; no bank has such a code."""
    return f"{bank_code}/{key}"


def bank_of(rubric_code: str) -> str:
    """Return the code of the bank with which a rubric came, its own or that of a role template.

    >>> bank_of(template_code("community-officer", "screening"))
    'community-officer'
    """
    return rubric_code.partition("/")[0]
