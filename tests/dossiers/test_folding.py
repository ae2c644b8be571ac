"""A candidate file on a phone: what is long is folded, so that the decision is found; on paper it is open."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browsing import DESK, PHONE
from tests.factories.references import ReferenceFactory
from tests.factories.reports import scored
from tests.people import sign_in

pytestmark = pytest.mark.journey

REASON = "Menyebut tanggal surat; T90 COMW dari A."


@pytest.fixture
def opened(app, session, window):
    """Return a function that opens the file of somebody with two competencies rated and one reference."""
    ready = scored()
    ready.hiring_manager.locale = "en"
    ReferenceFactory(request__application=ready.application)
    cookie = sign_in(app, session, ready.hiring_manager).get_cookie("hiring")

    def opened(viewport, part="", **values):
        page = window(viewport, cookie=cookie, **values)
        page.goto(f"/applications/{ready.application.public_id}{part}")
        return page

    return opened


def _folds(page):
    return page.locator("details[data-folds]")


def test_on_a_phone_what_is_long_is_folded_and_the_decision_is_near(opened):
    page = opened(PHONE)

    expect(_folds(page).locator("> summary")).to_have_text(
        [
            "The same figures as a table",
            re.compile(r"^Reasons of the reviewers\s+4 ratings$"),
            re.compile(r"^Reasons of the reviewers\s+4 ratings$"),
            "References",
        ]
    )
    expect(page.locator("details[data-folds][open]")).to_have_count(0)
    expect(page.get_by_text(REASON)).to_be_hidden()
    expect(page.get_by_text("The reviewers differ by 2 levels or more.")).to_be_visible()
    assert page.get_by_role("heading", name="Decision").bounding_box()["y"] < 6 * PHONE["height"]


def test_a_fold_opens_by_touch_and_by_key(opened):
    page = opened(PHONE)
    first = _folds(page).nth(1)

    first.locator("> summary").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text(REASON)).to_be_visible()
    first.locator("> summary").click()
    expect(page.get_by_text(REASON)).to_be_hidden()


def test_a_link_to_something_folded_opens_it(opened):
    page = opened(PHONE, "#references")

    expect(page.locator("#references")).to_be_in_viewport()
    expect(page.get_by_text(REASON)).to_be_hidden()


def test_at_a_desk_and_without_scripts_nothing_is_folded(opened):
    for page in (opened(DESK), opened(PHONE, java_script_enabled=False)):
        expect(page.locator("details[data-folds][open]")).to_have_count(4)
        expect(page.get_by_text(REASON)).to_be_visible()


def test_on_paper_everything_is_open_and_afterwards_as_it_was(opened):
    page = opened(PHONE)
    expect(page.locator("details[data-folds][open]")).to_have_count(0)

    pdf = page.pdf()

    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
    assert REASON in " ".join(said.split())
    expect(page.locator("details[data-folds][open]")).to_have_count(0)
