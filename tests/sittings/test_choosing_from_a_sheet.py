"""Choosing from a sheet: in a browser with the choice below, without a script, and as it is saved."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import SHORTLIST
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with

FORM = {
    "part.sheet.A.place": "1",
    "part.sheet.B.place": "1",
    "part.sheet.B.reason": "Dekat",
    "part.sheet.C.sign.hidden": "on",
}
KEPT = {"places": {"A": 1, "B": 1}, "reasons": {"B": "Dekat"}, "signs": {"C": ["hidden"]}}


def choose(page, which, place):
    page.locator(f"#part-sheet-{which}-place").select_option(place)


@pytest.mark.journey
def test_the_choice_follows_below_and_all_is_saved_by_itself(page_for, session):
    page = page_for(SHORTLIST)
    chosen, reason = page.locator("[data-order] li"), page.locator("#part-sheet-C-reason")
    expect(chosen).to_have_text(["belum ada", "belum ada"])
    expect(reason).to_be_hidden()

    choose(page, "C", "1")
    expect(reason).to_be_visible()
    reason.fill("Dekat dengan warga yang kita ajak")
    expect(page.locator("[data-row=C] [data-count]")).to_have_text(
        "6 kata · 1 lebih banyak dari yang diminta"
    )
    choose(page, "A", "1")
    expect(page.locator("p[data-twice]")).to_contain_text("Nomor 1 diberikan lebih dari satu kali.")
    choose(page, "A", "2")
    expect(page.locator("p[data-twice]")).to_be_empty()
    page.locator("[data-row=B]").get_by_label("Hidden ad").check()
    expect(chosen).to_have_text(["Creator C", "Creator A"])
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "places": {"A": 2, "C": 1},
        "reasons": {"C": "Dekat dengan warga yang kita ajak"},
        "signs": {"B": ["hidden"]},
    }
    expect(chosen).to_have_text(["Creator C", "Creator A"])
    expect(page.locator("[data-row=B]").get_by_label("Hidden ad")).to_be_checked()
    expect(page.locator("#part-sheet-B-reason")).to_be_hidden()


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_sheet_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport in (PHONE, DESK):
        page = page_for(SHORTLIST, locale, viewport, color_scheme=scheme)
        choose(page, "A", "1")
        page.locator("[data-row=B] [type=checkbox]").first.check()
        assert faults(page) == []
        assert page_width(page) == viewport["width"]


def test_without_a_script_the_choice_stands_on_the_page_once_it_is_saved(at_work, session):
    work = at_work(application__opening=opening_with(SHORTLIST))
    address = work.page()

    work.send(**FORM)

    assert newest_answer(session) == KEPT
    page = work.client.get(address).text
    assert "<li>Creator A + Creator B</li>" in page
    assert "Nomor 1 diberikan lebih dari satu kali." in page
    assert page.count(" checked") == 1
    assert [each for each in ("48.000", "Rp7.500.000", "4,2%") if each not in page] == []


def test_a_sign_that_is_not_on_the_sheet_is_refused_and_nothing_of_it_is_saved(at_work, session):
    work = at_work(application__opening=opening_with(SHORTLIST))

    reply = work.save(part="sheet", value={"signs": {"A": ["small"]}})

    assert (reply.status_code, newest_answer(session)) == (422, None)
    assert reply.json["error"] == "Pilihan ini tidak tersedia. Mohon pilih kembali."
