"""Putting items in order with reasons: in a browser with buttons, without a script, and as it is read."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import RANK
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


def order_on(page):
    return page.locator("[data-option]").evaluate_all("items => items.map((item) => item.dataset.option)")


@pytest.mark.journey
def test_items_move_by_keyboard_are_saved_by_themselves_and_stand_so_after_a_reload(page_for, session):
    page = page_for(RANK)
    moves = {key: page.locator(f"[data-option={key}]").get_by_role("button") for key in "ABC"}

    moves["C"].first.press("Enter")
    expect(page.locator("[data-part=order] [role=status]")).to_have_text("Option C: urutan 1 dari 3")
    expect(moves["C"].first).to_be_focused()
    moves["A"].first.press(" ")
    moves["A"].first.press(" ")
    moves["B"].first.press("Enter")
    assert order_on(page) == ["A", "C", "B"]
    page.locator("#part-order-A-reason").fill("Warga menunggu.")
    page.locator("#part-order-C-reason").fill("Lalu kepala desa.")
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "places": {"A": 1, "B": 3, "C": 2},
        "reasons": {"A": "Warga menunggu.", "C": "Lalu kepala desa."},
    }
    assert order_on(page) == ["A", "C", "B"]
    expect(page.locator("#part-order-B-reason")).to_be_hidden()


@pytest.mark.journey
def test_an_item_that_leaves_the_first_places_keeps_its_reason_in_sight(page_for, session):
    page = page_for(RANK)
    moves = {key: page.locator(f"[data-option={key}]").get_by_role("button") for key in "ABC"}
    for key in "ABC":
        moves[key].first.click()
    page.locator("#part-order-B-reason").fill("Mendesak.")

    moves["B"].last.click()
    moves["B"].last.click()

    assert order_on(page) == ["A", "C", "B"]
    expect(page.locator("[data-option=B] [data-place]")).to_have_text("–")
    expect(page.locator("#part-order-B-reason")).to_be_visible()
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    assert newest_answer(session) == {"places": {"A": 1, "C": 2}, "reasons": {"B": "Mendesak."}}


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_the_ranking_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport, scripts in ((PHONE, True), (DESK, True), (PHONE, False)):
        page = page_for(RANK, locale, viewport, color_scheme=scheme, java_script_enabled=scripts)
        if scripts:
            page.locator("[data-option=B]").get_by_role("button").first.click()
            assert faults(page) == []
            assert page_width(page) == viewport["width"]
        else:
            expect(page.locator("#part-order-A-place")).to_be_visible()


def test_without_a_script_places_are_chosen_from_lists_and_doubled_ones_stay(at_work, session):
    work = at_work(application__opening=opening_with(RANK))
    address = work.page()

    work.send(
        **{
            "part.order.A.place": "1",
            "part.order.B.place": "1",
            "part.order.C.reason": "Nanti saja.",
        }
    )

    assert newest_answer(session) == {"places": {"A": 1, "B": 1}, "reasons": {"C": "Nanti saja."}}
    page = work.client.get(address).text
    assert page.count('<option value="1" selected>') == 2
    assert "Nanti saja.</textarea>" in page
