"""What a template says: in the language of whoever reads, with values escaped where it becomes HTML."""

import pytest
from flask import render_template_string
from flask_babel import force_locale


def drawn(app, template, locale, **values):
    with app.test_request_context(), force_locale(locale):
        return render_template_string(template, **values)


def test_a_sentence_is_said_in_the_language_of_each_reader_in_turn(app):
    said = [drawn(app, '{{ _("Save") }}', locale) for locale in ("id", "en", "id")]

    assert said == ["Simpan", "Save", "Simpan"]


@pytest.mark.parametrize(("locale", "section"), [("id", "Bagian"), ("en", "Section")])
def test_values_stand_in_their_places_and_are_escaped(app, locale, section):
    template = '{{ _("Section %(number)s of %(count)s", number=number, count=count) }}'

    first = drawn(app, template, locale, number="<b>", count=3)
    second = drawn(app, template, locale, number=2, count=3)

    assert [each.split()[:2] for each in (first, second)] == [[section, "&lt;b&gt;"], [section, "2"]]


def test_a_sentence_in_plain_text_is_not_escaped(app):
    with app.test_request_context(), force_locale("en"):
        plain = app.jinja_env.overlay(autoescape=False)

        assert plain.from_string('{{ _("%(a)s & b", a="<a>") }}').render() == "<a> & b"


def test_a_sign_for_per_cent_is_written_twice_with_values_and_without(app):
    assert drawn(app, '{{ _("100 %%") }} {{ _("%(number)s %%", number=5) }}', "en") == "100 % 5 %"
