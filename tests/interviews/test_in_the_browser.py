"""The card of an interview on a phone: it saves itself, also what was written while there was no network."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hiring import clock
from hiring.accounts.rules import Audience
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


def on_a_phone(app, session, window, user):
    """Return a window in which somebody of the staff is signed in, and which shows what went wrong."""
    return window(cookie=sign_in(app, session, user).get_cookie("hiring"))


def fill_in(page, level):
    """Tick every question, write what was said, choose a level where one is asked for."""
    for tick in page.locator("input[name$='-asked']").all():
        tick.check()
    for area in page.locator("textarea[name$='-notes']").all():
        area.fill(WORDS)
    for radio in page.locator(f"input[name$='-level'][value='{level}']").all():
        radio.check()


def test_two_interviewers_on_phones_rate_alone_in_two_languages_and_record_what_they_came_to(
    app, session, window
):
    interviewing, interview = arranged()
    one, two = interviewing.interviewers[:2]
    two.locale = "en"
    interview.starts_at = clock.now()
    session.commit()
    pages = {user: on_a_phone(app, session, window, user) for user in (one, two)}
    cards = {user: f"/interviews/{card_of(interview, user).public_id}" for user in pages}
    session.commit()  # what is only read holds the database, too
    for user, page in pages.items():
        page.goto(cards[user])
    old_tab = pages[one].context.new_page()
    old_tab.goto(pages[one].url)

    pages[two].context.set_offline(True)
    pages[two].locator("#V1-notes").fill("Written on the train.")
    expect(pages[two].locator("[data-save-state]")).to_contain_text("kept in this browser")
    pages[two].context.set_offline(False)
    expect(pages[two].locator("[data-save-state]")).to_contain_text("Draft saved")
    fill_in(pages[one], 2)
    pages[one].get_by_role("button", name="Kunci kartu").click()
    expect(pages[one].locator("main")).to_contain_text("Kartu Anda terkunci.")
    expect(pages[one].locator("main")).not_to_contain_text("Agus")

    old_tab.locator("#V1-notes").fill("Terlambat ditulis.")
    old_tab.get_by_role("button", name="Simpan draf").click()
    expect(old_tab.locator("main")).to_contain_text("Kartu ini terkunci dan tidak dapat berubah lagi.")
    expect(old_tab.locator("main")).to_contain_text("Terlambat ditulis.")

    fill_in(pages[two], 5)
    pages[two].get_by_role("button", name="Lock the card").click()
    expect(pages[two].locator("main")).to_contain_text("The levels lie 3 levels apart.")
    pages[two].get_by_role("link", name="Record what you came to together").click()
    pages[two].locator("#NETW-level-4").check()
    pages[two].locator("#NETW-reason").fill("Both of us heard three parties named.")
    assert page_width(pages[two]) <= 360
    assert faults(pages[two]) == []
    pages[two].get_by_role("button", name="Record").click()

    pages[one].reload()
    expect(pages[one].locator("main")).to_contain_text("Both of us heard three parties named.")
    assert page_width(pages[one]) <= 360
    assert faults(pages[one]) == []


def test_a_candidate_on_a_phone_proposes_another_time_and_hr_moves_it_once(app, session, window):
    interviewing, interview = arranged()
    session.commit()
    cookie = sign_in(app, session, interviewing.application, Audience.CANDIDATE).get_cookie("hiring")
    candidate = window(cookie=cookie)
    hr = on_a_phone(app, session, window, interviewing.panel.hr)
    address = f"/applications/{interviewing.application.public_id}/interview"
    day = (interview.starts_at + timedelta(days=2)).date().isoformat()
    session.commit()
    other = hr.context.new_page()
    other.goto(address)

    candidate.goto("/candidate/status")
    candidate.get_by_role("link", name="Minta waktu lain").click()
    candidate.get_by_label("Saya mengusulkan waktu lain").check()
    candidate.locator("#first-day").fill(day)
    candidate.locator("#first-at").fill("10:00")
    candidate.get_by_label("Alasan").fill("Saya ada janji dengan dokter hari itu.")
    assert page_width(candidate) <= 360
    assert faults(candidate) == []
    candidate.get_by_role("button", name="Kirim ke HR").click()
    expect(candidate.locator("main")).to_contain_text("HR belum menjawab")

    hr.goto("/")
    hr.get_by_role("link", name="1 kandidat bertanya tentang waktu wawancaranya").click()
    hr.get_by_role("link", name="Bertanya tentang waktunya: jawab").click()
    hr.get_by_label("10.00 WIB").check()
    assert page_width(hr) <= 360
    assert faults(hr) == []
    hr.get_by_role("button", name="Jawab").click()
    expect(hr.locator("main")).to_contain_text("10.00 WIB")

    other.locator("#at").fill("15:00")
    other.get_by_role("button", name="Simpan dan beri tahu semua").click()
    expect(other.locator("main")).to_contain_text("tulisan Anda belum disimpan")
    session.expire_all()
    assert queries.interview_of(session, interviewing.application.id).number == 1


def test_a_slot_that_was_missed_is_noted_on_a_phone_and_gets_a_new_time(app, session, window):
    interviewing, interview = arranged()
    interview.starts_at = clock.now() - timedelta(minutes=20)
    session.commit()
    hr = on_a_phone(app, session, window, interviewing.panel.hr)
    address = f"/applications/{interviewing.application.public_id}/interview"
    session.commit()
    hr.goto(address)

    hr.get_by_role("button", name="Kandidat tidak hadir").click()
    expect(hr.locator("main")).to_contain_text("Kandidat tidak hadir")
    hr.locator("#day").fill((clock.now() + timedelta(days=3)).date().isoformat())
    hr.get_by_role("button", name="Undang").click()

    expect(hr.locator("main")).to_contain_text("Dijadwalkan")
