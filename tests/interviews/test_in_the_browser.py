"""The card of an interview on a phone: it saves itself, also what was written while there was no network."""

import re

import pytest
from playwright.sync_api import expect

from hiring import clock
from hiring.interviews import queries
from tests.browsing import faults, page_width
from tests.factories.interviews import arranged, card_of
from tests.people import sign_in

pytestmark = pytest.mark.journey
WORDS = "Menyebut tiga pihak."


@pytest.fixture
def card(app, session):
    """The address and the number of a card of an interview that has begun, and the cookie of its owner."""
    interviewing, interview = arranged()
    interview.starts_at = clock.now()
    session.commit()
    user = interviewing.interviewers[0]
    found = card_of(interview, user)
    return f"/interviews/{found.public_id}", found.id, sign_in(app, session, user).get_cookie("hiring")


def test_what_is_written_without_a_network_is_there_when_the_page_is_opened_again(session, window, card):
    address, number, cookie = card
    page = window(cookie=cookie)
    page.route("**/draft", lambda route: route.abort())
    page.goto(address)
    page.locator("#V1-notes").fill(WORDS)
    expect(page.locator("[data-save-state]")).to_contain_text("disimpan di browser ini")
    again = page.context.new_page()
    page.close()

    again.goto(address)

    expect(again.locator("#V1-notes")).to_have_value(WORDS)
    expect(again.locator("[data-save-state]")).to_contain_text(re.compile("Draf tersimpan"))
    session.expire_all()
    assert queries.notes_of(session, number, ["V1"])["V1"].notes == WORDS


def test_the_card_fits_a_phone_and_axe_finds_nothing(window, card):
    address, _number, cookie = card
    page = window(cookie=cookie)

    page.goto(address)
    page.get_by_role("button", name="Mulai hitung waktu").click()

    expect(page.locator("[data-clock-now]")).to_contain_text(re.compile(r"0:0\d dari 60 menit"))
    assert page_width(page) <= 360
    assert faults(page) == []
