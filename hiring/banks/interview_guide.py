"""The guide for a structured interview: the same questions, in the same order, for everyone."""

from dataclasses import dataclass

from hiring.banks.rules import Exact, QuestionType
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Exact):
    """Words to say at a point of the interview, and the minutes set aside for it."""

    minutes: int
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewQuestion(Exact):
    """One question. Without a competency it asks for values.

    `without_experience` is asked instead when the candidate has no such experience.
    """

    code: str
    competency: str | None = None
    types: tuple[QuestionType, ...]
    text: Localised
    without_experience: Localised | None = None
    positive: tuple[Localised, ...]
    negative: tuple[Localised, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreSet(Exact):
    """The questions for an interview of this length, and how many more to choose."""

    questions: tuple[str, ...]
    choose_more: int
    note: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewGuide(Exact):
    """The whole guide, from the first words to the rating form."""

    title: Localised
    minutes: int
    interviewers: int
    conduct: Localised
    opening: Spoken
    probes: tuple[Localised, ...]
    questions: tuple[InterviewQuestion, ...]
    core_set: CoreSet
    requirement_checks: tuple[Localised, ...]
    closing: Spoken
    rating_form: Localised
    rating_errors: tuple[Localised, ...]
