"""The first rule, task means: worked examples done by hand, and what must hold for any ratings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.scoring.scores import (
    AskedTask,
    Difference,
    GivenRating,
    Missing,
    RaterMean,
    WeightedCompetency,
)
from hiring.scoring.task_means import competency_scores

COMW, NETW = WeightedCompetency("COMW", 60), WeightedCompetency("NETW", 40)


def _ratings(*rows: tuple[int, int, str, int | None]) -> list[GivenRating]:
    return [GivenRating(*row) for row in rows]


def test_a_task_weighs_the_same_however_many_people_rated_it():
    # Task 1: (4 + 5 + 3) / 3 = 4; task 2: 2. Mean of task means: 3, not (4+5+3+2)/4 = 3.5.
    ratings = _ratings((1, 1, "COMW", 4), (1, 2, "COMW", 5), (1, 3, "COMW", 3), (2, 1, "COMW", 2))

    score = competency_scores(ratings, [COMW]).competencies[0]

    assert (score.score, score.n_ratings, score.n_tasks) == (Decimal("3.00"), 4, 2)


def test_the_total_is_weighted_over_what_was_measured_and_says_how_much_that_is():
    # COMW (4 + 3) / 2 = 3.5; NETW (2 + 3) / 2 = 2.5. 0.6 * 3.5 + 0.4 * 2.5 = 3.1.
    ratings = _ratings((1, 1, "COMW", 4), (1, 2, "COMW", 3), (1, 1, "NETW", 2), (1, 2, "NETW", 3))

    scores = competency_scores(ratings, [COMW, NETW])

    assert (scores.total, scores.weight_covered) == (Decimal("3.10"), Decimal("100.00"))


def test_missing_is_not_zero_and_does_not_pull_the_total_down():
    scores = competency_scores(_ratings((1, 1, "COMW", 4), (1, 2, "COMW", 3)), [COMW, NETW])

    assert scores.competencies[1].score is None
    assert (scores.total, scores.weight_covered) == (Decimal("3.50"), Decimal("60.00"))


def test_no_evidence_enters_no_mean_and_is_counted():
    ratings = _ratings((1, 1, "COMW", None), (1, 2, "COMW", 3), (2, 1, "COMW", None), (2, 2, "COMW", None))

    score = competency_scores(ratings, [COMW]).competencies[0]

    assert (score.score, score.n_ratings, score.n_no_evidence, score.n_tasks) == (Decimal("3.00"), 1, 3, 1)


def test_without_any_level_there_is_no_score_and_no_total():
    scores = competency_scores(_ratings((1, 1, "COMW", None)), [COMW, NETW])

    assert scores.competencies[0].score is None
    assert (scores.total, scores.weight_covered) == (None, Decimal("0.00"))


@pytest.mark.parametrize(
    ("ratings", "tasks", "missing"),
    [
        ([], [], Missing.NO_TASK),
        ([], [AskedTask(1, frozenset({"NETW"}), answered=True)], Missing.NO_TASK),
        ([], [AskedTask(1, frozenset({"COMW"}), answered=False)], Missing.NO_ANSWER),
        ([], [AskedTask(1, frozenset({"COMW"}), answered=True)], Missing.NOT_RATED),
        (
            [GivenRating(1, 1, "COMW", None)],
            [AskedTask(1, frozenset({"COMW"}), answered=True)],
            Missing.NO_EVIDENCE,
        ),
        ([GivenRating(1, 1, "COMW", 1)], [AskedTask(1, frozenset({"COMW"}), answered=True)], None),
    ],
)
def test_a_missing_score_says_why(ratings, tasks, missing):
    assert competency_scores(ratings, [COMW], tasks=tasks).competencies[0].missing is missing


def test_how_many_tasks_asked_and_were_answered_stands_beside_the_score():
    asked = frozenset({"COMW"})
    tasks = [AskedTask(1, asked, answered=True), AskedTask(2, asked, answered=False)]

    score = competency_scores(_ratings((1, 1, "COMW", 4)), [COMW], tasks=tasks).competencies[0]

    assert (score.n_tasks, score.n_answered, score.n_asked) == (1, 1, 2)


def test_each_reviewer_has_a_mean_of_their_own():
    ratings = _ratings((1, 7, "COMW", 4), (2, 7, "COMW", 3), (1, 9, "COMW", 2), (2, 9, "COMW", None))

    assert competency_scores(ratings, [COMW]).competencies[0].raters == (
        RaterMean(7, Decimal("3.50"), 2),
        RaterMean(9, Decimal("2.00"), 1),
    )


def test_two_ratings_of_one_answer_differ_from_the_tolerance_on():
    ratings = _ratings((1, 1, "COMW", 4), (1, 2, "COMW", 2), (2, 1, "COMW", 4), (2, 2, "COMW", 3))

    strict = competency_scores(ratings, [COMW], tolerance=2)
    lenient = competency_scores(ratings, [COMW], tolerance=3)

    assert strict.differences == (Difference(1, "COMW", 2, 4),)
    assert strict.competencies[0].differs
    assert not lenient.competencies[0].differs


def test_levels_far_apart_on_different_answers_are_no_difference():
    ratings = _ratings((1, 1, "COMW", 5), (2, 2, "COMW", 1))

    assert competency_scores(ratings, [COMW]).differences == ()


def test_no_evidence_beside_a_level_is_no_difference():
    ratings = _ratings((1, 1, "COMW", 5), (1, 2, "COMW", None))

    assert competency_scores(ratings, [COMW], tolerance=1).differences == ()


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        # Eight tasks with one rating each: eighths, so that a third place of 5 occurs.
        ([3, 3, 3, 3, 3, 3, 3, 4], "3.12"),  # 3.125 goes to the even 2
        ([3, 3, 3, 3, 3, 4, 4, 4], "3.38"),  # 3.375 goes to the even 8
        ([3, 3, 4], "3.33"),
        ([3, 4, 4], "3.67"),
    ],
)
def test_scores_are_rounded_once_half_to_even(levels, expected):
    ratings = [GivenRating(task, 1, "COMW", level) for task, level in enumerate(levels)]

    assert competency_scores(ratings, [COMW]).competencies[0].score == Decimal(expected)


def test_the_total_is_not_computed_from_rounded_scores():
    # COMW (2 + 2 + 3) / 3 = 2.333..., NETW 4, half and half: 3.1667. From the rounded 2.33 it would be 3.16.
    ratings = _ratings((1, 1, "COMW", 2), (2, 1, "COMW", 2), (3, 1, "COMW", 3), (1, 1, "NETW", 4))
    halves = [WeightedCompetency("COMW", 50), WeightedCompetency("NETW", 50)]

    assert competency_scores(ratings, halves).total == Decimal("3.17")


def test_a_competency_of_no_weight_is_scored_but_does_not_count():
    weights = [COMW, WeightedCompetency("NETW", 0)]

    scores = competency_scores(_ratings((1, 1, "NETW", 5)), weights)

    assert scores.competencies[1].score == Decimal("5.00")
    assert (scores.total, scores.weight_covered) == (None, Decimal("0.00"))


RATINGS = st.lists(
    st.builds(
        GivenRating,
        task=st.integers(1, 4),
        rater=st.integers(1, 3),
        competency=st.sampled_from(["COMW", "NETW", "EVNT"]),
        level=st.none() | st.integers(1, 5),
    ),
    max_size=30,
    unique_by=lambda rating: (rating.task, rating.rater, rating.competency),
)
WEIGHTS = [WeightedCompetency("COMW", 50), WeightedCompetency("NETW", 30), WeightedCompetency("EVNT", 20)]


@given(RATINGS)
def test_a_score_lies_between_the_lowest_and_the_highest_level_given(ratings):
    for score in competency_scores(ratings, WEIGHTS).competencies:
        levels = [one.level for one in ratings if one.competency == score.code and one.level is not None]
        assert (score.score is None) == (not levels)
        if score.score is not None:
            assert min(levels) <= score.score <= max(levels)


@given(RATINGS)
def test_the_total_lies_between_the_scores_and_is_there_when_any_score_is(ratings):
    scores = competency_scores(ratings, WEIGHTS)
    found = [one.score for one in scores.competencies if one.score is not None]

    assert (scores.total is None) == (not found)
    if scores.total is not None:
        assert min(found) <= scores.total <= max(found)


@given(RATINGS)
def test_ratings_without_evidence_change_no_score(ratings):
    with_evidence = [rating for rating in ratings if rating.level is not None]

    all_scores, bare = competency_scores(ratings, WEIGHTS), competency_scores(with_evidence, WEIGHTS)

    assert all_scores.total == bare.total
    assert [one.score for one in all_scores.competencies] == [one.score for one in bare.competencies]


@given(RATINGS, st.randoms())
def test_the_order_of_the_ratings_does_not_matter(ratings, chance):
    shuffled = list(ratings)
    chance.shuffle(shuffled)

    assert competency_scores(shuffled, WEIGHTS) == competency_scores(ratings, WEIGHTS)


@given(RATINGS)
def test_a_better_level_never_makes_a_score_worse(ratings):
    better = [
        GivenRating(one.task, one.rater, one.competency, None if one.level is None else min(one.level + 1, 5))
        for one in ratings
    ]

    for before, after in zip(
        competency_scores(ratings, WEIGHTS).competencies,
        competency_scores(better, WEIGHTS).competencies,
        strict=True,
    ):
        assert before.score is None or after.score >= before.score
