"""A talk by turns: in a browser, without a script, and in two tabs. No word that was written is lost."""

import pytest
from playwright.sync_api import expect

from hiring.sittings.models import AnswerRevision
from tests.banks.tasks import NEGOTIATION, TALK_WITH_TERMS
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


def reply(page, text):
    page.locator("textarea").fill(text)


def send_reply(page):
    page.get_by_role("button", name="Kirim dan baca pesan berikutnya").click()


def kept(session):
    rows = session.query(AnswerRevision).order_by(AnswerRevision.revision)
    return [(row.value["replies"], row.superseded) for row in rows]


@pytest.fixture
def work(at_work):
    return at_work(application__opening=opening_with(NEGOTIATION))


@pytest.mark.journey
def test_the_next_line_comes_with_the_reply_and_what_is_being_written_outlives_a_reload(page_for, session):
    page = page_for(NEGOTIATION)
    expect(page.locator(".message")).to_have_text(["Vendor: Line 1"])
    reply(page, "Terima kasih, mari kita lihat anggarannya.")
    expect(page.locator("[data-count]")).to_have_text("6 kata · 1 lebih banyak dari yang diminta")

    send_reply(page)
    expect(page.locator(".message")).to_have_text(["Vendor: Line 1", "Vendor: Line 2"])
    expect(page).to_have_url(page.url.partition("#")[0] + "#part-talk-now")
    expect(page.locator(".answer")).to_have_text(
        ["Balasan Anda, sudah dikirim: Terima kasih, mari kita lihat anggarannya."]
    )
    reply(page, "Baris satu\nbaris dua")
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    expect(page.locator("textarea")).to_have_value("Baris satu\nbaris dua")
    send_reply(page)
    expect(page.locator(".message")).to_have_count(3)
    reply(page, "Sepakat.")
    expect(page.get_by_role("button", name="Kirim dan baca pesan berikutnya")).to_have_count(0)
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    assert newest_answer(session) == {
        "replies": ["Terima kasih, mari kita lihat anggarannya.", "Baris satu\nbaris dua", "Sepakat."]
    }


@pytest.mark.journey
def test_who_writes_on_in_an_old_tab_is_shown_how_far_the_talk_has_come(page_for, session):
    page = page_for(NEGOTIATION)
    old = page.context.new_page()
    old.goto(page.url)
    reply(page, "Satu")
    send_reply(page)
    expect(page.locator(".message")).to_have_count(2)

    reply(old, "Yang lain")
    box = old.locator(".versions")
    expect(box).to_contain_text("balasan yang sudah dikirim tidak lagi berubah")
    expect(box.get_by_role("button")).to_have_text(["Pakai versi yang lain"])
    box.get_by_role("button").click()

    expect(old.locator(".message")).to_have_text(["Vendor: Line 1", "Vendor: Line 2"])
    expect(old.locator(".answer")).to_have_text(["Balasan Anda, sudah dikirim: Satu"])
    session.rollback()
    assert kept(session) == [(["Satu"], False), (["Satu", ""], False), (["Yang lain"], True)]


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_talk_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport in (PHONE, DESK):
        page = page_for(NEGOTIATION, locale, viewport, color_scheme=scheme)
        reply(page, "Ya. " * 30)
        page.get_by_role("button", name="Kirim dan baca" if locale == "id" else "Send and read").click()
        expect(page.locator(".message")).to_have_count(2)
        assert faults(page) == []
        assert page_width(page) == viewport["width"]


def test_without_a_script_a_button_sends_the_reply_and_saving_alone_does_not(work, session):
    first = work.client.get(work.page()).text
    assert ("Line 1" in first, "Line 2" in first) == (True, False)

    work.send(**{"part.talk.1": "Sa"})
    went = work.send(**{"part.talk.1": "Satu", "based-on.talk": "1", "step": "talk"})

    assert went.location == work.page() + "#part-talk-now"
    assert kept(session) == [(["Sa"], False), (["Satu", ""], False)]
    page = work.client.get(work.page()).text
    assert ("Line 2" in page, "Line 3" in page) == (True, False)
    assert '<input type="hidden" name="part.talk.1" value="Satu" data-sent>' in page


def test_an_empty_reply_is_not_sent(work, session):
    answer = work.send(**{"part.talk.1": " ", "step": "talk"})

    assert (answer.status_code, newest_answer(session)) == (422, None)
    assert "Mohon tulis balasan Anda dahulu" in answer.text
    assert "Line 2" not in answer.text


def test_an_old_page_without_a_script_shows_what_counts_and_what_was_written_beside_it(work, session):
    work.send(**{"part.talk.1": "Satu", "step": "talk"})

    answer = work.send(**{"part.talk.1": "Yang lain", "based-on.talk": "0", "step": "talk"})

    assert answer.status_code == 409
    assert "balasan yang sudah dikirim tidak lagi berubah" in answer.text
    assert '<div class="answer">Yang lain</div>' in answer.text
    assert ("Line 2" in answer.text, 'value="Satu" data-sent' in answer.text) == (True, True)
    assert kept(session) == [(["Satu", ""], False), (["Yang lain", ""], True)]


def test_the_script_cannot_take_a_sent_reply_back_and_its_words_are_kept(work, session):
    work.save(part="talk", value={"replies": ["Satu", ""]})

    taken_back = work.save(part="talk", based_on=1, value={"replies": ["Lain", "Dua"]})
    goes_on = work.save(part="talk", based_on=1, value={"replies": ["Satu", "Dua"]})
    beside = work.save(part="talk", based_on=1, value={"replies": ["Satu", "Tiga"]})

    assert [each.status_code for each in (taken_back, goes_on, beside)] == [409, 200, 409]
    assert [each.json["settled"] for each in (taken_back, beside)] == [True, False]
    assert taken_back.json["theirs"]["text"] == "Vendor: Line 1\n→ Satu\n\nVendor: Line 2"
    assert kept(session) == [
        (["Satu", ""], False),
        (["Lain", "Dua"], True),
        (["Satu", "Dua"], False),
        (["Satu", "Tiga"], True),
    ]


def write_terms(page):
    """Talk to the end, write one term down and leave the other open."""
    reply(page, "Satu")
    page.get_by_role("button", name="Kirim dan baca pesan berikutnya").click()
    expect(page.locator(".message")).to_have_count(2)
    reply(page, "Dua")
    page.get_by_role("textbox", name="Fee").fill("Rp5.000.000")
    page.get_by_role("group", name="Deadline").get_by_label("belum disepakati").check()


@pytest.mark.journey
def test_what_was_agreed_is_asked_for_with_the_last_line_and_outlives_a_reload(page_for, session):
    page = page_for(TALK_WITH_TERMS)
    expect(page.get_by_text("Yang disepakati")).to_have_count(0)
    write_terms(page)
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    expect(page.get_by_role("textbox", name="Fee")).to_have_value("Rp5.000.000")
    expect(page.get_by_role("group", name="Deadline").get_by_label("belum disepakati")).to_be_checked()
    assert newest_answer(session) == {
        "replies": ["Satu", "Dua"],
        "terms": {"fee": "Rp5.000.000"},
        "open": ["deadline"],
    }


@pytest.mark.journey
@pytest.mark.parametrize(("scheme", "viewport"), [("dark", PHONE), ("light", DESK)])
def test_what_was_agreed_fits_a_phone_and_has_no_fault_for_axe(page_for, scheme, viewport):
    page = page_for(TALK_WITH_TERMS, viewport=viewport, color_scheme=scheme)
    write_terms(page)

    assert faults(page) == []
    assert page_width(page) == viewport["width"]


def test_without_a_script_terms_are_kept_with_the_page(at_work, session):
    work = at_work(application__opening=opening_with(TALK_WITH_TERMS))
    work.send(**{"part.talk.1": "Satu", "step": "talk"})
    assert 'name="part.talk.term.fee" value=""' in work.client.get(work.page()).text

    answer = {"part.talk.1": "Satu", "part.talk.2": "Dua"}
    work.send(**answer, **{"part.talk.term.fee": "Rp5.000.000", "based-on.talk": "1"})
    assert 'name="part.talk.term.fee" value="Rp5.000.000"' in work.client.get(work.page()).text
    work.send(**answer, **{"part.talk.open.deadline": "1", "based-on.talk": "2"})

    assert newest_answer(session) == {"replies": ["Satu", "Dua"], "terms": {}, "open": ["deadline"]}
