"""Handling messages: in a browser with a living list, without a script, and as it is saved."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import IN_TRAY
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


@pytest.mark.journey
def test_places_and_actions_are_saved_by_themselves_and_the_order_stands_below(page_for, session):
    page = page_for(IN_TRAY)
    order = page.locator("[data-order] li")
    warning = page.locator("p[data-twice]")

    for key, place, action in (("A", "1", "later"), ("B", "1", "call"), ("C", "3", "pass")):
        page.locator(f"#part-tray-{key}-place").select_option(place)
        page.locator(f"#part-tray-{key}-action").select_option(action)
    expect(order).to_have_text(["Sender A + Sender B", "belum ada pesan", "Sender C"])
    expect(warning).to_contain_text("urutan 1")
    page.locator("#part-tray-A-place").select_option("2")
    expect(order).to_have_text(["Sender B", "Sender A", "Sender C"])
    expect(warning).to_have_text("")
    page.locator("#part-tray-B-reply").fill("Saya telepon Ibu pukul sembilan pagi ini.")
    expect(page.locator("[data-message=B] [data-count]")).to_have_text(
        "7 kata · 2 lebih banyak dari yang diminta"
    )
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "places": {"A": 2, "B": 1, "C": 3},
        "actions": {"A": "later", "B": "call", "C": "pass"},
        "replies": {"B": "Saya telepon Ibu pukul sembilan pagi ini."},
    }
    expect(order).to_have_text(["Sender B", "Sender A", "Sender C"])


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_tray_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport in (PHONE, DESK):
        page = page_for(IN_TRAY, locale, viewport, color_scheme=scheme)
        page.locator("#part-tray-A-place").select_option("1")
        assert faults(page) == []
        assert page_width(page) == viewport["width"]


def test_without_a_script_a_place_that_stands_twice_is_kept_and_said(at_work, session):
    work = at_work(application__opening=opening_with(IN_TRAY))
    address = work.page()

    work.send(
        **{
            "part.tray.A.place": "2",
            "part.tray.B.place": "2",
            "part.tray.B.action": "call",
            "part.tray.B.reply": "Saya telepon.",
        }
    )

    assert newest_answer(session) == {
        "places": {"A": 2, "B": 2},
        "actions": {"B": "call"},
        "replies": {"B": "Saya telepon."},
    }
    page = work.client.get(address).text
    assert "<li>Sender A + Sender B</li>" in page
    assert "Lebih dari satu pesan mendapat urutan 2." in page
    assert '<option value="call" selected>' in page
