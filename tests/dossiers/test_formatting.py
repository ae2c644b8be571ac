from decimal import Decimal

import pytest

from hiring.dossiers.formatting import MOST_LINES, NOT_MEASURED, OUTCOMES, Wording
from hiring.dossiers.values import NotMeasuredReason, Weight
from hiring.i18n.translations import translations_for


def _wording(locale: str, zone: str = "Asia/Jakarta") -> Wording:
    return Wording(locale, zone, translations_for(locale).gettext)


@pytest.mark.parametrize(
    ("locale", "zone", "shown"),
    [
        ("id", "Asia/Jakarta", "21 November 2026, 23.59 WIB"),
        ("id", "Asia/Makassar", "22 November 2026, 00.59 WITA"),
        ("id", "Asia/Jayapura", "22 November 2026, 01.59 WIT"),
        ("en", "Asia/Jakarta", "21 November 2026, 23:59 WIB"),
        ("en", "Europe/Berlin", "21 November 2026, 17:59 CET"),
        ("en", "America/Sao_Paulo", "21 November 2026, 13:59 UTC-03"),
    ],
)
def test_a_moment_is_told_with_its_zone(locale, zone, shown):
    assert _wording(locale, zone).moment("2026-11-21T16:59:00Z") == shown


def test_figures_follow_the_language():
    assert _wording("id").score(Decimal("3.5")) == "3,50"
    assert _wording("en").score(Decimal("3.5")) == "3.50"
    assert _wording("id").percent(Decimal("12.50")) == "12,5%"
    assert _wording("id").number(Decimal("1234.50")) == "1.234,5"
    assert _wording("en").number(8) == "8"


def test_a_missing_score_is_a_dash_and_a_score_of_one_is_not():
    assert _wording("id").score(None) == "–"
    assert _wording("id").score(Decimal(1)) == "1,00"


def test_words_are_joined_as_a_sentence_joins_them():
    assert _wording("id").listed(["R1", "R2", "R3"]) == "R1, R2, dan R3"
    assert _wording("en").listed(["R1", "R2"]) == "R1 and R2"
    assert _wording("id").weights([Weight("Jejaring", Decimal("25.00"))]) == "Jejaring 25%"


def test_every_reason_and_outcome_has_words_in_both_languages():
    english, indonesian = _wording("en"), _wording("id")

    assert set(NOT_MEASURED) == set(NotMeasuredReason)
    assert all(english.not_measured(one) != indonesian.not_measured(one) for one in NotMeasuredReason)
    assert all(english.outcome(one) != indonesian.outcome(one) for one in OUTCOMES)


def test_a_text_falls_into_paragraphs_at_its_empty_lines():
    assert Wording.paragraphs("\n\none\ntwo  \n \n\n\nthree\n") == ["one\ntwo", "three"]
    assert Wording.paragraphs(" \n ") == []


def test_a_text_of_endless_lines_runs_on_in_one_paragraph():
    lines = ["a", "", "b"] + [""] * MOST_LINES

    assert Wording.paragraphs("\n".join(lines)) == ["a ¶ b"]
    assert Wording.paragraphs("\n" * 5000) == []
