"""The clock of an open page moves when HR gives time, while its reader does nothing at all."""

import re

import pytest
from playwright.sync_api import expect

from hiring.accounts.rules import Audience
from hiring.adjustments import actions
from hiring.openings.rules import GrantedTime
from tests.people import sign_in

pytestmark = pytest.mark.journey


def _minutes(shown):
    found = re.search(r"(?:(\d+):)?(\d\d):(\d\d)", shown)
    return int(found[1] or 0) * 60 + int(found[2])


def test_the_clock_of_an_open_page_moves_without_anybody_touching_it(
    app, session, window, at_work, whole, by
):
    task = at_work.assessment_version.sections[0].tasks[0].public_id
    session.commit()
    page = window(cookie=sign_in(app, session, at_work.application, Audience.CANDIDATE).get_cookie("hiring"))
    page.goto(f"/candidate/tasks/{task}")
    clock = page.locator("[data-clock]")
    expect(clock).to_contain_text(re.compile(r"\d\d:\d\d left"))
    assert _minutes(clock.inner_text()) < 31
    page.locator("#part-a").fill("Ibu Lastri")

    actions.grant_time(session, whole(at_work.application), GrantedTime(minutes=60), "", by=by)
    session.commit()

    expect(clock).to_contain_text(re.compile(r"1:[23]\d:\d\d left"))
    expect(page.locator("[data-said]")).to_contain_text("You have been given more time")
    expect(page.locator("#part-a")).to_have_value("Ibu Lastri")
