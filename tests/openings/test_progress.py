"""The table of candidates as it stands in an address: allow-lists, whatever is asked."""

import pytest

from hiring.openings.progress import Column, Standing, Wanted, wanted
from hiring.openings.rules import Stage


def test_an_address_says_stage_search_order_and_page():
    view = wanted({"stage": "invited", "q": " rina ", "sort": "seen", "order": "desc", "page": "3"})

    assert view == Wanted(Stage.INVITED, "rina", Column.SEEN, descending=True, page=3)
    assert wanted(view.address_values()) == view


def test_defaults_leave_the_address_bare():
    assert Wanted().address_values() == {}


@pytest.mark.parametrize(
    "values",
    [
        {"stage": "invited'--", "sort": "name;drop", "order": "up", "page": "0"},
        {"stage": "INVITED", "sort": "__class__", "page": "-1"},
        {"page": "1e3"},
        {"page": "9" * 5000},
        {"page": "NaN", "q": "\x00\u202e\n"},
        {"page": "１２"},
        {"stage": "", "page": "", "q": ""},
    ],
)
def test_whatever_is_not_on_the_lists_is_the_default(values):
    assert wanted(values) == Wanted()


def test_a_search_is_cut_to_what_a_person_types():
    assert wanted({"q": "a" * 5000}).search == "a" * 100


def test_the_same_heading_turns_the_order_round_and_goes_to_the_first_page():
    by_time = Wanted(page=4).sorted_by(Column.TIME)

    assert by_time == Wanted(column=Column.TIME)
    assert by_time.sorted_by(Column.TIME) == Wanted(column=Column.TIME, descending=True)


def test_how_far_people_have_come_counts_everybody_who_passed():
    standing = Standing(
        {Stage.INVITED: 7, Stage.SITTING: 3, Stage.HANDED_IN: 2, Stage.DECIDED: 1, Stage.WITHDRAWN: 4}
    )

    assert (standing.invited, standing.started, standing.handed_in, standing.scored) == (17, 6, 3, 1)
    assert standing.unfinished == 10
