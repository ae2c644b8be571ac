"""HR's pages of the shipped bank on a phone: nothing is wider than the screen, and the coverage folds."""

import re

import pytest
from playwright.sync_api import expect

from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.banks.actions import load_bank
from hiring.banks.models import BankItem
from tests.browsing import DESK, PHONE, faults, page_width
from tests.factories.accounts import UserFactory
from tests.people import sign_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_page_of_a_shipped_task_is_wider_than_a_phone(app, session, window, shipped, locale):
    load_bank(session, shipped, by=SYSTEM)
    items = session.query(BankItem).filter_by(kind="task").order_by(BankItem.code).all()
    addresses = {item.code: f"/banks/tasks/{item.public_id}" for item in items}
    hr = UserFactory(roles=[Role.HR], locale=locale)
    session.commit()
    page = window(PHONE, sign_in(app, session, hr, Audience.STAFF).get_cookie("hiring"))

    wide = []
    for code, address in addresses.items():
        for where in (address, f"{address}/preview"):
            page.goto(where)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            if (width := page_width(page)) > PHONE["width"]:
                wide.append((code, "task" if where == address else "preview", width))

    assert len(addresses) == len(shipped.tasks)
    assert wide == []


@pytest.mark.parametrize(
    ("locale", "description", "line", "title"),
    [
        ("id", "Uraian pekerjaan community officer", "Mendengarkan masukan", "Bank sampah"),
        ("en", "Description of the work of a community officer", "Listening to input", "waste bank"),
    ],
)
def test_the_coverage_unfolds_description_by_description_and_line_by_line_without_a_script(
    app, session, window, shipped, locale, description, line, title
):
    bank = load_bank(session, shipped, by=SYSTEM)
    hr = UserFactory(roles=[Role.HR], locale=locale)
    session.commit()
    cookie = sign_in(app, session, hr, Audience.STAFF).get_cookie("hiring")
    page = window(PHONE, cookie, java_script_enabled=False)
    page.goto(f"/banks/{bank.public_id}/coverage")
    asked = page.locator("summary", has_text=line)
    task = page.locator("details", has=asked).get_by_role("link", name=re.compile(title, re.IGNORECASE)).first

    expect(asked).to_be_hidden()
    page.locator("summary", has_text=description).click()
    expect(asked).to_be_visible()
    expect(task).to_be_hidden()
    asked.click()
    expect(task).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_coverage_fits_the_screen_with_everything_unfolded_and_axe_finds_no_fault(
    app, session, window, shipped, locale, viewport
):
    bank = load_bank(session, shipped, by=SYSTEM)
    hr = UserFactory(roles=[Role.HR], locale=locale)
    session.commit()
    page = window(viewport, sign_in(app, session, hr, Audience.STAFF).get_cookie("hiring"))

    page.goto(f"/banks/{bank.public_id}/coverage")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    expect(page.get_by_text("A24", exact=True)).to_be_visible()
    assert page_width(page) <= viewport["width"]
    assert faults(page) == []
