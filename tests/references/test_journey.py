"""A referee on a phone, from the link in the mail to the thanks, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from hiring.accounts.rules import Audience
from hiring.i18n import LOCALES
from hiring.openings.rules import Stage
from hiring.references import actions, queries
from tests.browsing import DESK, PHONE, before_the_scripts, faults, page_width, places
from tests.factories.references import (
    SITUATION,
    ReferenceFactory,
    ReferenceRequestFactory,
    sent_answers,
    token_of,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def asked(session, application, secret_key):
    """A referee who has been written to."""
    request = ReferenceRequestFactory(
        application=application, name="Bambang Hartono", email="bambang@yab.example"
    )
    actions.ask_referees(session, application.id, secret_key=secret_key)
    session.commit()
    return request


def assert_fits_everybody(page: Page) -> None:
    """The page is free of faults that axe finds, and never wider than the window."""
    assert faults(page) == []
    assert page_width(page) <= page.viewport_size["width"]


def go_on(page: Page) -> None:
    assert_fits_everybody(page)
    page.locator("main form .btn-primary").first.click()


def choose_language(page: Page, locale: str) -> None:
    button = page.locator(f"button[value={locale}]")
    if button.count():
        button.click()
    expect(page.locator("html")).to_have_attribute("lang", locale)  # the page after the click has come


def agree(page: Page) -> None:
    """Begin, agree, and come to the first questions."""
    page.locator("form[action$=begin] button").click()
    page.check("#R0a")
    page.check("#R0b-no")
    go_on(page)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_referee_answers_on_a_phone(session, address, window, asked, locale):
    page = window()
    page.goto(f"{address}/r/{token_of(asked)}")
    choose_language(page, locale)
    go_on(page)
    page.check("#R0a")
    page.check("#R0b-summary_only")
    go_on(page)
    page.fill("#R0c", "Direktur Yayasan Air Bersih.")
    page.check("#R0d-line_manager")
    page.select_option("#R0e-from-month", "3")
    page.fill("#R0e-from-year", "2021")
    page.check("#R0e-ongoing")
    page.check("#R0e-often-weekly")
    page.check("#R0f-no")
    go_on(page)
    page.check("#RV1-correct")
    page.check("#RV5-own_wish")
    go_on(page)
    page.check("#R1a-4")
    page.check("#R1b-not_observed")
    go_on(page)
    page.check("#R3a-5")
    page.fill("#R3a-text", "Membawa tiga LSM baru pada 2022.")
    page.check("#R3b-3")
    go_on(page)
    page.fill("#RX2", SITUATION)
    page.check("#RX4-certainly")
    page.check("#RX5-no")
    go_on(page)
    expect(page).to_have_url(f"{address}/reference/review")
    go_on(page)
    expect(page).to_have_url(f"{address}/reference/thanks")
    assert_fits_everybody(page)
    assert page.locator("html").get_attribute("lang") == locale
    session.expire_all()
    assert queries.request_by_id(session, asked.id).reference.answers["R3a"]["value"] == 5


def test_what_is_typed_is_saved_by_itself_and_there_after_coming_back(session, address, window, asked):
    page = window()
    page.goto(f"{address}/r/{token_of(asked)}")
    agree(page)

    page.fill("#R0c", "Direktur Yayasan Air Bersih.")
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan pukul")

    again = window()
    again.goto(f"{address}/r/{token_of(asked)}")
    again.locator("form[action$=begin] button").click()
    expect(again.locator("#R0c")).to_have_value("Direktur Yayasan Air Bersih.")


def test_what_is_chosen_before_the_scripts_come_is_saved_by_itself(session, address, window, asked):
    page = window()
    page.goto(f"{address}/r/{token_of(asked)}")
    agree(page)

    with before_the_scripts(page, page.url):
        page.check("#R0d-line_manager")
        page.select_option("#R0e-from-month", "3")
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan pukul")

    session.expire_all()
    draft = queries.request_by_id(session, asked.id).draft
    assert (draft["R0d"]["value"], draft["R0e"]["value"]["from-month"]) == ("line_manager", "3")


def test_what_was_not_saved_is_said_and_tried_again(session, address, window, asked):
    page = window()
    page.goto(f"{address}/r/{token_of(asked)}")
    agree(page)
    page.clock.install()
    page.route("**/draft", lambda route: route.abort())

    page.fill("#R0c", "Direktur Yayasan Air Bersih.")
    page.clock.run_for(2_000)
    expect(page.locator("[data-saved]")).to_contain_text("Belum tersimpan. Kami mencoba lagi")
    page.unroute("**/draft")
    page.clock.run_for(9_000)

    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan pukul")
    session.expire_all()
    assert queries.request_by_id(session, asked.id).draft["R0c"]["text"] == "Direktur Yayasan Air Bersih."


@pytest.mark.parametrize("locale", LOCALES)
def test_no_button_moves_away_while_the_form_is_being_saved(address, window, asked, locale):
    page = window()
    page.goto(f"{address}/r/{token_of(asked)}")
    choose_language(page, locale)
    agree(page)
    page.fill("#R0c", "Direktur Yayasan Air Bersih.")
    expect(page.locator("[data-saved]")).not_to_be_empty()
    said = ["", page.text_content("[data-saved]"), page.get_attribute("form[data-draft]", "data-not-saved")]
    moved = {}

    for width in (320, 360, 600, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for button in (".buttons .btn-primary", ".decline summary"):
            found = places(page, "[data-saved]", said, button)
            if len(found) > 1:
                moved[width, button] = found

    assert moved == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_page_with_faults_leads_to_them_also_without_a_script(session, address, window, asked, script):
    page = window(java_script_enabled=script)
    page.goto(f"{address}/r/{token_of(asked)}")
    page.locator("form[action$=begin] button").click()
    page.check("#R0a")
    page.check("#R0b-no")
    page.locator("main form .btn-primary").first.click()

    with page.expect_response(lambda reply: reply.status == 422):
        page.locator("main form .btn-primary").first.click()

    if script:
        assert_fits_everybody(page)
    page.locator("a[href='#R0e-from-month']").click()
    assert page.evaluate("location.hash") == "#R0e-from-month"


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_candidate_names_referees(session, address, window, application, signed_in, viewport):
    cookie = signed_in(application, Audience.CANDIDATE).get_cookie("hiring")
    page = window(viewport, cookie=cookie)
    page.goto(f"{address}/candidate/referees")
    assert_fits_everybody(page)
    for number in (0, 1):
        page.fill(f"#people-{number}-name", f"Orang {number}")
        page.fill(f"#people-{number}-email", f"orang{number}@yab.example")
    with page.expect_response(lambda reply: reply.status == 422):
        page.locator("main form .btn-primary").click()
    assert_fits_everybody(page)
    for number in (0, 1):
        page.select_option(f"#people-{number}-relationship", "colleague")
    page.locator("main form .btn-primary").click()

    expect(page).to_have_url(f"{address}/candidate")
    assert len(queries.requests_of_application(session, application.id)) == 2


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_hr_sees_how_far_it_is(session, address, window, application, asked, hr, signed_in, viewport):
    application.stage = Stage.SCORED
    ReferenceFactory(request__application=application)
    ReferenceFactory(request__application=application, answers=sent_answers(R1a=1, R1b=5, R3a=5, R3b=5))
    page = window(viewport, cookie=signed_in(hr).get_cookie("hiring"))

    page.goto(f"{address}/applications/{application.public_id}/references")

    assert_fits_everybody(page)
    for folded in page.locator("main summary").all():
        folded.click()
    assert_fits_everybody(page)


def test_declining_takes_one_click(session, address, window, asked):
    page = window(DESK)
    page.goto(f"{address}/r/{token_of(asked)}")
    assert_fits_everybody(page)

    page.get_by_role("button", name="Tidak bersedia").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Anda menyatakan tidak bersedia")
    assert_fits_everybody(page)
    session.expire_all()
    assert queries.request_by_id(session, asked.id).state == "declined"


def test_the_other_language_shows_what_a_referee_typed_a_moment_before(
    session, window, application, signed_in
):
    request = ReferenceRequestFactory(application=application, agreed=True)
    session.commit()
    page, asked = window(cookie=signed_in(request, Audience.REFEREE).get_cookie("hiring")), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/reference/relationship")
    page.locator("#R0c").press_sequentially("Direktur Yayasan")

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#R0c")).to_have_value("Direktur Yayasan")
    assert asked == []
