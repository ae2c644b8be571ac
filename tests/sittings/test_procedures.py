"""Writing a procedure in steps: in a browser with buttons, without a script, and as it is saved."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import SOP
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


def step_of(page, number):
    return page.locator("[data-step]").nth(number - 1)


def write(page, number, what, who):
    step_of(page, number).locator("textarea").fill(what)
    step_of(page, number).locator("input").first.fill(who)


@pytest.mark.journey
def test_steps_come_move_and_go_by_keyboard_and_stand_so_after_a_reload(page_for, session):
    page = page_for(SOP)
    page.on("dialog", lambda dialog: dialog.accept())
    expect(page.locator("[data-step]")).to_have_count(2)
    write(page, 1, "Unggah.", "Kreator")
    write(page, 2, "Periksa naskah.", "Sari")

    step_of(page, 2).get_by_role("button").first.press("Enter")
    expect(page.locator("[data-part=procedure] [role=status]")).to_have_text("Kini langkah 1 dari 2")
    page.get_by_role("button", name="Tambah langkah").press(" ")
    expect(page.locator("#part-procedure-3-what")).to_be_focused()
    write(page, 3, "Dihapus lagi.", "")
    page.get_by_role("button", name="Tambah langkah").click()
    expect(page.get_by_role("button", name="Tambah langkah")).to_be_hidden()
    step_of(page, 3).get_by_role("button", name="Hapus").click()
    page.get_by_label("Aturan: yang harus dilakukan").fill("Pakai penanda iklan.")
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "steps": [
            {"what": "Periksa naskah.", "who": "Sari", "approves": ""},
            {"what": "Unggah.", "who": "Kreator", "approves": ""},
        ],
        "do": "Pakai penanda iklan.",
    }
    assert step_of(page, 1).locator("textarea").input_value() == "Periksa naskah."
    expect(page.locator("[data-step]")).to_have_count(2)


@pytest.mark.journey
def test_a_written_step_goes_only_when_that_is_confirmed(page_for):
    page = page_for(SOP)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    write(page, 1, "Unggah.", "Kreator")

    step_of(page, 2).get_by_role("button", name="Hapus").click()
    step_of(page, 1).get_by_role("button", name="Hapus").click()

    assert asked == ["Hapus langkah ini beserta tulisan Anda di dalamnya?"]
    assert step_of(page, 1).locator("textarea").input_value() == "Unggah."
    expect(page.locator("[data-step]")).to_have_count(1)


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_procedure_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport, scripts in ((PHONE, True), (DESK, True), (PHONE, False)):
        page = page_for(SOP, locale, viewport, color_scheme=scheme, java_script_enabled=scripts)
        if scripts:
            write(page, 1, "Unggah.", "Kreator")
            assert faults(page) == []
            assert page_width(page) == viewport["width"]
            expect(page.locator("#part-procedure-1-place")).to_be_hidden()
        else:
            expect(page.locator("#part-procedure-1-place")).to_be_visible()


def test_without_a_script_a_step_moves_to_the_place_that_is_chosen(at_work, session):
    work = at_work(application__opening=opening_with(SOP))
    address = work.page()

    work.send(
        **{
            "part.procedure.1.what": "Unggah.",
            "part.procedure.1.place": "1",
            "part.procedure.2.what": "Periksa naskah.",
            "part.procedure.2.place": "1",
            "part.procedure.avoid": "Klaim kesehatan.",
        }
    )

    assert [step["what"] for step in newest_answer(session)["steps"]] == ["Periksa naskah.", "Unggah."]
    page = work.client.get(address).text
    assert page.count("data-step>") == 4
    assert "Klaim kesehatan.</textarea>" in page


def test_a_procedure_with_too_many_steps_is_refused_and_nothing_of_it_is_saved(at_work, session):
    work = at_work(application__opening=opening_with(SOP))

    reply = work.save(part="procedure", value={"steps": [{"what": "Langkah"}] * 5})

    assert (reply.status_code, newest_answer(session)) == (422, None)
    assert "terlalu banyak langkah" in reply.json["error"]
