"""The table of candidates as it stands in an address: allow-lists, whatever is asked."""

import pytest

from hiring.openings.progress import ProgressOrder, StageCounts, Wanted, wanted
from hiring.openings.rules import Stage


def test_an_address_says_stage_search_and_order():
    view = wanted({"stage": "invited", "q": " rina ", "sort": "since", "order": "desc"})

    assert view == Wanted(Stage.INVITED, "rina", ProgressOrder.SINCE, descending=True)
    assert wanted(view.address_values()) == view


def test_defaults_leave_the_address_bare():
    assert Wanted().address_values() == {}


@pytest.mark.parametrize(
    "values",
    [
        {"stage": "invited'--", "sort": "name;drop", "order": "up"},
        {"stage": "INVITED", "sort": "__class__"},
        {"q": "\x00\u202e\n"},
        {"stage": "", "q": ""},
    ],
)
def test_whatever_is_not_on_the_lists_is_the_default(values):
    assert wanted(values) == Wanted()


def test_a_search_is_cut_to_what_a_person_types():
    assert wanted({"q": "a" * 5000}).search == "a" * 100


def test_the_same_heading_turns_the_order_round():
    by_time = Wanted().sorted_by(ProgressOrder.TIME)

    assert by_time == Wanted(column=ProgressOrder.TIME)
    assert by_time.sorted_by(ProgressOrder.TIME) == Wanted(column=ProgressOrder.TIME, descending=True)


def test_how_far_people_have_come_counts_everybody_who_passed():
    standing = StageCounts(
        {Stage.INVITED: 7, Stage.SITTING: 3, Stage.HANDED_IN: 2, Stage.DECIDED: 1, Stage.WITHDRAWN: 4}
    )

    assert (standing.invited, standing.started, standing.handed_in, standing.scored) == (17, 6, 3, 1)
    assert standing.unfinished == 10
