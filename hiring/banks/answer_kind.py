"""What a kind of answer must know. Pages, scoring and reports ask it, and never ask for its name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from hiring.banks.answer_problems import AnswerProblem
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.parts import AnswerValue, PartOfTask, WordLimits
from hiring.banks.problems import Path, Problem
from hiring.i18n.localised import Localised

P = TypeVar("P", bound=PartOfTask)


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of one part. `points` is None when it was not answered: that is not zero."""

    points: Decimal | None
    of: Decimal


class Choosable(Protocol):
    """Something that can be chosen: an option of any kind."""

    @property
    def key(self) -> str: ...

    @property
    def text(self) -> Localised: ...


@dataclass(frozen=True, slots=True)
class KeySection:
    """The section of a task's key that speaks of a kind: its name, and the shape of one part's entry."""

    name: str
    shape: Any
    scored: bool = True
    """Whether it earns points. Otherwise reviewers read beside an answer what it has of the key."""


@dataclass(frozen=True, slots=True)
class BestChoice:
    """Options to choose from, and those that a key holds for best. `path` leads to them from their part."""

    path: Path
    options: Sequence[Choosable]
    best: Collection[str]


class AnswerKind(Protocol[P]):
    """One kind of answer, from the author's file to the report.

    `templates/kinds/<name>/` draws it: the macro `fields` in fields.html, the macro `answer` in
    marking.html, report.html for the PDF and, where a page needs it otherwise, page.html; and
    key.html where there is a key, with the macro `compared` in marking.html where that is not scored.
    `hiring/static/js/kinds/<name>.js` reads its fields.
    """

    name: str
    part: type[P]
    """What an author writes."""
    report: type[Any]
    """What a report shows: frozen, told apart from others by its `kind`, drawn by what is in `folder`."""

    # In a bank

    def remarks(self, part: P, path: Path) -> Iterator[Problem]:
        """Yield what keeps a candidate from working on the part."""
        ...

    def can_be_answered(self, part: P) -> bool:
        """Say whether answers can be checked even if there are remarks."""
        return True

    def words_asked(self, part: P) -> WordLimits | None:
        """Return how many words are asked for, where words are counted."""
        return None

    # An answer

    def problems(self, part: P, value: AnswerValue) -> Iterator[AnswerProblem]:
        """Yield what is wrong with the shape of an answer; an unfinished answer is not wrong."""
        ...

    def answered(self, part: P, value: AnswerValue) -> bool:
        """Say of a value without problems whether nothing is left to choose or to write."""
        ...

    def untouched(self, part: P, value: AnswerValue) -> bool:
        """Say whether the part looks as it was found: nothing written, nothing chosen."""
        return not any(value.values())

    def kept(self, part: P, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        """Return a value without problems as it is stored: nothing empty, one spelling."""
        return {key: content for key, content in value.items() if content is not None}

    def words(self, part: P, value: AnswerValue) -> int | None:
        """Return the number of words in an answer, or None where words are not counted."""
        return None

    # From a page without a script: the fields of a part begin with `part.<key>`

    def in_form(self, part: P, form: Mapping[str, str]) -> dict[str, Any]:
        """Return what the fields of the part say."""
        ...

    by_steps: bool = False
    """Whether it is answered step by step, by a button of its own, and by nothing else."""
    keeps_steps: bool = False
    """Whether no step is taken back: what is sent must follow what counts."""

    def missing_for_step(self, part: P, form: Mapping[str, str]) -> str | None:
        """Return what is to be done before the step that a form asks for, or None."""
        return None

    def after_step(self, sent: AnswerValue, before: AnswerValue) -> dict[str, Any]:
        """Return the answer after the step that a form sent."""
        return dict(sent)

    def steps_in_form(self, part: P, values_of: Callable[[str], Sequence[str]]) -> dict[str, Any]:
        """Return the answer before the step, from a page that stores nothing and so carries it."""
        return {}

    def step_problem(self, before: AnswerValue, value: AnswerValue) -> AnswerProblem | None:
        """Return why `value` cannot follow `before`, if it takes a step back."""
        return None

    # Scored with a key, or rated by people

    key_section: KeySection | None = None
    needs_key: bool = False

    def key_remarks(self, part: P, keyed: Any, path: Path) -> Iterator[Problem]:
        """Yield what does not fit between the part and its entry in the key."""
        yield from ()

    def score(self, part: P, keyed: Any, value: AnswerValue) -> PartScore:
        """Return the points of a value without problems; an empty one was not answered."""
        return PartScore(None, Decimal(0))

    def points_by_chance(self, part: P, keyed: Any) -> Fraction:
        """Return the points that blind choosing earns on average, every way to answer being as likely."""
        return Fraction(0)

    def best_choices(self, part: P, keyed: Any) -> Iterator[BestChoice]:
        """Yield every choice that the part offers, and what its key holds for best in it."""
        yield from ()

    def rated(self, part: P) -> bool:
        """Say whether people rate the answer."""
        return False

    def gives_evidence(self, part: P, value: AnswerValue) -> bool:
        """Say of a value without problems whether there is something to rate in it."""
        return self.answered(part, value)

    def words_to_read(self, part: P) -> int:
        """Return about how many words a rater reads."""
        return 100

    def words_to_quote(self, part: P, value: AnswerValue) -> str:
        """Return the candidate's own words in an answer that gives evidence, as a rater may quote them."""
        return ""

    def only_text(self, part: P, value: AnswerValue) -> str | None:
        """Return the answer where it is one text and nothing else; None where it is entries or choices."""
        return None

    # To be read

    in_templates: Mapping[str, Callable[..., Any]] = {}
    """What its templates call by name."""

    def for_candidate(self, part: P, value: AnswerValue) -> PartOfTask:
        """Return the part as its candidate may see it, who has answered `value` so far."""
        return part

    def in_words(self, part: P, value: AnswerValue, locale: str) -> str:
        """Return the answer as plain text, to be read or copied; empty when there is none."""
        ...

    def for_report(self, part: P, value: AnswerValue, locale: str) -> Any:
        """Return the answer as a report shows it (`report`), or None when it holds nothing offered."""
        ...
