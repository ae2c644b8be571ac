"""Intervals of agreement by person: answers of one person hang together, and who forgets it is too sure."""

import numpy as np
import pytest

from hiring.psychometrics import agreement


def rated(chance, people=30, answers=4, *, together=1.0, raters=2):
    """Return answers × raters, and whose each is: ability is a person's share `together` of what varies."""
    person = np.repeat(np.arange(people), answers)
    own = np.sqrt(together) * chance.normal(size=people)[person]
    level = own + np.sqrt(1 - together) * chance.normal(size=people * answers)
    return level[:, None] + chance.normal(size=(people * answers, raters)), person


@pytest.mark.parametrize("form", ["1,1", "1,k", "2,1", "2,k"])
def test_resampled_correlations_are_those_of_the_resampled_answers(form):
    ratings, person = rated(np.random.default_rng(1), people=12, raters=3)
    ratings += 2 * person[:, None] / 12

    at_once = agreement.icc_by_person(ratings, person, form, 5, resamples=4000)

    chance = np.random.default_rng(6)
    one_by_one = []
    for _ in range(1500):
        drawn = np.concatenate([np.flatnonzero(person == p) for p in chance.integers(0, 12, 12)])
        one_by_one.append(agreement.icc(ratings[drawn])[form].value)
    assert at_once.value == agreement.icc(ratings)[form].value
    assert at_once.interval == pytest.approx(np.quantile(one_by_one, [0.025, 0.975]), abs=0.03)


def test_resampled_kappas_are_those_of_the_resampled_answers():
    ratings, person = rated(np.random.default_rng(2), people=15)
    levels = np.clip(np.rint(ratings) + 3, 1, 5)

    at_once = agreement.kappa_by_person(levels, person, 5, resamples=4000)

    def kappa(table):
        counts = np.zeros((5, 5))
        np.add.at(counts, tuple(table.astype(int).T - 1), 1)
        return agreement.weighted_kappa(counts, "quadratic").value

    chance = np.random.default_rng(6)
    one_by_one = []
    for _ in range(1500):
        drawn = np.concatenate([np.flatnonzero(person == p) for p in chance.integers(0, 15, 15)])
        one_by_one.append(kappa(levels[drawn]))
    assert at_once.value == pytest.approx(kappa(levels))
    assert at_once.interval == pytest.approx(np.quantile(one_by_one, [0.025, 0.975]), abs=0.03)


def test_raters_who_never_differ_have_no_interval():
    ratings, person = rated(np.random.default_rng(3))
    same = np.repeat(ratings[:, :1], 2, axis=1)

    assert agreement.icc_by_person(same, person, "2,1", 1).interval is None
    assert agreement.kappa_by_person(np.rint(same), person, 1).interval is None


def test_of_one_person_nothing_can_be_drawn_and_nothing_is_said_to_be_sure():
    ratings, person = rated(np.random.default_rng(4), people=1, answers=30)

    exact = agreement.exact_and_adjacent(np.rint(ratings).T, people=person).exact

    assert exact.interval[1] - exact.interval[0] > 0.7


def test_shares_where_nothing_varies_count_as_many_as_there_are_people():
    level = np.repeat([[1.0, 2, 3, 4, 5, 3, 2, 4]], 2, axis=0)
    ten_each = np.repeat(level, 10, axis=1)

    by_person = agreement.exact_and_adjacent(ten_each, people=np.repeat(np.arange(8), 10)).exact

    assert by_person.n == 80
    assert by_person.interval == agreement.exact_and_adjacent(level).exact.interval


def test_intervals_by_person_cover_where_those_by_answer_are_too_short():
    truth, by_person, by_answer = 0.5, [], []
    for seed in range(200):
        ratings, person = rated(np.random.default_rng(seed))
        by_person.append(agreement.icc_by_person(ratings, person, "1,1", seed, resamples=400).interval)
        by_answer.append(agreement.icc(ratings)["1,1"].interval)

    assert share_covered(by_person, truth) == pytest.approx(0.92, abs=0.04)
    assert share_covered(by_answer, truth) <= 0.86


def test_intervals_of_equal_ratings_cover_by_person_where_those_by_answer_are_too_short():
    truth, by_person, by_answer = 0.5, [], []
    for seed in range(300):
        chance = np.random.default_rng(seed)
        person = np.repeat(np.arange(25), 6)
        equal = chance.random(150) < chance.beta(1, 1, 25)[person]
        ratings = np.array([np.ones(150), np.where(equal, 1, 3)])
        by_person.append(agreement.exact_and_adjacent(ratings, people=person).exact.interval)
        by_answer.append(agreement.exact_and_adjacent(ratings).exact.interval)

    assert share_covered(by_person, truth) == pytest.approx(0.95, abs=0.035)
    assert share_covered(by_answer, truth) < 0.85


def share_covered(intervals, truth):
    low, high = np.array(intervals).T
    return float(((low <= truth) & (truth <= high)).mean())
