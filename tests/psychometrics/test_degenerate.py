"""Where there is nothing to say, nothing is said: no 1.000, no nan, no exception."""

import math

import numpy as np
import pytest

from hiring.psychometrics import (
    Undefined,
    agreement,
    fairness,
    generalizability,
    items,
    ranking,
    reasons,
    severity,
    situational,
    standards,
)

NAN = np.nan
FLAT = np.full((4, 5), 3.0)


def long(table):
    """Return persons, raters and ratings of a persons × raters table."""
    person, rater = np.nonzero(~np.isnan(table))
    return person, rater, table[person, rater]


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_without_variation_is_not_one(level):
    assert agreement.krippendorff_alpha(FLAT, level) == Undefined.because(reasons.NO_VARIATION)


def test_everything_else_without_variation_is_undefined_too():
    persons, raters, ratings = long(FLAT)
    found = [
        *agreement.icc(FLAT).values(),
        agreement.mean_squares(FLAT),
        agreement.weighted_kappa([[0, 0], [0, 9]]),
        agreement.fleiss_kappa([[3, 0], [3, 0]]),
        agreement.bootstrap_interval(agreement.Alpha(), FLAT, 1),
        generalizability.crossed(np.full((4, 3, 2), 3.0)),
        generalizability.nested(np.full((4, 3, 2), 3.0)),
        generalizability.one_facet(FLAT),
        severity.additive(persons, raters, ratings),
        items.cronbach_alpha(FLAT),
        *items.alpha_if_deleted(FLAT),
        *items.item_rest(FLAT),
        situational.shape([4, 4, 4], [1, 2, 3]),
        situational.standardised_distance([1, 2, 3], [4, 4, 4]),
    ]

    assert [answer for answer in found if not isinstance(answer, Undefined)] == []


def test_float_noise_is_no_variation():
    noisy = np.array([[0.3, 0.1 + 0.2], [0.3, 0.3]])

    assert isinstance(agreement.krippendorff_alpha(noisy, "interval"), Undefined)
    assert isinstance(agreement.icc(noisy)["1,1"], Undefined)


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (0, 5), (5, 0), (0, 0), (1, 1)])
def test_one_rater_or_one_unit_is_refused(shape):
    ratings = np.arange(float(np.prod(shape))).reshape(shape)
    block = ratings[:, :, None]
    found = [
        agreement.krippendorff_alpha(ratings),
        agreement.exact_and_adjacent(ratings).exact,
        agreement.exact_and_adjacent(ratings).adjacent,
        agreement.bootstrap_interval(agreement.Alpha(), ratings, 1),
        *agreement.icc(ratings).values(),
        generalizability.one_facet(ratings),
        generalizability.crossed(block),
        generalizability.nested(block),
        severity.additive(*long(ratings)),
        items.cronbach_alpha(ratings),
    ]

    assert [answer for answer in found if not isinstance(answer, Undefined)] == []


def test_a_study_that_cannot_be_made_still_answers_in_its_shape():
    found = generalizability.crossed(np.full((4, 3, 1), 3.0))

    assert list(found.components) == ["p", "t", "r", "pt", "pr", "tr", "ptr"]
    assert all(isinstance(part, Undefined) for part in found.components.values())
    decision = found.decision(6, 2)
    assert decision.g == decision.phi == decision.sem_relative == decision.sem_absolute
    assert isinstance(decision.score_interval(3.2), Undefined)
    assert decision.g.reason == reasons.ONE_RATER


def test_a_unit_with_one_rating_is_ignored_by_alpha():
    ratings = [[1, 2, 3, 5], [1, 2, 4, NAN]]

    assert agreement.krippendorff_alpha(ratings) == agreement.krippendorff_alpha([row[:3] for row in ratings])


def test_negative_coefficients_are_not_clipped():
    reversed_raters = np.array([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
    uneven = [[1, 5], [3, 4], [3, 3], [4, 2], [5, 1]]

    assert agreement.krippendorff_alpha(reversed_raters, "interval").value < 0
    assert agreement.icc(uneven)["3,1"].value < 0
    assert agreement.weighted_kappa([[0, 5], [5, 0]]).value == pytest.approx(-1)
    assert items.cronbach_alpha(uneven).value < 0


def test_raters_who_cancel_out_leave_nothing_to_compare():
    found = agreement.icc([[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]])

    assert {form: bool(answer) for form, answer in found.items()} == {
        "1,1": True, "2,1": True, "3,1": True, "1,k": False, "2,k": False, "3,k": False
    }  # fmt: skip
    assert found["2,k"].reason == reasons.NO_DIFFERENCES
    assert items.cronbach_alpha([[1, 5], [2, 4], [3, 3]]).reason == reasons.TOTAL_WITHOUT_VARIATION


def test_identical_raters_agree_fully_but_without_a_sham_interval():
    same = np.array([[1, 1, 1], [3, 3, 3], [5, 5, 5], [2, 2, 2]], float)

    assert agreement.krippendorff_alpha(same.T).value == 1
    assert [(form.value, form.interval, form.f) for form in agreement.icc(same).values()] == [
        (1, None, None)
    ] * 6
    assert items.cronbach_alpha(same).interval is None


def test_no_target_rated_by_everybody_leaves_no_intraclass_correlation():
    assert agreement.icc([[1, NAN], [NAN, 2], [3, 3]])["1,1"].reason == reasons.TOO_FEW_COMPLETE


def test_a_disconnected_design_names_its_parts():
    found = severity.additive(["a", "b", "c", "d"], ["x", "x", "y", "y"], [1, 2, 3, 5])

    assert isinstance(found, Undefined)
    assert [(part.persons, part.raters) for part in found.components] == [
        (frozenset("ab"), frozenset("x")),
        (frozenset("cd"), frozenset("y")),
    ]
    assert found.reason == "the design falls into 2 parts that share no rater and no person: x; y"
    assert set(found.raters) == {"x", "y"}
    assert set(found.persons) == set("abcd")
    assert all(isinstance(answer, Undefined) for answer in [*found.raters.values(), *found.persons.values()])


def test_answers_rated_once_cannot_tell_task_from_rater():
    once = np.full((6, 3, 2), NAN)
    once[:, :, 0] = np.arange(18).reshape(6, 3) % 5
    once[0, 0] = [NAN, 2]

    found = generalizability.crossed(once)

    assert found.components["pt"].reason == "in this design “pt” cannot be told apart from “ptr”"


def test_empty_groups_and_cells_are_said_to_be_so():
    assert fairness.impact_ratio(0, 0, 5, 10).reason == reasons.EMPTY_GROUP
    assert fairness.impact_ratio(5, 10, 0, 10).reason == reasons.NOBODY_IN_REFERENCE
    assert (fairness.impact_ratio(0, 10, 5, 10).value, fairness.impact_ratio(0, 10, 5, 10).interval) == (
        0,
        None,
    )
    assert fairness.newcombe_difference(0, 10, 5, 10).interval is not None
    for test in (
        fairness.two_sample_z,
        fairness.impact_ratio_z,
        fairness.fisher_exact,
        fairness.lancaster_mid_p,
    ):
        assert test(10, 10, 20, 20).reason == reasons.ALL_OR_NOBODY
        assert test(0, 10, 0, 20).reason == reasons.ALL_OR_NOBODY
        assert test(0, 0, 1, 20).reason == reasons.EMPTY_GROUP
    assert fairness.impact_ratio_z(0, 10, 5, 10).reason == reasons.NOBODY_SELECTED
    for test in (fairness.newcombe_difference, fairness.shortfall, fairness.flip_flop):
        assert test(0, 0, 1, 20).reason == reasons.EMPTY_GROUP
    assert fairness.wilson_interval(0, 0).reason == reasons.EMPTY_GROUP


def test_four_fifths_is_not_flipped_by_float_noise():
    at_the_edge = [(8 * i, 10 * i * k, 10 * i, 10 * i * k) for i in range(1, 40) for k in (1, 3, 7)]

    assert [case for case in at_the_edge if fairness.impact_ratio(*case).below_four_fifths] == []
    assert fairness.impact_ratio(799, 10_000, 1_000, 10_000).below_four_fifths


def test_scores_without_error_or_reliability_have_no_uncertainty_to_speak_of():
    assert ranking.probability_above(3, 2, 0).reason == reasons.NO_ERROR
    assert ranking.rank_intervals([1, 2], 0, 1).reason == reasons.NO_ERROR
    assert ranking.rank_intervals([1], 0.2, 1).reason == reasons.ONE_PERSON
    assert standards.sem(10, -0.2).reason == reasons.NEGATIVE_RELIABILITY
    assert standards.raters_needed(0, 0.8).reason == reasons.NO_TRUE_VARIATION
    assert standards.raters_needed(0.4, 1).reason == reasons.PERFECT_TARGET
    assert standards.angoff([[0.5, 0.6]]).reason == reasons.ONE_JUDGE


def test_nothing_answered_is_not_zero():
    for rule in (
        situational.squared_distance,
        situational.rmsd,
        situational.mean_distance,
        situational.shape,
    ):
        assert rule([NAN, NAN], [1, 2]).reason == reasons.NO_ANSWER
    assert situational.percent([NAN], [1], 1, 5).reason == reasons.NO_ANSWER
    assert situational.most_least(None, None, 1, 2).reason == reasons.NO_ANSWER
    assert situational.mode_consensus(1, []).reason == reasons.NO_EXPERTS
    assert items.difficulty([[1, NAN], [0, NAN]])[1].reason == reasons.NO_ANSWER


def test_an_undefined_figure_is_false_and_knows_its_reason():
    refusal = Undefined.because(reasons.DISCONNECTED, number=2, parts="x; y")

    assert not refusal
    assert refusal.reason == refusal.sentence % refusal.values
    assert math.isclose(float(agreement.krippendorff_alpha([[1, 2, 3], [1, 2, 3]])), 1)


def test_empty_tables_of_counts_and_single_subjects_are_refused():
    assert agreement.weighted_kappa([[0, 0], [0, 0]]).reason == reasons.EMPTY_TABLE
    assert agreement.fleiss_kappa(np.empty((0, 3))).reason == reasons.EMPTY_TABLE
    assert agreement.fleiss_kappa([[2, 1]]).reason == reasons.ONE_UNIT
    assert agreement.fleiss_kappa([[1, 0], [0, 1]]).reason == reasons.ONE_RATER
    assert situational.rank_score([1], [1]).reason == reasons.NO_ANSWER
    assert standards.angoff(np.empty((2, 0))).reason == reasons.ONE_ITEM
    assert items.cronbach_alpha(np.full((3, 2), NAN)).reason == reasons.TOO_FEW_ANSWERS


def test_one_row_cannot_be_resampled():
    assert agreement.bootstrap_interval(lambda _rows: 1.0, [[1, 2, 3]], 1, axis=0).reason == reasons.ONE_UNIT


def test_a_design_with_too_little_overlap_is_refused():
    found = generalizability.crossed([[[NAN, 2], [4, 5]], [[NAN, 3], [NAN, NAN]]])

    assert found.reason == reasons.INSEPARABLE


def test_hardly_any_difference_between_targets_leaves_steady_intervals_or_none():
    for ratings in (
        [[5, 3, 4, 4, 4, 4], [4, 4, 4, 4, 4, 4], [4, 4, 1, 5, 5, 4], [4, 4, 4, 4, 4, 4]],
        [[2, 5, 1, 1, 1, 1], [5, 1, 1, 1, 1, 1]],
        [[5, 1, 2], [3, 4, 1]],
    ):
        one, two = agreement.icc(ratings), agreement.icc(np.multiply(ratings, 4))
        for form, answer in one.items():
            if not isinstance(answer, Undefined) and answer.interval is not None:
                assert two[form].interval == pytest.approx(answer.interval, rel=1e-6)


def test_means_without_any_error_are_not_said_to_be_perfect():
    same = np.repeat([[1.0], [3.0], [5.0], [2.0]], 3, axis=1)
    decision = generalizability.one_facet(same).decision(2)

    assert generalizability.one_facet(same).components["p"].value > 0
    assert decision.g.reason == decision.phi.reason == reasons.NO_ERROR_VARIANCE
    assert decision.sem_relative.reason == decision.sem_absolute.reason == reasons.NO_ERROR_VARIANCE


def test_an_error_variance_below_zero_leaves_nothing_to_decide_by():
    found = generalizability.one_facet([[4, 3.5, NAN], [2, 2, NAN], [NAN, NAN, 5]])

    assert found.negative == ("pr",)
    assert {answer.reason for answer in (found.decision(2).g, found.as_rated.sem_absolute)} == {
        reasons.NEGATIVE_ERROR
    }
