"""From ratings to scores: pure arithmetic in which what is missing stays missing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

from hiring.fingerprints import canonical_hash


@dataclass(frozen=True, slots=True)
class GivenRating:
    """One locked rating: `level` None is "no evidence", which is neither 1 nor 0.

    A task is named by a number of its own: two banks may use the same code.
    """

    task: int
    rater: int
    competency: str
    level: int | None


@dataclass(frozen=True, slots=True)
class WeightedCompetency:
    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class AskedTask:
    """A task of the assessment that people rate: on what, and whether the candidate answered it."""

    task: int
    competencies: frozenset[str]
    answered: bool


class Missing(StrEnum):
    """Why a competency has no score: each is something else than a low one."""

    NO_TASK = "no_task"
    """No task that people rate measures it."""
    NO_ANSWER = "no_answer"
    """Tasks asked for it; the candidate left all of them empty."""
    NOT_RATED = "not_rated"
    """There is an answer, but no locked rating."""
    NO_EVIDENCE = "no_evidence"
    """Every rating says that the answer shows nothing about it."""


@dataclass(frozen=True, slots=True)
class RaterMean:
    rater: int
    mean: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer on which two reviewers are at least the tolerance apart."""

    task: int
    competency: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class CompetencyScore:
    """A score with what it rests on. `score` None comes with the reason why."""

    code: str
    weight: int
    score: Decimal | None
    missing: Missing | None
    n_ratings: int
    """Ratings with a level."""
    n_no_evidence: int
    n_tasks: int
    """Tasks with at least one level."""
    n_asked: int
    """Tasks of the assessment that people rate on it."""
    n_answered: int
    raters: tuple[RaterMean, ...]
    differences: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        return bool(self.differences)


@dataclass(frozen=True, slots=True)
class Scores:
    """All competencies of a rubric in its order, and the total over what was measured."""

    competencies: tuple[CompetencyScore, ...]
    total: Decimal | None
    weight_covered: Decimal
    """Per cent of the rubric's weight that the total rests on."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(found for each in self.competencies for found in each.differences)

    def of(self, code: str) -> CompetencyScore | None:
        return next((each for each in self.competencies if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Policy:
    """What was frozen when the opening opened, as far as scores depend on it."""

    competencies: tuple[WeightedCompetency, ...]
    """Of the rubric, in its order."""
    tolerance: int
    raters: int

    def as_json(self) -> dict[str, Any]:
        return {
            "weights": {one.code: one.weight for one in self.competencies},
            "tolerance": self.tolerance,
            "raters": self.raters,
        }


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """Everything a rule is given about one sitting."""

    policy: Policy
    tasks: tuple[AskedTask, ...]
    ratings: tuple[GivenRating, ...]

    def digest(self) -> str:
        """Return a SHA-256 that changes with anything a score rests on, whatever order it came in."""
        ratings = [[each.task, each.rater, each.competency, each.level] for each in self.ratings]
        plain = {
            "policy": self.policy.as_json(),
            "order": [one.code for one in self.policy.competencies],
            "tasks": [[each.task, sorted(each.competencies), each.answered] for each in self.tasks],
            "ratings": sorted(ratings, key=lambda each: each[:3]),
        }
        return canonical_hash(plain, ascii_only=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to make scores of ratings. A changed arithmetic is another version, and old ones stay."""

    name: str
    version: int


def scores_of(given: ScoreInput, rule: Rule) -> Scores:
    """Return what `rule` makes of what was given. Raises UnknownRule."""
    if rule not in RULES:
        raise UnknownRule(f"{rule.name} {rule.version}")
    return RULES[rule](given)


class UnknownRule(LookupError):
    """A score was made by a rule that this version of the program does not know."""


def competency_scores(
    ratings: Iterable[GivenRating],
    competencies: Sequence[WeightedCompetency],
    *,
    tasks: Sequence[AskedTask] = (),
    tolerance: int = 2,
) -> Scores:
    """Return the score of every competency and the total.

    A competency's score is the mean of its task means; a task mean is the mean of the
    levels its reviewers gave. So every task weighs the same, however many people rated
    it: a third rating makes a task surer, not heavier. "No evidence" and empty answers
    enter no mean; they are counted.

    The total is the mean of the competency scores by weight, over those that have one.
    Everything is computed exactly and rounded once, half to even, to two places.

    >>> two = [GivenRating(1, 1, "COMW", 4), GivenRating(1, 2, "COMW", 3)]
    >>> competency_scores(two, [WeightedCompetency("COMW", 60), WeightedCompetency("NETW", 40)]).total
    Decimal('3.50')
    """
    by_competency: dict[str, list[GivenRating]] = defaultdict(list)
    for rating in ratings:
        by_competency[rating.competency].append(rating)
    means = {one.code: _mean_of_task_means(by_competency[one.code]) for one in competencies}
    measured = [one for one in competencies if means[one.code] is not None]
    covered, whole = sum(one.weight for one in measured), sum(one.weight for one in competencies)
    total = sum(((means[one.code] or Fraction(0)) * one.weight for one in measured), Fraction(0))
    return Scores(
        tuple(
            _score(one, means[one.code], by_competency[one.code], tasks, tolerance) for one in competencies
        ),
        _rounded(total / covered) if covered else None,
        _rounded(Fraction(covered * 100, whole)) if whole else Decimal("0.00"),
    )


def _score(
    competency: WeightedCompetency,
    mean: Fraction | None,
    ratings: Sequence[GivenRating],
    tasks: Sequence[AskedTask],
    tolerance: int,
) -> CompetencyScore:
    asked = [task for task in tasks if competency.code in task.competencies]
    levels = _levels_by(ratings, "task")
    return CompetencyScore(
        competency.code,
        competency.weight,
        score=None if mean is None else _rounded(mean),
        missing=_why_missing(asked, ratings) if mean is None else None,
        n_ratings=sum(map(len, levels.values())),
        n_no_evidence=sum(rating.level is None for rating in ratings),
        n_tasks=len(levels),
        n_asked=len(asked),
        n_answered=sum(task.answered for task in asked),
        raters=tuple(
            RaterMean(rater, _rounded(_mean(given)), len(given))
            for rater, given in sorted(_levels_by(ratings, "rater").items())
        ),
        differences=tuple(
            Difference(task, competency.code, min(given), max(given))
            for task, given in sorted(levels.items())
            if max(given) - min(given) >= tolerance
        ),
    )


def _why_missing(asked: Sequence[AskedTask], ratings: Sequence[GivenRating]) -> Missing:
    if ratings:
        return Missing.NO_EVIDENCE
    if not asked:
        return Missing.NO_TASK
    return Missing.NOT_RATED if any(task.answered for task in asked) else Missing.NO_ANSWER


def _mean_of_task_means(ratings: Sequence[GivenRating]) -> Fraction | None:
    task_means = [_mean(levels) for levels in _levels_by(ratings, "task").values()]
    return sum(task_means, Fraction(0)) / len(task_means) if task_means else None


def _levels_by(ratings: Sequence[GivenRating], field: Literal["task", "rater"]) -> Mapping[int, list[int]]:
    """Return the levels given, by task or by rater; those without a level are left out."""
    levels: dict[int, list[int]] = defaultdict(list)
    for rating in ratings:
        if rating.level is not None:
            levels[getattr(rating, field)].append(rating.level)
    return levels


def _mean(levels: Sequence[int]) -> Fraction:
    return Fraction(sum(levels), len(levels))


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def _task_means(given: ScoreInput) -> Scores:
    policy = given.policy
    return competency_scores(
        given.ratings, policy.competencies, tasks=given.tasks, tolerance=policy.tolerance
    )


#: A competency is the mean of its task means, the total their mean by weight.
TASK_MEANS = Rule("task-means", 1)
#: Every rule a score was ever made by.
RULES: Mapping[Rule, Callable[[ScoreInput], Scores]] = {TASK_MEANS: _task_means}
#: The rule for what is settled now.
RULE_NOW = TASK_MEANS
