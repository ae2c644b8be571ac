"""Pages of a table: a number out of range becomes the nearest."""

import pytest

from hiring.web.paging import Paging, page_number


def test_the_pages_of_a_table():
    page = Paging(total=101, wanted=2)

    assert (page.number, page.last, page.offset, page.first_row, page.last_row) == (2, 3, 50, 51, 100)


@pytest.mark.parametrize(("wanted", "number"), [(0, 1), (-4, 1), (4, 3), (999_999, 3)])
def test_a_number_out_of_range_becomes_the_nearest(wanted, number):
    assert Paging(total=101, wanted=wanted).number == number


def test_an_empty_table_has_one_empty_page():
    page = Paging(total=0)

    assert (page.number, page.last, page.first_row, page.last_row) == (1, 1, 0, 0)


@pytest.mark.parametrize("text", [None, "", "x", "1.5", "-1", "9" * 30, "٣", " ", "0"])
def test_no_sensible_number_is_the_first_page(text):
    assert page_number(text) == 1
