"""Who gets an answer, what is needed to lock, when a lock may be undone."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.banks.documents import task_from_json
from hiring.scoring.rules import (
    ReviewCounts,
    may_undo,
    needs_review,
    new_pseudonym,
    pick_reviewers,
    rated_competencies,
    review_minutes,
    seldom_answered,
)
from hiring.text import letter_of
from tests.factories.banks import _letter, _scenario

LETTER = task_from_json(_letter())
SCENARIO = task_from_json(_scenario())
RUBRIC = ["NETW", "COMW", "EVNT"]
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def _with_table() -> dict:
    table = {
        "key": "t",
        "title": {"id": "Anggaran", "en": "Budget"},
        "prompt": {"id": "Perbaiki.", "en": "Correct it."},
        "kind": "table",
        "columns": [
            {"key": "item", "title": {"id": "Pos", "en": "Item"}, "kind": "text"},
            {"key": "sum", "title": {"id": "Rp", "en": "Rp"}, "kind": "amount"},
        ],
        "rows": [{"item": {"id": "Tenda", "en": "Tents"}}],
        "max_rows": 5,
    }
    return _letter() | {"parts": [table]}


def test_reviewers_rate_what_task_and_rubric_both_name_in_the_order_of_the_rubric():
    assert rated_competencies(LETTER, RUBRIC) == ("NETW", "COMW")


def test_a_closed_task_is_not_rated_by_people():
    assert rated_competencies(SCENARIO, RUBRIC) == ()


def test_a_practice_task_is_not_rated():
    practice = _letter() | {"practice": True}

    assert rated_competencies(task_from_json(practice), RUBRIC) == ()


@pytest.mark.parametrize(
    ("values", "needed"),
    [
        ({"a": {"text": "Yth. Ibu Lastri"}}, True),
        ({"b": {"text": "Kapan?"}}, True),
        ({"a": {"text": " \n "}, "b": {"text": ""}}, False),
        ({}, False),
    ],
)
def test_an_answer_is_reviewed_when_something_is_written_in_an_open_part(values, needed):
    assert needs_review(LETTER, RUBRIC, values) is needed


def test_a_table_left_as_it_was_found_needs_no_review():
    task = task_from_json(_with_table())

    assert not needs_review(task, RUBRIC, {"t": {"rows": [{"item": "Tenda"}]}})
    assert needs_review(task, RUBRIC, {"t": {"rows": [{"item": "Tenda", "sum": "3.500.000"}]}})


def test_an_answer_whose_competencies_the_rubric_does_not_have_needs_no_review():
    assert not needs_review(LETTER, ["EVNT"], {"a": {"text": "Yth. Ibu Lastri"}})


def test_the_least_loaded_reviewers_are_picked():
    assert set(pick_reviewers({1: 5, 2: 0, 3: 1, 4: 9}, 2, Random(1))) == {2, 3}


def test_the_lot_falls_among_equals():
    picked = Counter(pick_reviewers({1: 0, 2: 0, 3: 0}, 1, Random(seed))[0] for seed in range(300))

    assert min(picked.values()) > 60


def test_a_small_panel_gives_all_it_has():
    assert pick_reviewers({7: 3}, 2, Random(1)) == [7]


@given(
    st.dictionaries(st.integers(1, 50), st.integers(0, 30), max_size=12),
    st.integers(0, 5),
    st.integers(),
)
def test_nobody_is_picked_while_somebody_with_less_work_is_not(load, wanted, seed):
    picked = pick_reviewers(load, wanted, Random(seed))

    assert len(picked) == len(set(picked)) == min(wanted, len(load))
    left = [load[reviewer] for reviewer in load.keys() - set(picked)]
    assert not picked or not left or max(load[reviewer] for reviewer in picked) <= min(left)


def test_pseudonyms_hold_nothing_that_looks_alike_and_are_not_given_twice():
    chance, taken = Random(4), set()
    for _ in range(500):
        taken.add(new_pseudonym(taken.__contains__, chance))

    assert len(taken) == 500
    assert all(len(name) == 6 and name.startswith("A-") for name in taken)
    assert not set("".join(name[2:] for name in taken)) & set("AEIOUSL01")


def test_minutes_grow_with_what_is_to_be_read_and_rated():
    assert (review_minutes(LETTER, 1), review_minutes(LETTER, 2)) == (4, 5)


@pytest.mark.parametrize(
    ("seconds", "may"),
    [(0, True), (59, True), (60, False), (3600, False)],
)
def test_a_lock_can_be_undone_for_one_minute(seconds, may):
    assert may_undo(NOW, NOW + timedelta(seconds=seconds)) is may


def test_what_is_not_locked_cannot_be_undone():
    assert not may_undo(None, NOW)


def test_letters_go_on_after_the_alphabet():
    assert [letter_of(place) for place in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("answers", "handed_in", "seldom"), [(4, 6, True), (5, 6, False), (0, 5, False), (7, 10, False)]
)
def test_a_task_is_seldom_answered_when_a_third_of_six_or_more_left_it(answers, handed_in, seldom):
    assert seldom_answered(answers, handed_in) is seldom


def test_counts_written_before_those_who_handed_in_were_counted_are_read_as_none():
    assert ReviewCounts.from_json({"scored": 2, "tasks": [], "reviewers": []}).handed_in == 0
