"""Laws of scores with errors: order and names do not matter, and an answer left empty never helps a score."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.psychometrics import Undefined
from hiring.psychometrics.estimates import Estimate
from hiring.psychometrics.score_errors.bands import TopPlace, bands, top_place
from hiring.psychometrics.score_errors.cells import marks, scored
from hiring.psychometrics.score_errors.enough import (
    TooFew,
    agreement_or_too_few,
    figure_or_too_few,
    item_or_too_few,
    severe,
)
from hiring.psychometrics.score_errors.errors import Errors
from hiring.psychometrics.score_errors.gibbs import Chains
from hiring.psychometrics.score_errors.prediction import predicted
from hiring.psychometrics.score_errors.study import error_study
from tests.psychometrics.worked import simulated

MOST = min(40, settings.default.max_examples)
examples = settings(deadline=None, max_examples=MOST, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)
SHORT = Chains(chains=4, warm_up=5, kept=4, every=1)


def drawn_rows(chance, candidates=6):
    """Return rows (candidate, task, rater, competency, level) of all kinds of cell."""
    rows = []
    for i in range(candidates):
        for t in range(4):
            if (kind := chance.random()) < 0.1:
                rows.append((f"K{i}", f"T{t}", "", "C", 1.0))
            elif kind > 0.92:
                rows.append((f"K{i}", f"T{t}", "", "C", None))
            else:
                raters = chance.permutation(4)[:2]
                rows += [(f"K{i}", f"T{t}", f"R{j}", "C", float(chance.integers(1, 6))) for j in raters]
    return rows


def told(components):
    return components.reason if isinstance(components, Undefined) else components.variance


def marked(rows):
    return marks(*([row[at] for row in rows] for at in range(5)))


@examples
@given(SEEDS)
def test_the_order_of_rows_changes_nothing_at_all(seed):
    chance = np.random.default_rng(seed)
    rows = drawn_rows(chance)
    shuffled = [rows[at] for at in chance.permutation(len(rows))]

    one, other = (
        error_study(marked(each), {"C": 1}, top=2, seed=1, chains=SHORT) for each in (rows, shuffled)
    )

    assert one.candidates == other.candidates
    assert one.scored.score.tolist() == other.scored.score.tolist()
    assert told(one.components) == told(other.components)
    assert (one.p_top is None) == (other.p_top is None)
    if one.p_top is not None:
        assert one.p_top.tolist() == other.p_top.tolist()
    assert one.bands == other.bands


@examples
@given(SEEDS)
def test_an_answer_left_empty_never_raises_the_score(seed):
    chance = np.random.default_rng(seed)
    rows = drawn_rows(chance)
    reviewed = [row for row in rows if row[2]]
    who, task, *_ = reviewed[chance.integers(len(reviewed))]
    emptied = [row for row in rows if row[:2] != (who, task)] + [(who, task, "", "C", 1.0)]

    before, after = (scored(marked(each), {"C": 1}) for each in (rows, emptied))

    at = before.candidates.index(who)
    assert after.score[at] <= before.score[at] + 1e-12


@examples
@given(SEEDS)
def test_the_shares_of_a_candidate_add_up_to_one(seed):
    rows = drawn_rows(np.random.default_rng(seed))

    assert scored(marked(rows), {"C": 1}).task_share.sum(axis=1) == pytest.approx(1)


def drawn_prediction(seed):
    chance = np.random.default_rng(seed)
    many = int(chance.integers(2, 15))
    errors = Errors(chance.uniform(0, 0.3, many), chance.normal(0, 0.2, (many, 3)), 0.1)
    deviation = np.round(chance.normal(0, 0.7, many) * 3) / 3  # many are equal
    return chance, deviation, errors


@examples
@given(SEEDS)
def test_bands_do_not_depend_on_the_order_of_candidates(seed):
    chance, deviation, errors = drawn_prediction(seed)
    labels = [f"K{number}" for number in range(len(deviation))]
    order = chance.permutation(len(deviation))

    found = predicted(deviation, 0.5, errors)
    moved = predicted(deviation[order], 0.5, Errors(errors.own[order], errors.shared[order], errors.relative))

    named = [[labels[at] for at in band] for band in bands(found.level, found.surely_above, labels)]
    there = [labels[at] for at in order]
    assert named == [[there[at] for at in band] for band in bands(moved.level, moved.surely_above, there)]


@examples
@given(SEEDS)
def test_nobody_in_a_band_lies_surely_above_another_and_who_begins_one_is_surely_below(seed):
    _, deviation, errors = drawn_prediction(seed)
    found = predicted(deviation, 0.5, errors)

    every = bands(found.level, found.surely_above, range(len(deviation)))

    assert sorted(at for band in every for at in band) == list(range(len(deviation)))
    for band in every:
        assert all(found.above(a, b) < 0.9 for place_, a in enumerate(band) for b in band[place_ + 1 :])
    for band, after in pairwise(every):
        assert any(found.above(member, after[0]) > 0.8999 for member in band)


@examples
@given(SEEDS)
def test_the_prediction_is_that_of_the_whole_matrices(seed):
    _, deviation, errors = drawn_prediction(seed)
    many, p = len(deviation), 0.5
    spread = np.linalg.inv(p * np.eye(many) + np.diag(errors.own) + errors.shared @ errors.shared.T)
    ones = spread.sum(axis=1)
    centred = spread - np.outer(ones, ones) / ones.sum()

    found = predicted(deviation, p, errors)

    assert found.level == pytest.approx(p * centred @ deviation, abs=1e-9)
    covariance = np.diag(found.own) + found.shared @ found.shared.T
    assert covariance == pytest.approx(p * np.eye(many) - p**2 * centred, abs=1e-9)
    assert found.error == pytest.approx(np.sqrt(np.diag(covariance)))


def test_draws_leave_out_only_who_cannot_matter():
    """Whoever is far above or below is not drawn; the others have the same chances as if they were."""
    errors = Errors(np.full(40, 0.04), np.zeros((40, 0)), 0.04)
    deviation = np.concatenate([[9.0, 9.1], np.linspace(-0.5, 0.5, 18), np.full(20, -9.0)])

    found = predicted(deviation, 4.0, errors).among_best(5, 1)

    assert found[:2].tolist() == [1, 1]
    assert found[20:].tolist() == [0] * 20
    assert found.sum() == pytest.approx(5)
    assert (np.diff(found[2:20]) > -0.01).all()


def test_everybody_is_among_as_many_as_there_are():
    found = predicted(np.array([1.0, -1.0]), 0.5, Errors(np.array([0.1, 0.1]), np.zeros((2, 0)), 0.1))

    assert found.among_best(2, 1).tolist() == [1, 1]


def test_a_place_is_clear_from_ninety_percent_on_and_up_to_ten():
    assert [top_place(share) for share in (0.9, 0.899, 0.5, 0.101, 0.1, 0.0)] == [
        TopPlace.CLEAR,
        TopPlace.OPEN,
        TopPlace.OPEN,
        TopPlace.OPEN,
        TopPlace.CLEARLY_NOT,
        TopPlace.CLEARLY_NOT,
    ]


FIGURE = Estimate(0.8, (0.6, 0.9), 10, "a figure", "somebody")


def test_a_figure_about_few_candidates_is_an_interval_or_nothing():
    assert figure_or_too_few(FIGURE, 20) is FIGURE
    assert figure_or_too_few(FIGURE, 19).interval == (0.6, 0.9)
    assert figure_or_too_few(FIGURE, 8).interval == (0.6, 0.9)
    assert figure_or_too_few(FIGURE, 7).interval is None
    assert (
        figure_or_too_few(FIGURE, 7).reason
        == "there are 7 candidates, and it takes 20 to say so in one figure"
    )
    refused = Undefined("of something else")
    assert figure_or_too_few(refused, 3) is refused


def test_agreement_takes_twenty_doubled_answers_of_eight_candidates():
    assert agreement_or_too_few(FIGURE, 20, 8) is FIGURE
    assert isinstance(agreement_or_too_few(FIGURE, 19, 8), TooFew)
    assert agreement_or_too_few(FIGURE, 20, 7).reason == (
        "20 answers of 7 candidates were rated twice, and it takes 20 of 8"
    )


def test_figures_of_tasks_take_thirty_complete_candidates():
    assert item_or_too_few(FIGURE, 30) is FIGURE
    assert item_or_too_few(FIGURE, 29).reason == "29 candidates have a level on every task, and it takes 30"


@pytest.mark.parametrize(
    ("value", "n", "raters", "verdict"), [(0.31, 8, 3, True), (-0.31, 9, 4, True), (0.29, 8, 3, False)]
)
def test_severity_is_a_verdict_beyond_three_standard_errors(value, n, raters, verdict):
    assert severe(Estimate(value, None, n, "severity", "", 0.1), n, raters) is verdict


@pytest.mark.parametrize(("n", "raters", "se"), [(7, 3, 0.1), (8, 2, 0.1), (8, 3, None)])
def test_severity_of_few_raters_or_answers_gets_no_verdict(n, raters, se):
    assert isinstance(severe(Estimate(0.9, None, n, "severity", "", se), n, raters), TooFew)


def test_thirty_candidates_are_fitted_and_fewer_are_not():
    few, _ = simulated(1, candidates=29, tasks=3, raters=4)
    many, _ = simulated(1, candidates=30, tasks=3, raters=4)

    assert error_study(few, {"C": 1}, top=3, seed=1, chains=SHORT).bayesian
    study = error_study(many, {"C": 1}, top=3, seed=1)
    assert not study.bayesian
    assert study.p_top is study.fitted_p_top


def test_what_is_shown_of_few_candidates_has_an_interval_and_no_figure():
    few, _ = simulated(1, candidates=12, tasks=3, raters=4)
    study = error_study(few, {"C": 1}, top=3, seed=1, chains=SHORT)

    assert isinstance(study.shown_reliability, TooFew)
    low, high = study.shown_reliability.interval
    assert 0 <= low < high <= 1
    assert study.shown_components["p"].interval == study.posterior.interval("p")


def test_what_is_shown_of_many_candidates_is_a_figure_with_its_interval():
    many, _ = simulated(1, candidates=60, tasks=4, raters=5)
    study = error_study(many, {"C": 1}, top=3, seed=1)

    low, high = study.shown_reliability.interval
    assert low < study.shown_reliability.value < high
    low, high = study.shown_components["p"].interval
    assert low < study.components.variance["p"] < high


def test_a_component_that_was_left_out_says_what_it_cannot_be_told_from():
    given, _ = simulated(1, candidates=40, tasks=4, raters=5, each=1)
    found = error_study(given, {"C": 1}, top=3, seed=1).shown_components

    assert found["pt"].reason == "in this design “pt” cannot be told apart from “residual”"
