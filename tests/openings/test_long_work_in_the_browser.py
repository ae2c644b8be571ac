"""The bar of long work in a real browser: it moves, it ends, and the result appears, at any width."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from hiring.db import Writing, set_writing
from hiring.jobs.batches import advance, ask_batch, end_batch
from hiring.jobs.models import Batch
from hiring.openings.actions.many import REMIND_MANY
from tests.browsing import DESK, PHONE, faults, page_width
from tests.openings.test_views_invitations import at, invited

pytestmark = pytest.mark.journey


@pytest.fixture
def batch(session, opening, hr):
    """Two hundred are to be reminded, and nobody has begun."""
    hr.locale = "en"
    for number in range(2):
        invited(opening, f"Orang {number}")
    return ask_batch(session, REMIND_MANY, "one", total=200, opening_id=opening.id, asked_by=hr.id)


@pytest.fixture
def as_hr(hr, signed_in, window):
    """Return a function that opens a window in which HR is signed in."""
    return lambda viewport: window(viewport, signed_in(hr).get_cookie("hiring"))


def goes_on(session, batch, number):
    """Do as a worker that has done a piece, or, with 0, the last one."""
    if number:
        advance(session, batch.id, number, ended=False)
    else:
        end_batch(session, batch.id, {"reminded": 200})
    session.commit()
    set_writing(Writing.ALWAYS)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_bar_moves_ends_and_the_result_appears(session, opening, batch, as_hr, viewport):
    page = as_hr(viewport)
    page.goto(at(opening, f"/work/{batch.public_id}"))
    bar = page.get_by_role("progressbar", name="Done so far")
    expect(bar).to_have_attribute("value", "0")
    assert (faults(page), page_width(page)) == ([], viewport["width"])

    goes_on(session, batch, 50)
    expect(page.get_by_role("status").filter(has_text="50 of 200 (25%)")).to_be_visible()
    expect(bar).to_have_attribute("value", "50")

    goes_on(session, batch, 0)
    expect(page.get_by_text("200 reminders are on their way.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="200 of 200 (100%)")).to_be_visible()
    assert (faults(page), page_width(page)) == ([], viewport["width"])


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_on_the_page_of_the_opening_the_bar_leaves_alone_what_somebody_chooses(
    session, opening, batch, as_hr, viewport
):
    page = as_hr(viewport)
    page.goto(at(opening))
    page.get_by_role("checkbox", name="Orang 0").check()
    expect(page.get_by_role("progressbar", name="Remind many candidates")).to_be_visible()
    assert (faults(page), page_width(page)) == ([], viewport["width"])

    goes_on(session, batch, 150)
    expect(page.get_by_role("status").filter(has_text="150 of 200 (75%)")).to_be_visible()
    goes_on(session, batch, 0)

    expect(page.get_by_text("“Remind many candidates” is finished.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Orang 0")).to_be_checked()
    page.get_by_role("link", name="See the result").click()
    expect(page.get_by_text("200 reminders are on their way.")).to_be_visible()


def test_without_a_script_the_page_asks_again_by_itself(session, opening, batch, hr, signed_in, window):
    page = window(DESK, signed_in(hr).get_cookie("hiring"), java_script_enabled=False)
    page.goto(at(opening, f"/work/{batch.public_id}"))
    expect(page.get_by_role("status").filter(has_text="0 of 200 (0%)")).to_be_visible()

    goes_on(session, batch, 0)

    expect(page.get_by_text("200 reminders are on their way.")).to_be_visible()
    assert session.scalar(select(func.count(Batch.id))) == 1
