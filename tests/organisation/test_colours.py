"""One colour for all pages: it must be readable, and on dark pages it becomes light enough by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.organisation.colours import (
    DARK_GROUND,
    DARK_PAPER,
    LIGHT_GROUND,
    STANDARD,
    contrast,
    is_colour,
    shades_on_dark,
    shades_on_light,
    stands_out,
)
from hiring.organisation.sheet import sheet_of

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard():
    """Values as every checker of contrast gives them."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.005)
    assert contrast("#ffffff", "#0000ff") == contrast("#0000ff", "#ffffff")


@pytest.mark.parametrize(
    ("colour", "good"), [(STANDARD, True), ("#b3261e", True), ("#ffcc00", False), ("#7f7f7f", False)]
)
def test_a_colour_stands_out_if_text_in_it_can_be_read(colour, good):
    assert stands_out(colour) is good


@pytest.mark.parametrize("text", ["", "red", "#fff", "#0B5563", "#0b5563;}", "0b5563"])
def test_only_six_small_digits_are_a_colour(text):
    assert not is_colour(text)


@given(COLOURS.filter(stands_out))
def test_all_text_on_a_page_in_an_accepted_colour_can_be_read(colour):
    light, dark = shades_on_light(colour), shades_on_dark(colour)

    pairs = [
        *((light.primary, ground) for ground in (LIGHT_GROUND, "#ffffff", light.soft, light.on_primary)),
        *((light.strong, ground) for ground in (LIGHT_GROUND, light.soft, light.on_primary)),
        *((dark.primary, ground) for ground in (DARK_GROUND, DARK_PAPER, dark.soft, dark.on_primary)),
        *((dark.strong, ground) for ground in (DARK_GROUND, dark.soft, dark.on_primary)),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_the_sheet_speaks_of_both_grounds():
    sheet = sheet_of("#b3261e")

    assert "--primary: #b3261e;" in sheet
    assert "--bs-link-color-rgb: 179, 38, 30;" in sheet
    assert sheet.count("--on-primary") == 2
