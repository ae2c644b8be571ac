"""Putting items in order with reasons: in a browser with buttons, without a script, and as it is read."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from hiring.accounts.rules import Audience
from hiring.banks.documents import as_json
from hiring.sittings.models import AnswerRevision
from tests.banks.tasks import RANK, task_of
from tests.browsing import DESK, PHONE, faults, page_width
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import SittingFactory
from tests.people import sign_in


def ranking():
    item = BankItemFactory(content=as_json(replace(task_of(RANK), practice=True)))
    return OpeningFactory(assessment_version=AssessmentVersionFactory(sections=[[item]]))


def kept(session):
    """Return the newest answer, and let go of the database at once: the server must be able to write."""
    session.rollback()
    newest = session.query(AnswerRevision).order_by(AnswerRevision.id.desc()).first()
    value = newest and newest.value
    session.rollback()
    return value


@pytest.fixture
def page_for(app, session, window, address):
    """Return a function that opens the ranking of somebody at work."""

    def open_page(locale="id", viewport=PHONE, **values):
        sitting = SittingFactory(application__opening=ranking(), application__locale=locale)
        session.commit()
        page = window(viewport, **values)
        cookie = sign_in(app, session, sitting.application, Audience.CANDIDATE).get_cookie("hiring")
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        task = sitting.assessment_version.sections[0].tasks[0].public_id
        page.goto(f"/candidate/tasks/{task}")
        return page

    return open_page


def order_on(page):
    return page.locator("[data-option]").evaluate_all("items => items.map((item) => item.dataset.option)")


@pytest.mark.journey
def test_items_move_by_keyboard_are_saved_by_themselves_and_stand_so_after_a_reload(page_for, session):
    page = page_for()
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

    assert kept(session) == {
        "places": {"A": 1, "B": 3, "C": 2},
        "reasons": {"A": "Warga menunggu.", "C": "Lalu kepala desa."},
    }
    assert order_on(page) == ["A", "C", "B"]
    expect(page.locator("#part-order-B-reason")).to_be_hidden()


@pytest.mark.journey
def test_an_item_that_leaves_the_first_places_keeps_its_reason_in_sight(page_for, session):
    page = page_for()
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
    assert kept(session) == {"places": {"A": 1, "C": 2}, "reasons": {"B": "Mendesak."}}


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_the_ranking_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport, scripts in ((PHONE, True), (DESK, True), (PHONE, False)):
        page = page_for(locale, viewport, color_scheme=scheme, java_script_enabled=scripts)
        if scripts:
            page.locator("[data-option=B]").get_by_role("button").first.click()
            assert faults(page) == []
            assert page_width(page) == viewport["width"]
        else:
            expect(page.locator("#part-order-A-place")).to_be_visible()


def test_without_a_script_places_are_chosen_from_lists_and_doubled_ones_stay(at_work, session):
    work = at_work(application__opening=ranking())
    address = work.page()

    work.send(
        **{
            "part.order.A.place": "1",
            "part.order.B.place": "1",
            "part.order.C.reason": "Nanti saja.",
        }
    )

    assert kept(session) == {"places": {"A": 1, "B": 1}, "reasons": {"C": "Nanti saja."}}
    page = work.client.get(address).text
    assert page.count('<option value="1" selected>') == 2
    assert "Nanti saja.</textarea>" in page
