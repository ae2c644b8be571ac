"""Texts in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.i18n.localised import Localised, at_place

LETTER = Localised(id="Surat", en="Letter")


@pytest.mark.parametrize(
    ("locale", "text"),
    [("id", "Surat"), ("id_ID", "Surat"), ("en", "Letter"), ("en_GB", "Letter"), ("en-us", "Letter")],
)
def test_a_text_follows_the_locale(locale, text):
    assert LETTER.text(locale) == text


def test_an_unknown_locale_reads_indonesian():
    assert LETTER.text("de") == "Surat"
    assert LETTER.text("eng-not-english") == "Surat"


@given(st.text(), st.text())
def test_json_comes_back_as_the_same_text(indonesian, english):
    text = Localised(id=indonesian, en=english)

    assert Localised.from_json(text.as_json()) == text


@pytest.mark.parametrize(
    "value", [None, "Surat", {}, {"id": "a"}, {"id": "a", "en": 1}, {"id": "a", "en": "b", "ms": "c"}]
)
def test_anything_but_two_texts_is_refused(value):
    with pytest.raises(ValueError, match="exactly two texts"):
        Localised.from_json(value)


@pytest.mark.parametrize(
    ("title", "place", "said"),
    [
        ("Petugas Komunitas", "Bekasi", "Petugas Komunitas, Bekasi"),
        ("Petugas Komunitas, Bekasi", "bekasi", "Petugas Komunitas, Bekasi"),
        ("Petugas Komunitas", "", "Petugas Komunitas"),
    ],
)
def test_a_job_is_named_with_its_place_once(title, place, said):
    assert at_place(title, place) == said
