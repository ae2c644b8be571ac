"""A fault in the input is named with its place; nothing is guessed."""

import numpy as np
import pytest

from hiring.psychometrics import (
    agreement,
    fairness,
    generalizability,
    items,
    ranking,
    severity,
    situational,
    standards,
)

NAN = np.nan


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: agreement.krippendorff_alpha([1, 2, 3]),
            "ratings must be a table (rater × unit), not of 1 dimension",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, 2], [3]]),
            "ratings must have rows of equal length (rater × unit)",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, 2], [1, "x"]]),
            "ratings: rater 2, unit 2 is 'x', not a number",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, None], [1, object]]),
            f"ratings: rater 2, unit 2 is {object!r}, not a number",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, 9], [2, 3]], scale=(1, 5)),
            "ratings: rater 1, unit 2 is 9 and lies outside the scale 1 to 5",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, -1], [2, 3]], "ratio"),
            "ratings on a ratio scale: rater 1, unit 2 is -1 and lies outside the scale 0 to inf",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, np.inf], [2, 3]]),
            "ratings: rater 1, unit 2 is inf and is not a finite number",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, 1e30], [2, 3]]),
            "ratings: rater 1, unit 2 is 1e+30 and is too large to be a rating",
        ),
        (
            lambda: agreement.krippendorff_alpha([[1, 2], [2, 3]], "metric"),
            "level must be one of nominal, ordinal, interval, ratio, not 'metric'",
        ),
        (lambda: agreement.icc([[1, 2], [2, 1j]]), "ratings: target 2, rater 2 is 1j, not a number"),
        (lambda: agreement.exact_and_adjacent([[1], [2]], step=0), "step must be above zero, not 0"),
        (lambda: agreement.weighted_kappa([[1, 2, 3], [1, 2, 3]]), "table must be square, not 2 × 3"),
        (
            lambda: agreement.weighted_kappa([[1, -2], [1, 2]]),
            "table: row 1, column 2 is -2 and lies outside the scale 0 to inf",
        ),
        (
            lambda: agreement.weighted_kappa([[1, 2], [1, 2]], "cubic"),
            "weights must be unweighted, linear, quadratic or a matrix, not 'cubic'",
        ),
        (lambda: agreement.weighted_kappa([[1, 2], [1, 2]], [[0]]), "weights must be 2 × 2, not 1 × 1"),
        (
            lambda: agreement.weighted_kappa([[1, 2], [1, 2]], [[1, 0], [0, 1]]),
            "weights must be disagreements: zero on the diagonal, where both raters agree",
        ),
        (
            lambda: agreement.weighted_kappa([[1, 2], [1, 2]], scale_values=[1]),
            "scale_values must have one value per category: 2, not 1",
        ),
        (
            lambda: agreement.fleiss_kappa([[3, 0], [1, 1]]),
            "counts: subject 2 has 2 ratings, subject 1 has 3",
        ),
        (lambda: agreement.fleiss_kappa([[1.5, 1.5], [1, 2]]), "counts must be whole numbers of raters"),
        (
            lambda: agreement.bootstrap_interval(agreement.Alpha(), [[1, 2], [1, 2]], 1, resamples=10),
            "resamples must be at least 100, not 10",
        ),
        (
            lambda: agreement.bootstrap_interval(agreement.Alpha(), [[1, 2], [1, 2]], 1, axis=2),
            "axis must be 0 or 1, not 2",
        ),
        (
            lambda: agreement.bootstrap_interval(agreement.Alpha(), [[1, 2], [1, 2]], 1, confidence=95),
            "confidence must lie between 0 and 1, not be 95",
        ),
        (
            lambda: generalizability.crossed([[1, 2], [3, 4]]),
            "scores must be a block of tables (person × task × rater), not of 2 dimensions",
        ),
        (
            lambda: generalizability.crossed_long("aab", "xxy", "rrr", [1, 2, 3]),
            "ratings: rating 1 has the person and task and rater of another",
        ),
        (
            lambda: severity.additive(["a"], ["r", "s"], [1, 2]),
            "persons must hold one label per rating: 2, not 1",
        ),
        (lambda: severity.additive(["a", "b"], ["r", ""], [1, 2]), "raters: rating 2 has no label"),
        (lambda: severity.additive(["a", None], ["r", "s"], [1, 2]), "persons: rating 2 has no label"),
        (
            lambda: severity.additive(np.array([["a"], ["b"]]), ["r", "s"], [1, 2]),
            "persons must be a row of labels, not of 2 dimensions",
        ),
        (lambda: severity.additive(["a", "b"], ["r", "s"], [1, NAN]), "ratings: rating 2 is missing"),
        (
            lambda: items.difficulty([[0, 2]]),
            "scores: person 1, item 2 is 2 and lies outside the scale 0 to 1",
        ),
        (lambda: items.difficulty([[0, 2]], 0), "highest must be above zero, not 0"),
        (lambda: fairness.impact_ratio(11, 10, 1, 10), "group 1: 11 selected of 10"),
        (
            lambda: fairness.impact_ratio(1, 10, -1, 10),
            "group 2: selected must be a whole number of at least 0, not -1",
        ),
        (
            lambda: fairness.impact_ratio(1, 2.5, 1, 10),
            "group 1: n must be a whole number of at least 0, not 2.5",
        ),
        (
            lambda: fairness.impact_ratio("1", 2, 1, 10),
            "group 1: selected must be a whole number of at least 0, not '1'",
        ),
        (lambda: fairness.standard_deviation_rule(1, 10, 1), "available must lie between 0 and 1, not be 1"),
        (
            lambda: fairness.fisher_exact(1, 10, 2, 10, alternative="both"),
            "alternative must be two-sided, less or greater, not 'both'",
        ),
        (
            lambda: standards.angoff([[0.5, 1.2], [0, 1]]),
            "judgements: judge 1, item 2 is 1.2 and lies outside the scale 0 to 1",
        ),
        (lambda: standards.angoff([[0.5, NAN], [0, 1]]), "judgements: judge 1, item 2 is missing"),
        (lambda: standards.hurdle([[1, 2]], [1]), "cuts must have one number per part: 2, not 1"),
        (lambda: standards.sem(-1, 0.8), "sd must not be negative, and is -1"),
        (lambda: standards.sem(1, 1.2), "reliability must be at most 1, not 1.2"),
        (lambda: standards.kelley("high", 0.8, 3), "score is 'high', not a number"),
        (lambda: standards.spearman_brown(0.5, 0), "factor must be above zero, not 0"),
        (
            lambda: standards.raters_needed(0.5, 1.2),
            "reliability must be at most 1 and target from 0 to 1, not 0.5 and 1.2",
        ),
        (lambda: ranking.rank_intervals([1, 2], [1], 1), "sems must be one per person: 2, not 1"),
        (lambda: ranking.rank_intervals([1, 2], [1, -1], 1), "sems: person 2 has a negative standard error"),
        (
            lambda: ranking.rank_intervals([1, 2], 1, 1, top=0),
            "top must be a whole number of at least 1, not 0",
        ),
        (lambda: situational.shape([1, 2], [1]), "ratings and key must have the same length, not 2 and 1"),
        (
            lambda: situational.percent([1, 8], [1, 2], 1, 7),
            "ratings: option 2 is 8 and lies outside the scale 1 to 7",
        ),
        (lambda: situational.percent([1], [1], 5, 1), "low must be below high, not 5 and 1"),
        (lambda: situational.rank_score([1, 1], [1, 2]), "ranks must hold every rank from 1 to 2 once"),
        (
            lambda: situational.rank_score([1, 2, 3], [1, 2]),
            "ranks and key must have the same length, not 3 and 2",
        ),
        (
            lambda: situational.most_least(2, 2, 1, 3),
            "the most and the least effective option must differ, not both be 2",
        ),
    ],
)
def test_a_wrong_input_is_refused_in_one_sentence(call, sentence):
    with pytest.raises(ValueError, match=r".+") as refusal:
        call()

    assert str(refusal.value) == sentence


def test_a_mean_needs_tasks_and_raters():
    study = generalizability.crossed(np.arange(24).reshape(4, 3, 2) % 5)

    with pytest.raises(ValueError, match=r"^a mean needs more than 0 tasks or raters$"):
        study.decision(0, 2)


def test_none_is_missing_and_whole_numbers_and_truths_are_numbers():
    with_none = [[1, 2, None, 4], [1, 2, 3, 5]]

    assert agreement.krippendorff_alpha(with_none) == agreement.krippendorff_alpha(
        [[1, 2, NAN, 4], [1, 2, 3, 5]]
    )
    assert items.cronbach_alpha([[True, False], [True, True], [False, False]]).value == pytest.approx(2 / 3)
