"""Moderating a thread: in a browser, without a script, and as it is saved."""

import pytest
from playwright.sync_api import expect

from tests.banks.tasks import MODERATION
from tests.browsing import DESK, PHONE, faults, page_width
from tests.sittings.one_part import newest_answer, opening_with


@pytest.mark.journey
def test_actions_rules_and_reply_are_saved_by_themselves_and_stand_so_after_a_reload(page_for, session):
    page = page_for(MODERATION)

    for key, action in (("A", "keep"), ("B", "hide"), ("C", "ask")):
        page.locator(f"#part-thread-{key}-action").select_option(action)
    page.locator("#part-thread-B-rule").select_option("R2")
    page.locator("#part-thread-reply").fill("Mari kita tunggu kabar resmi malam ini.")
    expect(page.locator("[data-count]")).to_have_text("7 kata · 2 lebih banyak dari yang diminta")
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Tersimpan")
    page.reload()

    assert newest_answer(session) == {
        "actions": {"A": "keep", "B": "hide", "C": "ask"},
        "rules": {"B": "R2"},
        "reply": "Mari kita tunggu kabar resmi malam ini.",
    }
    expect(page.locator("#part-thread-B-rule")).to_have_value("R2")


@pytest.mark.journey
@pytest.mark.parametrize(("locale", "scheme"), [("id", "dark"), ("en", "light")])
def test_a_thread_fits_a_phone_and_has_no_fault_for_axe(page_for, locale, scheme):
    for viewport in (PHONE, DESK):
        page = page_for(MODERATION, locale, viewport, color_scheme=scheme)
        page.locator("#part-thread-A-action").select_option("hide")
        assert faults(page) == []
        assert page_width(page) == viewport["width"]


def test_without_a_script_what_was_chosen_stands_on_the_page_again(at_work, session):
    work = at_work(application__opening=opening_with(MODERATION))
    address = work.page()

    work.send(
        **{
            "part.thread.A.action": "hide",
            "part.thread.A.rule": "R1",
            "part.thread.reply": "Tenang.",
        }
    )

    assert newest_answer(session) == {"actions": {"A": "hide"}, "rules": {"A": "R1"}, "reply": "Tenang."}
    page = work.client.get(address).text
    assert '<option value="hide" selected>' in page
    assert '<option value="R1" selected>' in page
    assert "Tenang.</textarea>" in page
