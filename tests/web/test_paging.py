"""Where a page of a list begins, and what is searched for, as they stand in an address."""

import pytest
from flask import render_template_string, request, url_for

from hiring.db.keyset import Cursor, Page
from hiring.web.paging import cursor_in, row_number, searched_text


@pytest.mark.parametrize("text", [None, "", "x", "1.5", "-1", "9" * 30, "٣", " ", "0"])
def test_no_sensible_number_goes_on_from_the_beginning(text):
    assert row_number(text) == 0


def test_a_number_goes_on_behind_its_row_as_long_as_a_database_can_hold_it():
    asked = ("1", "17", "999999999", "1000000000", "2147483647")

    assert [row_number(text) for text in asked] == [1, 17, 999_999_999, 0, 0]


def test_a_search_is_what_can_be_printed_and_no_more_than_people_type():
    asked = (None, " a\x00\u202eb \n", "é" * 999)

    assert [searched_text(text) for text in asked] == ["", "ab", "é" * 100]


@pytest.mark.parametrize(
    ("address", "cursor"),
    [
        ("", Cursor()),
        ("page=3", Cursor()),
        ("after=", Cursor(("",))),
        ("after=3.50&after=17", Cursor(("3.50", "17"))),
        ("before=a%26b~%2B&before=17", Cursor(("a&b~+", "17"), backwards=True)),
        ("after=1&before=2", Cursor(("1",))),
    ],
)
def test_an_address_says_where_a_page_begins(app, address, cursor):
    with app.test_request_context(f"/?{address}"):
        assert cursor_in(request.args) == cursor


@pytest.mark.parametrize(
    "cursor", [Cursor(), Cursor(("Siti & Budi", "2026-03-02T07:30:00+00:00", "1"), True)]
)
def test_a_cursor_comes_back_from_the_address_it_is_written_into(app, cursor):
    with app.test_request_context():
        address = url_for("oversight.healthz", **cursor.address_values())
    with app.test_request_context(address):
        assert cursor_in(request.args) == cursor


def links_of(app, page):
    template = (
        '{% from "components/paging.html" import page_links with context %}'
        '{% macro here(values) %}{{ url_for("openings.openings", q="a b", **values) }}{% endmacro %}'
        "{{ page_links(page, here) }}"
    )
    with app.test_request_context():
        return render_template_string(template, page=page)


def test_links_keep_the_filter_and_say_how_many_there_are(app):
    html = links_of(app, Page(["x"] * 50, 10_000, Cursor(("3", "7"), True), Cursor(("9", "8"))))

    assert '<a href="/openings?q=a+b" rel="first">Halaman pertama</a>' in html
    assert '<a href="/openings?q=a+b&amp;before=3&amp;before=7" rel="prev">Halaman sebelumnya</a>' in html
    assert '<a href="/openings?q=a+b&amp;after=9&amp;after=8" rel="next">Halaman berikutnya</a>' in html
    assert "50 dari 10.000 di halaman ini" in html


def test_a_list_of_one_page_has_no_links(app):
    assert links_of(app, Page(["x"], 1)).strip() == ""
