"""Agreement: what each figure rests on, and that every way to compute alpha gives the same alpha."""

import numpy as np
import pytest

from hiring.psychometrics import agreement, reasons
from tests.psychometrics.blocks import table

LEVELS = ["nominal", "ordinal", "interval", "ratio"]


def some_ratings(seed, raters=4, units=60, missing=0.3):
    chance = np.random.default_rng(seed)
    ability = chance.integers(1, 6, units)
    ratings = np.clip(ability + chance.integers(-1, 2, (raters, units)), 1, 5).astype(float)
    ratings[chance.random(ratings.shape) < missing] = np.nan
    return ratings


def test_alpha_of_thousands_of_different_values_needs_no_gigabytes():
    chance = np.random.default_rng(1)
    truth = chance.normal(size=5_000)
    ratings = truth + chance.normal(size=(2, 5_000))

    assert agreement.krippendorff_alpha(ratings, "interval").value == pytest.approx(0.5, abs=0.03)
    assert agreement.krippendorff_alpha(ratings, "ordinal").value == pytest.approx(0.48, abs=0.03)


@pytest.mark.parametrize("level", LEVELS)
def test_resampling_all_at_once_gives_what_one_by_one_gives(level):
    ratings = some_ratings(2, missing=0.1)
    one_by_one = agreement.bootstrap_interval(
        lambda resample: agreement.krippendorff_alpha(resample, level), ratings, 5, resamples=400
    )

    at_once = agreement.bootstrap_interval(agreement.Alpha(level), ratings, 5, resamples=4000)

    assert at_once.value == one_by_one.value
    assert at_once.interval == pytest.approx(one_by_one.interval, abs=0.03)
    assert at_once.se == pytest.approx(one_by_one.se, rel=0.15)


def test_the_same_seed_gives_the_same_interval():
    first, again, other = (
        agreement.bootstrap_interval(agreement.Alpha(), some_ratings(3), s) for s in (1, 1, 2)
    )

    assert first.interval == again.interval
    assert first.interval != other.interval


def test_share_of_resamples_below_a_threshold():
    found = agreement.bootstrap_interval(agreement.Alpha("interval"), table("V01"), 1)

    low, high = found.interval
    assert found.share_below(low) == pytest.approx(0.025, abs=0.005)
    assert found.share_below(high) == pytest.approx(0.975, abs=0.02)
    assert 0 < found.share_below(0.667) < 1


def test_bootstrap_of_a_plain_number_over_rows():
    scores = np.arange(40.0).reshape(20, 2)

    found = agreement.bootstrap_interval(lambda rows: float(rows.mean()), scores, 1, axis=0)

    assert (found.value, found.n) == (19.5, 20)
    assert found.interval == pytest.approx((19.5 - 1.96 * 2.58, 19.5 + 1.96 * 2.58), abs=1)


def test_bootstrap_of_fine_ratings_falls_back_to_one_resample_at_a_time():
    ratings = some_ratings(4) + np.random.default_rng(4).normal(scale=0.1, size=(4, 60))

    assert agreement.Alpha().resampled(ratings, np.random.default_rng(1), 100) is None
    low, high = agreement.bootstrap_interval(agreement.Alpha(), ratings, 1, resamples=100).interval
    assert low < agreement.krippendorff_alpha(ratings).value < high


def test_a_statistic_that_is_mostly_undefined_has_no_interval():
    barely = np.array([[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 2]])

    found = agreement.bootstrap_interval(lambda _: agreement.krippendorff_alpha(barely[:, :9]), barely, 1)
    mostly = agreement.bootstrap_interval(
        lambda resample: (
            0.5 if resample.shape == (2, 10) and resample[1, 0] == 2 else agreement.icc([[1]])["1,1"]
        ),
        barely[:, ::-1],
        1,
    )

    assert found.reason == reasons.NO_VARIATION
    assert mostly.reason == reasons.UNSTABLE


def test_exact_and_adjacent_weigh_every_unit_alike():
    found = agreement.exact_and_adjacent([[1, 2, 5], [1, 3, 3], [2, np.nan, 1]])

    assert found.exact.value == pytest.approx((1 / 3 + 0 + 0) / 3)
    assert found.adjacent.value == pytest.approx((1 + 1 + 0) / 3)
    assert (found.exact.n, found.pairs) == (3, 7)


def test_half_steps_may_count_as_adjacent_or_not():
    ratings = [[1, 2, 3], [1.5, 2.5, 4]]

    assert agreement.exact_and_adjacent(ratings, step=0.5).adjacent.value == pytest.approx(2 / 3)
    assert agreement.exact_and_adjacent(ratings).adjacent.value == 1


def test_unused_categories_do_not_change_weighted_kappa():
    with_gap = agreement.weighted_kappa([[5, 1], [2, 7]], "linear", scale_values=[1, 5]).value

    padded = np.zeros((5, 5))
    padded[np.ix_([0, 4], [0, 4])] = [[5, 1], [2, 7]]
    assert agreement.weighted_kappa(padded, "linear").value == pytest.approx(with_gap)


def test_proportions_without_a_number_of_units_have_no_standard_error():
    unknown = agreement.weighted_kappa(table("V06"))
    known = agreement.weighted_kappa(table("V06"), n=200)

    assert (unknown.se, unknown.interval, unknown.n) == (None, None, None)
    assert known.interval == (
        known.value - 1.959963984540054 * known.se,
        known.value + 1.959963984540054 * known.se,
    )


def test_fleiss_kappa_by_category_averages_to_the_whole():
    counts = table("V05")
    found = agreement.fleiss_kappa(counts)
    share = counts.sum(axis=0) / counts.sum()
    spread = share * (1 - share)

    by_category = [category.value for category in found.categories]
    assert np.average(by_category, weights=spread) == pytest.approx(found.value)
    assert agreement.fleiss_kappa([[2, 1, 0], [1, 2, 0]]).categories[2].reason == reasons.NO_VARIATION


def test_mean_of_raters_that_could_be_anything_has_no_interval():
    found = agreement.icc([[1, 4, 2], [4, 1, 3], [2, 3, 1.5], [3, 2, 4.5]])["2,k"]

    assert found.interval is None or all(np.isfinite(found.interval))


def test_units_with_very_many_ratings_of_many_values_resample_too():
    ratings = np.random.default_rng(5).integers(1, 31, (40, 30)).astype(float)

    found = agreement.bootstrap_interval(agreement.Alpha("interval"), ratings, 1, resamples=200)

    assert found.interval[0] < found.value < found.interval[1]


def test_answers_of_one_candidate_are_resampled_together():
    """Ten answers of each candidate that are alike are no more than one: the interval must not shrink."""
    chance = np.random.default_rng(3)
    pairs = chance.integers(1, 6, (2, 20)).astype(float)
    repeated = np.repeat(pairs, 10, axis=1)
    of_whom = np.repeat(np.arange(20), 10).tolist()

    once, alone, together = (
        agreement.bootstrap_interval(statistic, ratings, 1, resamples=4000).interval
        for statistic, ratings in (
            (agreement.Alpha(), pairs),
            (agreement.Alpha(), repeated),
            (agreement.Alpha(clusters=of_whom), repeated),
        )
    )

    width = [high - low for low, high in (once, alone, together)]
    assert width[2] == pytest.approx(width[0], rel=0.08)
    assert width[1] < 0.5 * width[2]
