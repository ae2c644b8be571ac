"""A piece of a page is drawn once for everything it is made of, and escaped as ever."""

from flask import render_template_string
from markupsafe import Markup

from hiring.web.fragments import Fragments


def test_a_piece_is_drawn_once_per_key():
    drawn = []
    fragments = Fragments()

    def draw(text):
        drawn.append(text)
        return Markup("<p>{}</p>").format(text)

    found = [fragments.kept((text, "en"), draw, text) for text in ("a", "b", "a", "a&b")]

    assert found == ["<p>a</p>", "<p>b</p>", "<p>a</p>", "<p>a&amp;b</p>"]
    assert drawn == ["a", "b", "a&b"]


def test_the_piece_used_longest_ago_is_drawn_again():
    drawn = []
    fragments = Fragments(most=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        fragments.kept(text, lambda each: drawn.append(each) or Markup(each), text)

    assert drawn == ["a", "b", "c", "b"]


def test_a_macro_that_is_kept_escapes_what_it_shows(app):
    template = (
        "{% macro shown(text) %}<b>{{ text }}</b>{% endmacro %}{{ drawn_once(('x', text), shown, text) }}"
    )
    with app.test_request_context():
        page = [render_template_string(template, text="<script>") for _ in range(2)]

    assert page == ["<b>&lt;script&gt;</b>"] * 2
