"""Open places in texts."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.banks.placeholders import filled, placeholders


def test_open_places_are_named_once_in_order():
    assert placeholders("{title} from {start}, {title} till {end}") == ("title", "start", "end")


def test_a_value_is_never_filled_again():
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_what_is_not_known_stays_open():
    assert filled("{title} {0} {a.b} {}", {"a": "x"}) == "{title} {0} {a.b} {}"


@given(st.text())
def test_filling_with_nothing_changes_nothing(text):
    assert filled(text, {}) == text
