"""Mapping actors: in a browser with a picture that follows, without a script, and as it is saved."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import STAKEHOLDERS
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


def choose(page, which, influence, interest):
    page.locator(f"#part-map-{which}-influence").select_option(influence)
    page.locator(f"#part-map-{which}-interest").select_option(interest)


@pytest.mark.journey
def test_the_map_follows_what_is_chosen_and_all_is_saved_by_itself(page_for, session):
    page = page_for(STAKEHOLDERS)
    letters = page.locator("[data-marks] text")
    expect(page.locator("[data-actor]:visible")).to_have_count(2)

    choose(page, "A", "5", "2")
    choose(page, "B", "5", "2")
    page.get_by_role("button", name="Tambah pihak").press("Enter")
    expect(page.locator("#part-map-added-1-name")).to_be_focused()
    page.locator("#part-map-added-1-name").fill("Pemilik warung")
    choose(page, "added-1", "1", "4")
    expect(letters).to_have_text(["A", "B", "C"])
    drawn = page.locator("[data-marks]").inner_html()
    expect(page.get_by_role("img")).to_have_attribute(
        "aria-label",
        "Peta para pihak: kepentingan ke kanan, pengaruh ke atas."
        " A Option A: pengaruh 5, kepentingan 2. B Option B: pengaruh 5, kepentingan 2."
        " C Pemilik warung: pengaruh 1, kepentingan 4.",
    )
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "actors": {"A": {"influence": 5, "interest": 2}, "B": {"influence": 5, "interest": 2}},
        "added": [{"name": "Pemilik warung", "influence": 1, "interest": 4}],
    }
    expect(letters).to_have_text(["A", "B", "C"])
    assert page.locator("[data-marks]").inner_html() == drawn
    page.get_by_role("button", name="Tambah pihak").click()
    expect(page.get_by_role("button", name="Tambah pihak")).to_be_hidden()


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_map_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport in (PHONE, DESK):
        page = page_for(STAKEHOLDERS, locale, viewport, color_scheme=scheme)
        choose(page, "A", "5", "5")
        assert faults(page) == []
        assert page_width(page) == viewport["width"]


def test_without_a_script_the_map_stands_on_the_page_once_it_is_saved(at_work, session):
    work = at_work(application__opening=opening_with(STAKEHOLDERS))
    address = work.page()

    work.send(
        **{
            "part.map.A.influence": "4",
            "part.map.A.interest": "1",
            "part.map.added.2.name": "Warung",
        }
    )

    assert newest_answer(session) == {
        "actors": {"A": {"influence": 4, "interest": 1}},
        "added": [{"name": "Warung"}],
    }
    page = work.client.get(address).text
    assert '<circle cx="46" cy="78"' in page
    assert "A Option A: pengaruh 4, kepentingan 1." in page
    assert 'value="Warung"' in page


def test_a_map_with_too_many_added_actors_is_refused_and_nothing_of_it_is_saved(at_work, session):
    work = at_work(application__opening=opening_with(STAKEHOLDERS))

    reply = work.save(part="map", value={"added": [{"name": "Warung"}] * 3})

    assert (reply.status_code, newest_answer(session)) == (422, None)
    assert "terlalu banyak" in reply.json["error"]
