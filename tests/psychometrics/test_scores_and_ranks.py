"""Items, cut scores, ranks, situational judgement and fairness: the laws beyond the published figures."""

import numpy as np
import pytest

from hiring.psychometrics import fairness, items, ranking, situational, standards

NAN = np.nan


def test_alpha_leaves_out_persons_who_lack_an_item_and_says_how_many_remain():
    scores = np.array([[1, 2, 3], [2, 3, 3], [4, 4, 5], [5, 4, NAN]])

    assert items.cronbach_alpha(scores) == items.cronbach_alpha(scores[:3])
    assert items.cronbach_alpha(scores).n == 3


def test_alpha_if_deleted_of_two_items_is_not_defined():
    assert [bool(answer) for answer in items.alpha_if_deleted([[1, 2], [2, 3], [3, 5]])] == [False, False]


def test_an_item_that_does_not_vary_has_no_item_rest_correlation():
    found = items.item_rest([[1, 3, 2], [2, 3, 4], [3, 3, 3]])

    assert [bool(answer) for answer in found] == [True, False, True]


def test_difficulty_of_anchored_scales():
    found = items.difficulty([[1, 5], [3, 5], [NAN, 4]], highest=5)

    assert [(answer.value, answer.n) for answer in found] == [
        (pytest.approx(0.4), 2),
        (pytest.approx(14 / 15), 3),
    ]
    assert items.difficulty([[0.5]])[0].se is None


def test_reaching_a_cut_exactly_passes_whatever_the_float_noise():
    assert standards.compensatory([[0.1, 0.2]], 0.3) == (True,)
    assert standards.hurdle([[0.1 + 0.2, 3]], [0.3, 3]) == (True,)


def test_a_missing_part_is_not_a_zero():
    found = standards.compensatory_against_hurdle([[3, NAN], [1, NAN], [3, 3]], [2, 2])

    assert found.compensatory == (None, None, True)
    assert found.hurdle == (None, False, True)
    assert found.changed == (1,)


def test_weights_count_in_the_compensatory_list():
    assert standards.compensatory([[5, 1], [1, 5]], 4, [0.8, 0.2]) == (True, False)
    assert standards.compensatory_against_hurdle([[5, 1]], [3, 3], weights=[0.8, 0.2]).changed == (0,)


def test_a_fixed_band_holds_everybody_near_the_top():
    assert standards.within_band([4.1, 3.9, 3.0], 0.2) == (True, True, False)


def test_error_of_a_difference_of_unlike_scores():
    assert standards.sed(3, 4).value == 5


def test_raters_needed_is_at_least_one():
    assert standards.raters_needed(0.9, 0.5).raters == 1
    assert standards.raters_needed(0.5, 0.75).raters == 3
    assert standards.raters_needed(1, 1).raters == 1
    assert standards.spearman_brown(0.5, 3).value == 0.75


def test_angoff_of_a_panel_that_agrees_to_the_point():
    found = standards.angoff([[0.5, 0.7], [0.5, 0.7]])

    assert (found.cut, found.se, found.interval) == (1.2, 0, (1.2, 1.2))
    assert found.consistency.value == 1


def test_probability_above_follows_the_normal_distribution():
    assert ranking.probability_above(3, 3, 0.4).value == 0.5
    assert ranking.probability_above(3.5, 3, 0.3, 0.4).value == pytest.approx(0.8413447)
    assert ranking.probability_above(3, 3.5, 0.3, 0.4).value == pytest.approx(1 - 0.8413447)


def test_ranks_come_with_intervals_and_the_chance_of_the_top():
    found = ranking.rank_intervals([4.5, 3.0, 3.0, 1.0], 0.2, seed=1, top=1)

    assert [person.rank.value for person in found] == [1, 2, 2, 4]
    assert [person.rank.interval for person in found] == [(1, 1), (2, 3), (2, 3), (4, 4)]
    assert [person.in_top.value for person in found] == [1, 0, 0, 0]
    assert ranking.rank_intervals([4.5, 3.0], 0.2, seed=1)[0].in_top is None


def test_chances_of_the_top_add_up_and_agree_with_the_pairwise_chance():
    found = ranking.rank_intervals([3.4, 3.0], [0.3, 0.4], seed=2, top=1, draws=20_000)

    assert sum(person.in_top.value for person in found) == pytest.approx(1)
    assert found[0].in_top.value == pytest.approx(
        ranking.probability_above(3.4, 3.0, 0.3, 0.4).value, abs=0.01
    )


def test_the_same_seed_gives_the_same_ranks():
    scores = np.linspace(1, 5, 30)

    assert ranking.rank_intervals(scores, 0.5, 7, top=5) == ranking.rank_intervals(scores, 0.5, 7, top=5)
    assert ranking.rank_intervals(scores, 0.5, 7, top=5) != ranking.rank_intervals(scores, 0.5, 8, top=5)


@pytest.mark.parametrize(
    ("most", "least", "points"),
    [(1, 4, 2), (4, 1, -2), (1, 2, 1), (2, 4, 1), (2, 3, 0), (4, 3, -1), (1, None, 1)],
)
def test_most_least_points(most, least, points):
    assert situational.most_least(most, least, best=1, worst=4).value == points


def test_an_option_that_was_not_rated_is_left_out():
    found = situational.squared_distance([7, NAN, 5], [6, 2, 4])

    assert (found.value, found.n) == (1, 2)


def test_standardised_distance_ignores_level_and_spread():
    key = [6.2, 2.1, 4.4, 1.5]

    assert situational.standardised_distance([x / 2 + 1 for x in key], key).value == pytest.approx(
        0, abs=1e-12
    )
    assert situational.standardised_distance([-x for x in key], key).value == pytest.approx(4)
    shape = situational.shape([3, 1, 4, 2], key).value
    assert situational.standardised_distance([3, 1, 4, 2], key).value == pytest.approx(2 * (1 - shape))


@pytest.mark.parametrize(("ranks", "score"), [([1, 2, 3, 4], 100), ([4, 3, 2, 1], 0), ([2, 1, 3, 4], 75)])
def test_rank_scores(ranks, score):
    assert situational.rank_score(ranks, [1, 2, 3, 4]).value == score


def test_odd_numbers_of_options_reach_zero_too():
    assert situational.rank_score([3, 2, 1], [1, 2, 3]).value == 0


def test_mode_consensus_is_the_share_of_experts():
    found = situational.mode_consensus(2, [2, 2, 1, 2])

    assert (found.value, found.n) == (0.75, 4)
    assert found.interval == pytest.approx((0.3006, 0.9544), abs=1e-4)


def test_one_different_choice_turns_a_small_sample_round_but_not_a_large_one():
    assert fairness.flip_flop(1, 10, 3, 20) is True
    assert fairness.flip_flop(10, 100, 30, 200) is False
    assert fairness.flip_flop(3, 10, 6, 20) is False  # no adverse impact, nothing to turn round


def test_groups_of_less_than_two_percent_are_not_tested_alone():
    assert fairness.too_small_to_test({"a": (10, 500), "b": (1, 9), "c": (3, 100)}) == {"b"}


def test_small_groups_are_hidden_and_never_alone():
    groups = {"a": (10, 50), "b": (2, 4), "c": (3, 9), "d": (0, 0)}

    assert fairness.suppress_small_cells(groups) == {"a": (10, 50), "b": None, "c": None, "d": (0, 0)}
    assert fairness.suppress_small_cells({"a": (10, 50), "b": (3, 9)}) == {"a": (10, 50), "b": (3, 9)}
    assert fairness.suppress_small_cells({"a": (1, 2), "b": (1, 3), "c": (3, 9)}) == {
        "a": None,
        "b": None,
        "c": (3, 9),
    }


def test_mid_p_lies_below_fisher():
    for case in ((1, 10, 11, 14), (20, 80, 48, 120), (3, 8, 5, 9)):
        assert fairness.lancaster_mid_p(*case).value < fairness.fisher_exact(*case).value


def test_the_empty_mapping_and_groups_of_nobody_have_no_ratio():
    assert fairness.impact_ratios({}) == {}
    assert not fairness.impact_ratios({"a": (0, 0)})["a"]
