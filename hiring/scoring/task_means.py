"""The first rule: a competency is the mean of its task means, and what has no level drops out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from hiring.scoring.scores import (
    AskedTask,
    CompetencyScore,
    GivenRating,
    Missing,
    RaterMean,
    ScoreInput,
    Scores,
    WeightedCompetency,
    differences_in,
    levels_by,
)


def task_means(given: ScoreInput) -> Scores:
    """Return the scores of a sitting whose opening was opened under this rule."""
    policy = given.policy
    return competency_scores(
        given.ratings, policy.competencies, tasks=given.tasks, tolerance=policy.tolerance
    )


def exact_means(given: ScoreInput) -> dict[str, Fraction | None]:
    """Return the exact score of every competency; None where nothing enters."""
    return {
        one.code: _mean_of_task_means([each for each in given.ratings if each.competency == one.code])
        for one in given.policy.competencies
    }


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
    levels = levels_by(ratings, "task")
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
            for rater, given in sorted(levels_by(ratings, "rater").items())
        ),
        differences=differences_in(ratings, competency.code, tolerance),
    )


def _why_missing(asked: Sequence[AskedTask], ratings: Sequence[GivenRating]) -> Missing:
    if ratings:
        return Missing.NO_EVIDENCE
    if not asked:
        return Missing.NO_TASK
    return Missing.NOT_RATED if any(task.answered for task in asked) else Missing.NO_ANSWER


def _mean_of_task_means(ratings: Sequence[GivenRating]) -> Fraction | None:
    task_means = [_mean(levels) for levels in levels_by(ratings, "task").values()]
    return sum(task_means, Fraction(0)) / len(task_means) if task_means else None


def _mean(levels: Sequence[int]) -> Fraction:
    return Fraction(sum(levels), len(levels))


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
