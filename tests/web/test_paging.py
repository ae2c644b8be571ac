"""Pages of a table: a number out of range becomes the nearest."""

import pytest
from flask import render_template_string, request, url_for

from hiring.store.keyset import Cursor, Page
from hiring.web.paging import Paging, cursor_in, page_number


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
