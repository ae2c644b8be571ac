"""HR asks a referee on the telephone, from the first try to the last page, in a real browser."""

import pytest
from playwright.sync_api import expect

from hiring.i18n import LOCALES
from hiring.references import actions, queries
from tests.browsing import DESK, PHONE
from tests.factories.references import SITUATION, ReferenceRequestFactory
from tests.references.test_journey import assert_fits_everybody

pytestmark = pytest.mark.journey

NUMBER = "+6281234567890"


@pytest.mark.parametrize(("locale", "viewport"), [(LOCALES[0], PHONE), (LOCALES[1], DESK)])
def test_a_referee_is_asked_on_the_telephone(
    session, address, window, application, secret_key, hr, signed_in, locale, viewport
):
    asked = ReferenceRequestFactory(
        application=application, name="Pak Darto", email="", phone=NUMBER, locale=locale
    )
    actions.ask_referees(session, application.id, secret_key=secret_key)
    hr.locale = locale
    session.commit()
    page = window(viewport, cookie=signed_in(hr).get_cookie("hiring"))

    def go_on():
        assert_fits_everybody(page)
        page.locator("main form .btn-primary").first.click()

    def tell(*chosen, **written):
        for box in chosen:
            page.check(f"#{box}")
        for name, text in written.items():
            page.fill(f"#{name}", text)
        page.check("#read_back")
        go_on()

    page.goto(f"{address}/applications/{application.public_id}/references")
    assert_fits_everybody(page)
    page.locator("a[href$=telephone]").click()
    page.check("[name=outcome][value=no_answer]")
    page.fill("#note", "16.00")
    assert_fits_everybody(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main table")).to_contain_text("16.00")

    page.locator("a[href$=consent]").click()
    page.check("#R0a")
    page.check("#R0b-no")
    go_on()
    page.select_option("#R0e-from-month", "3")
    page.fill("#R0e-from-year", "2021")
    tell("R0d-partner", "R0e-ongoing", "R0e-often-weekly", "R0f-no", R0c="RT 05")
    tell("RV1-correct", "RV5-own_wish")
    page.check("#R1a-4")
    page.check("#R1b-not_observed")
    go_on()  # not read back
    expect(page.locator("a[href='#read_back']")).to_be_visible()
    tell()
    tell("R3a-3", "R3b-4")
    tell("RX4-certainly", "RX5-no", RX2=SITUATION)
    expect(page).to_have_url(f"{address}/reference-requests/{asked.public_id}/telephone-review")
    go_on()

    expect(page).to_have_url(f"{address}/reference-requests/{asked.public_id}/telephone")
    assert_fits_everybody(page)
    session.expire_all()
    reference = queries.request_by_id(session, asked.id).reference
    assert (reference.taken_by, reference.locale) == (hr.id, locale)
