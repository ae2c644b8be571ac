"""When a reviewer has come near enough to the expert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.calibration.rules import CalibrationState, missed_in, nearness, state_of

EXPERT = [{"COMW": 4, "NETW": 2}, {"COMW": 2, "NETW": 5}, {"COMW": 3, "NETW": 3}]
RIGHT = [dict(each) for each in EXPERT]
WRONG = {"COMW": 1, "NETW": 2}


@pytest.mark.parametrize(
    ("given", "within", "state"),
    [
        ([], 1, "to_rate"),
        (RIGHT[:1], 1, "to_rate"),
        (RIGHT[:2], 1, "reached"),
        ([WRONG, RIGHT[1]], 1, "reached"),
        ([RIGHT[0], {"COMW": 2, "NETW": 3}], 1, "to_rate"),
        ([RIGHT[0], {"COMW": 2, "NETW": 4}], 1, "reached"),
        ([RIGHT[0], {"COMW": 2, "NETW": 4}], 0, "to_rate"),
        ([WRONG, WRONG, {"COMW": 3, "NETW": 3}], 1, "reached"),
        ([WRONG, WRONG, {"COMW": 5, "NETW": 3}], 1, "missed"),
    ],
)
def test_two_are_rated_and_in_the_last_nothing_is_missed(given, within, state):
    assert state_of(EXPERT, given, within) == state


def test_where_a_task_has_one_calibration_answer_that_one_decides():
    assert state_of(EXPERT[:1], RIGHT[:1], 0) == CalibrationState.REACHED
    assert state_of(EXPERT[:1], [WRONG], 1) == CalibrationState.MISSED


def test_a_task_without_calibration_answers_asks_for_nothing():
    assert state_of([], [], 1) == CalibrationState.NOTHING_TO_RATE


def test_what_is_missed_is_named_with_both_levels_and_nothing_else_is():
    (missed,) = missed_in({"COMW": 4, "NETW": 2}, {"COMW": 2, "NETW": 3}, 1)
    assert (missed.competency, missed.given, missed.expert) == ("COMW", 2, 4)


_LEVEL = st.integers(1, 5)


@given(st.lists(st.tuples(_LEVEL, _LEVEL), min_size=1, max_size=4), st.sampled_from([0, 1]))
def test_coming_nearer_never_sets_a_reviewer_back(pairs, within):
    expert, given = [{"A": right} for _, right in pairs], [{"A": one} for one, _ in pairs]
    before = state_of(expert, given, within)
    assert not before.may_mark or state_of(expert, expert, within).may_mark


@given(st.lists(st.tuples(_LEVEL, _LEVEL), min_size=1))
def test_the_counts_of_nearness_are_those_of_the_pairs(pairs):
    found = nearness(pairs)
    assert found.ratings == len(pairs) >= found.same + found.next_to
    assert -4 <= found.difference <= 4
